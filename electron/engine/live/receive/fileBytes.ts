// Whole reads and writes of an open file: the system may take or give fewer bytes than it was asked for.

import type { FileHandle } from "node:fs/promises";
import { isInterruption, mostInterruptions } from "../../source/readAt.ts";

/** Reads from a place until the target is full or the file ends; gives how many bytes came. */
export async function readAll(file: FileHandle, target: Uint8Array, position: number): Promise<number> {
  let interruptions = 0;
  for (let done = 0; ; ) {
    try {
      const { bytesRead } = await file.read(target, done, target.length - done, position + done);
      done += bytesRead;
      if (bytesRead === 0 || done === target.length) return done;
    } catch (error) {
      interruptions += 1;
      if (!isInterruption(error) || interruptions > mostInterruptions) throw error;
    }
  }
}

export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}
