// Standard output as a sink of bytes with back pressure. A reader that goes away early (`seekline rows … | head`) is the
// quiet end of the program, not a failure.

/** Thrown by a write to a pipe that nobody reads any more. */
export class OutputClosed extends Error {
  constructor() {
    super("standard output was closed");
  }
}

export interface StandardOutput {
  readonly bytesWritten: number;
  /** The bytes may be reused when the promise settles. Throws OutputClosed. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** Waits until all is written. */
  finish(): Promise<void>;
}

export function openStandardOutput(): StandardOutput {
  let written = 0;
  // Errors reach the callbacks of the writes below; without a listener they would end the process as well.
  process.stdout.on("error", () => undefined);
  const write = (bytes: Uint8Array | string): Promise<void> =>
    new Promise((resolve, reject) => {
      process.stdout.write(bytes, (error) => {
        if (error === null || error === undefined) resolve();
        else reject("code" in error && error.code === "EPIPE" ? new OutputClosed() : error);
      });
    });
  return {
    get bytesWritten() {
      return written;
    },
    async write(bytes) {
      await write(bytes);
      written += typeof bytes === "string" ? Buffer.byteLength(bytes) : bytes.length;
    },
    finish: () => write(""),
  };
}
