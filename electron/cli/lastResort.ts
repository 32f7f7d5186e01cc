import { errorEntry } from "../../shared/errorEntry.ts";
import { unexpectedLines } from "../../shared/unexpected.ts";
import { logError } from "../errorLog/errorLog.ts";
import { errorLogFolder } from "./errorLogFolder.ts";

/** Whatever nobody has caught ends the program with a sentence: a person gets no stack, unless they ask for it. */
export function endOnUnexpected(program: string): void {
  process.on("uncaughtException", (error) => {
    try {
      const folder = errorLogFolder();
      const entry = errorEntry("command line", asked(program, process.argv.slice(2)), error);
      const log = folder === undefined ? undefined : logError(folder, entry);
      const lines = unexpectedLines(error, process.env, log);
      process.stderr.write(lines.map((line) => `${program}: ${line}\n`).join(""));
    } finally {
      process.exit(1);
    }
  });
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
