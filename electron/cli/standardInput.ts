// Standard input as a transcript: a pipe cannot be read by position, so it is first written to a file of its own in the
// spool folder. The file is private, and removed at the end, also when the program is interrupted or killed.

import fs, { type ReadStream } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import path from "node:path";
import tty from "node:tty";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { spoolFolder } from "../engine/environment/spoolFolder.ts";
import { beginUnfinished } from "../engine/environment/unfinishedFiles.ts";
import { wordsFor, writeFailure } from "../engine/export/atomicFile.ts";

export interface Spool {
  readonly path: string;
  remove(): Promise<void>;
}

export interface SpoolOptions {
  readonly input: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: number) => void;
}

/** What messages call the spooled file. */
const spoolName = "standard-input";

const descriptor = 0;

/** Standard input as a stream of bytes. Where the runtime would give an empty one instead (a folder), reading says why. */
export function openStandardInput(): NodeJS.ReadStream | ReadStream {
  if (tty.isatty(descriptor)) return process.stdin;
  const status = fs.fstatSync(descriptor);
  const isReadable = status.isFile() || status.isFIFO() || status.isSocket() || status.isCharacterDevice();
  return isReadable ? process.stdin : fs.createReadStream("", { fd: descriptor, autoClose: false });
}

/** Writes all of the input to a file. Throws the signal's reason when aborted; leaves nothing behind unless it succeeds. */
export async function spoolStandardInput({ input, signal, onProgress }: SpoolOptions): Promise<Result<Spool>> {
  const parent = spoolFolder();
  if (parent === undefined) return fail({ code: "no-room", folder: undefined });
  const { path: folder, forget } = beginUnfinished(parent);
  // What cannot be removed now is left to the next start, and must not hide why this one failed.
  const remove = () => rm(folder, { recursive: true, force: true }).then(forget, () => undefined);
  const file = path.join(folder, spoolName);
  try {
    await mkdir(folder, { mode: 0o700 });
    await writeAll(input, file, { signal, onProgress });
    return succeed({ path: file, remove });
  } catch (error) {
    await remove();
    if (signal.aborted) throw error;
    if (error instanceof InputFailed) return fail({ code: "input-failed", detail: wordsFor(error.cause) });
    const failure = writeFailure(parent, error);
    return fail(failure.code === "disk-full" ? { code: "no-room", folder: parent } : failure);
  }
}

async function writeAll(
  input: AsyncIterable<Uint8Array>,
  file: string,
  { signal, onProgress }: Pick<SpoolOptions, "signal" | "onProgress">,
): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    let bytes = 0;
    for await (const chunk of readAll(input)) {
      signal.throwIfAborted();
      for (let at = 0; at < chunk.length; ) at += (await handle.write(chunk, at)).bytesWritten;
      bytes += chunk.length;
      onProgress(bytes);
    }
    signal.throwIfAborted();
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
  await handle.close();
}

/** An error of the input, to be told from one of the disk that it is written to. */
class InputFailed extends Error {
  constructor(cause: unknown) {
    super("standard input cannot be read", { cause });
  }
}

async function* readAll(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* input;
  } catch (error) {
    throw new InputFailed(error);
  }
}
