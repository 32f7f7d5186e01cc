// Standard output as a sink of bytes with back pressure. A reader that goes away early (`seekline rows … | head`) is the
// quiet end of the program, not a failure.

import fs from "node:fs";
import type { Failure } from "../../shared/failure.ts";
import { wordsFor } from "../engine/export/writeFailure.ts";
import { isTerminal } from "./isTerminal.ts";

/** Thrown by a write to a pipe that nobody reads any more. */
export class OutputClosed extends Error {
  constructor() {
    super("standard output was closed");
  }
}

/** Thrown by a write that the system refuses: a full disk, for example. */
export class OutputFailed extends Error {
  readonly failure: Failure;

  constructor(cause: unknown) {
    super("standard output cannot be written", { cause });
    this.failure = { code: "output-failed", detail: wordsFor(cause) };
  }
}

export interface StandardOutput {
  readonly bytesWritten: number;
  /** The bytes may be reused when the promise settles. Throws OutputClosed or OutputFailed. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** Waits until all is written. */
  finish(): Promise<void>;
}

const descriptor = 1;

/**
 * To be opened once for a process. A file is written at once, a pipe or a terminal through the runtime's stream, each
 * write waited for.
 */
export function openStandardOutput(): StandardOutput {
  let written = 0;
  const writeAll = isStream() ? streamWriter() : writeToFile;
  const write = async (bytes: Uint8Array): Promise<void> => {
    try {
      await writeAll(bytes);
    } catch (error) {
      throw error instanceof Error && "code" in error && error.code === "EPIPE"
        ? new OutputClosed()
        : new OutputFailed(error);
    }
  };
  return {
    get bytesWritten() {
      return written;
    },
    async write(text) {
      const bytes = typeof text === "string" ? Buffer.from(text) : text;
      await write(bytes);
      written += bytes.length;
    },
    finish: () => write(new Uint8Array()),
  };
}

function isStream(): boolean {
  const status = fs.fstatSync(descriptor);
  return isTerminal(descriptor) || status.isFIFO() || status.isSocket();
}

function streamWriter(): (bytes: Uint8Array) => Promise<void> {
  // Errors reach the callbacks of the writes below; without a listener they would end the process as well.
  process.stdout.on("error", () => undefined);
  return (bytes) =>
    new Promise((resolve, reject) => {
      process.stdout.write(bytes, (error) => (error === null || error === undefined ? resolve() : reject(error)));
    });
}

/**
 * Files, and whatever else is no stream, are written here: `process.stdout` writes to them once and takes it for all, so
 * that the rest is lost silently on a disk that becomes full.
 */
async function writeToFile(bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += fs.writeSync(descriptor, bytes, at);
}
