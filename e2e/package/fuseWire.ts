// Reads a program's fuses without the library that has set them: behind a mark in the program stand a version, how many
// there are, and a letter for each.

import { open } from "node:fs/promises";

const mark = Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX");
const chunkBytes = 1024 * 1024;

/** A `1` or `0` for each fuse, `r` where it was removed, in Electron's order. */
export async function fuseWire(program: string): Promise<string> {
  const file = await open(program);
  try {
    const chunk = Buffer.alloc(chunkBytes);
    // So far apart that no mark is cut by both.
    for (let at = 0; ; at += chunkBytes - 256) {
      const { bytesRead } = await file.read(chunk, 0, chunkBytes, at);
      if (bytesRead === 0) throw new Error(`${program} has no fuses`);
      const found = chunk.subarray(0, bytesRead).indexOf(mark);
      const head = found + mark.length;
      if (found !== -1 && head + 2 < bytesRead)
        return chunk.toString("latin1", head + 2, head + 2 + (chunk[head + 1] ?? 0));
    }
  } finally {
    await file.close();
  }
}
