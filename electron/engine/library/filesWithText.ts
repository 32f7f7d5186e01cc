// Which of some files hold a text: ripgrep says so of several at a time; without it, each is read.

import { ByteSearch } from "../query/search/byteSearch.ts";
import { patternOf } from "../query/search/lineSearch.ts";
import { commonArguments, findRipgrep } from "../query/search/ripgrepProgram.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import type { LibraryProblems } from "./libraryProblems.ts";

/** `problems` are told of files that cannot be read. Throws the signal's reason. */
export async function filesWithText(
  files: readonly string[],
  text: string,
  signal: AbortSignal,
  problems: LibraryProblems,
): Promise<ReadonlySet<string>> {
  signal.throwIfAborted();
  if (files.length === 0) return new Set();
  const program = findRipgrep();
  const listed = program === undefined ? undefined : await listedBy(program, files, text, signal);
  return listed ?? (await readEach(files, text, signal, problems));
}

/** Undefined when it cannot be run, or could not read one of them: it does not say which. */
async function listedBy(
  program: string,
  files: readonly string[],
  text: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const { pattern, ignoreCase } = patternOf({ type: "text", text, exactCase: false });
  const child = spawned(program, [
    ...commonArguments({ ignoreCase }),
    ...["--no-messages", "--files-with-matches", "--null", "--regexp", pattern, "--", ...files],
  ]);
  if (child === undefined) return undefined;
  const kill = (): void => void child.kill("SIGKILL");
  signal.addEventListener("abort", kill, { once: true });
  try {
    return await new Promise((resolve) => {
      // No more than the names that it was given.
      const parts: Buffer[] = [];
      let isRefused = false;
      child.stdout.on("data", (part: Buffer) => parts.push(part));
      // Of files that cannot be read it says nothing, so this is about the text.
      child.stderr.on("data", () => {
        isRefused = true;
      });
      child.once("error", () => resolve(undefined));
      child.once("close", (status) => {
        const isListed = (status === 0 || status === 1) && !isRefused;
        resolve(isListed ? new Set(Buffer.concat(parts).toString("utf8").split("\0")) : undefined);
      });
    });
  } finally {
    signal.removeEventListener("abort", kill);
    signal.throwIfAborted();
  }
}

/** Undefined where the system refuses at once: a long text makes an argument that is too long for it. */
function spawned(program: string, args: readonly string[]) {
  const { spawn } = process.getBuiltinModule("node:child_process");
  try {
    return spawn(program, [...args], { stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
  } catch {
    return undefined;
  }
}

async function readEach(
  files: readonly string[],
  text: string,
  signal: AbortSignal,
  problems: LibraryProblems,
): Promise<ReadonlySet<string>> {
  const holding = new Set<string>();
  for (const file of files) {
    const opened = openFile(file);
    if (!opened.ok) {
      problems.tell(file, new SourceError(opened.failure));
      continue;
    }
    const source = opened.value;
    try {
      const search = new ByteSearch(source, { type: "text", text, exactCase: false });
      const range = { from: 0, to: source.size, stopped: () => signal.aborted };
      await search.run(range, () => {
        holding.add(file);
        return false;
      });
    } catch (error) {
      problems.tell(file, error);
    } finally {
      source.close();
    }
    signal.throwIfAborted();
  }
  return holding;
}
