import { errorEntry } from "../../shared/errorEntry.ts";
import { unexpectedLines } from "../../shared/unexpected.ts";
import { logError } from "../errorLog/errorLog.ts";
import { errorLogFolder } from "./errorLogFolder.ts";

/** Whatever nobody has caught ends the program with a sentence: a person gets no stack, unless they ask for it. */
export function endOnUnexpected(program: string): void {
  process.on("uncaughtException", (error) => {
    try {
      process.stderr.write(
        unexpectedSentences(program, error)
          .map((line) => `${line}\n`)
          .join(""),
      );
    } finally {
      process.exit(1);
    }
  });
}

/** Logs it, and gives what to say of it. */
function unexpectedSentences(program: string, error: unknown): readonly string[] {
  const folder = errorLogFolder();
  const entry = errorEntry("command line", asked(program, process.argv.slice(2)), error);
  const log = folder === undefined ? undefined : logError(folder, entry);
  return unexpectedLines(error, process.env, log).map((line) => `${program}: ${line}`);
}

/** For a server, which goes on with its other requests: what is said of a bug once is known. */
export function unexpectedOnce(program: string, say: (line: string) => void): (error: unknown) => void {
  let isSaid = false;
  return (error) => {
    const sentences = unexpectedSentences(program, error);
    if (!isSaid) for (const line of sentences) say(line);
    isSaid = true;
  };
}

/** The command and the names of its options: what they were given may be anything. */
function asked(program: string, argv: readonly string[]): string {
  const end = argv.indexOf("--");
  const [command = "", ...rest] = end < 0 ? argv : argv.slice(0, end);
  const options = rest.flatMap((word) => /^--?[a-z-]{1,20}(?==|$)/.exec(word)?.[0] ?? []);
  return [program, ...(/^[a-z]{1,20}$/.test(command) ? [command] : []), ...options.slice(0, 20)]
    .join(" ")
    .slice(0, 200);
}
