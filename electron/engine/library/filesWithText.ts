// Which of some files hold a text: ripgrep says so of several at a time; without it, each is read.

import { ByteSearch } from "../query/search/byteSearch.ts";
import { patternOf } from "../query/search/lineSearch.ts";
import { findRipgrep } from "../query/search/ripgrepProgram.ts";
import { openFile, SourceError } from "../source/fileSource.ts";

/** Files that cannot be read hold nothing. Throws the signal's reason. */
export async function filesWithText(
  files: readonly string[],
  text: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  signal.throwIfAborted();
  if (files.length === 0) return new Set();
  const program = findRipgrep();
  const listed = program === undefined ? undefined : await listedBy(program, files, text, signal);
  return listed ?? (await readEach(files, text, signal));
}

/** Undefined when it cannot be run. */
async function listedBy(
  program: string,
  files: readonly string[],
  text: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const { pattern, ignoreCase } = patternOf({ type: "text", text, exactCase: false });
  const { spawn } = process.getBuiltinModule("node:child_process");
  const child = spawn(
    program,
    [
      ...[
        "--no-config",
        "--text",
        "--encoding",
        "none",
        "--color",
        "never",
        "--no-messages",
        "--files-with-matches",
        "--null",
      ],
      ignoreCase ? "--ignore-case" : "--case-sensitive",
      ...["--regexp", pattern, "--", ...files],
    ],
    { stdio: ["ignore", "pipe", "ignore"], windowsHide: true },
  );
  const kill = (): void => void child.kill("SIGKILL");
  signal.addEventListener("abort", kill, { once: true });
  try {
    return await new Promise((resolve) => {
      // No more than the names that it was given.
      const parts: Buffer[] = [];
      child.stdout.on("data", (part: Buffer) => parts.push(part));
      child.once("error", () => resolve(undefined));
      // 2: a file could not be read; the others were.
      child.once("close", (status) =>
        resolve(status === null ? undefined : new Set(Buffer.concat(parts).toString("utf8").split("\0"))),
      );
    });
  } finally {
    signal.removeEventListener("abort", kill);
    signal.throwIfAborted();
  }
}

async function readEach(files: readonly string[], text: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const holding = new Set<string>();
  for (const file of files) {
    const opened = openFile(file);
    if (!opened.ok) continue;
    const source = opened.value;
    try {
      const search = new ByteSearch(source, { type: "text", text, exactCase: false });
      const range = { from: 0, to: source.size, stopped: () => signal.aborted };
      await search.run(range, () => {
        holding.add(file);
        return false;
      });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
    } finally {
      source.close();
    }
    signal.throwIfAborted();
  }
  return holding;
}
