// Reads a pipe into one buffer. A stream makes a new one for every read: a fast pipe leaves tens of megabytes of them to the
// garbage collector.

import net from "node:net";

const partBytes = 64 * 1024;

/** Parts are valid until the next one is asked for. Ends when the pipe does, or with the signal; throws what the system says. */
export async function* readPipe(fd: number, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  let part: Uint8Array | undefined;
  let isEnded = false;
  let error: Error | undefined;
  let wake = () => {};
  const socket = new net.Socket({
    fd,
    readable: true,
    writable: false,
    signal,
    onread: {
      buffer: Buffer.allocUnsafeSlow(partBytes),
      callback(length, bytes) {
        part = bytes.subarray(0, length);
        wake();
        return false; // until the part was taken
      },
    },
  });
  socket.on("error", (problem) => {
    error = problem;
  });
  socket.on("close", () => {
    isEnded = true;
    wake();
  });
  try {
    for (;;) {
      socket.resume();
      if (part === undefined && !isEnded)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (part !== undefined) {
        const taken = part;
        part = undefined;
        yield taken;
      } else if (isEnded) {
        if (error !== undefined && !signal.aborted) throw error;
        return;
      }
    }
  } finally {
    socket.destroy();
  }
}
