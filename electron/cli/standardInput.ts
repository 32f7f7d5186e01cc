// Standard input as a transcript: a pipe cannot be read by position, so it is first written to a file of its own in the
// spool folder. The file is private, and removed at the end, also when the program is interrupted or killed.

import fs, { type ReadStream } from "node:fs";
import type { Result } from "../../shared/result.ts";
import { wordsFor } from "../engine/export/writeFailure.ts";
import { InputFailed, type Spooled, type SpoolOptions, spool } from "../engine/spool/spool.ts";
import { isTerminal } from "./isTerminal.ts";

/** What messages call the spooled file. */
export const standardInputName = "standard-input";

const descriptor = 0;

/** Writes all of standard input to a file. Throws the signal's reason. */
export async function spoolStandardInput(
  options: SpoolOptions & { readonly signal: AbortSignal },
): Promise<Result<Spooled<undefined>>> {
  return spool(standardInputParts(options.signal), standardInputName, options);
}

/** The bytes of standard input, each part valid until the next one is asked for. Ends with the signal; throws InputFailed. */
export async function* standardInputParts(signal: AbortSignal): AsyncGenerator<Uint8Array, undefined, undefined> {
  try {
    yield* await inputOf(signal);
    return undefined;
  } catch (error) {
    throw new InputFailed({ code: "input-failed", detail: wordsFor(error) }, error);
  }
}

async function inputOf(signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  if (!isTerminal(descriptor) && isPipe()) {
    // What sockets need would make every start slower.
    const { readPipe } = await import("./readPipe.ts");
    return readPipe(descriptor, signal);
  }
  const input = openStandardInput();
  signal.addEventListener("abort", () => input.destroy(), { once: true });
  return input;
}

function isPipe(): boolean {
  const status = fs.fstatSync(descriptor);
  return status.isFIFO() || status.isSocket();
}

/** Standard input as a stream of bytes. Where the runtime would give an empty one instead (a folder), reading says why. */
function openStandardInput(): NodeJS.ReadStream | ReadStream {
  if (isTerminal(descriptor)) return process.stdin;
  const status = fs.fstatSync(descriptor);
  const isReadable = status.isFile() || status.isFIFO() || status.isSocket() || status.isCharacterDevice();
  return isReadable ? process.stdin : fs.createReadStream("", { fd: descriptor, autoClose: false });
}

/** Whether a path leads to the file that standard input was redirected from (`< FILE`). */
export function isStandardInput(file: string): boolean {
  try {
    const target = fs.statSync(file, { bigint: true });
    const input = fs.fstatSync(descriptor, { bigint: true });
    return input.dev === target.dev && input.ino === target.ino;
  } catch {
    // What is not there is not the input; whoever writes it is told what else is wrong.
    return false;
  }
}
