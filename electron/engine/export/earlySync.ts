// Sends what has been written on its way to the disk while more is being written, so that the flush at the end finds
// little left to do. Without it, seconds of an export would be spent waiting, with nothing else to do.

import type { WritableFile } from "./fileOperations.ts";

/** A flush begins when so many bytes have been written since the last one; one at a time. */
const enoughBytes = 32 * 1024 * 1024;

/** The same file. What a flush throws on the way is thrown by the next call: the system tells of it only once. */
export function withEarlySync(file: WritableFile, enough = enoughBytes): WritableFile {
  let unflushed = 0;
  let flush: Promise<void> | undefined;
  let error: { readonly cause: unknown } | undefined;
  const begin = (): void => {
    unflushed = 0;
    flush = file
      .sync()
      .catch((cause: unknown) => {
        error ??= { cause };
      })
      .finally(() => {
        flush = undefined;
      });
  };
  return {
    ...file,
    write: async (bytes) => {
      if (error !== undefined) throw error.cause;
      const written = await file.write(bytes);
      unflushed += written;
      if (unflushed >= enough && flush === undefined) begin();
      return written;
    },
    sync: async () => {
      await flush;
      if (error !== undefined) throw error.cause;
      await file.sync();
    },
    close: async () => {
      await flush;
      await file.close();
    },
  };
}
