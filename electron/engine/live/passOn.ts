// Hands on what is written to a file while it is written, in order, and no more at once than a reader takes.

import { setTimeout } from "node:timers/promises";
import type { Source } from "../source/source.ts";

const partBytes = 64 * 1024;
/** Between two looks, in ms. */
const lookMs = 30;

/** `write` may not use the bytes behind its end. Resolves when all was handed on that was there when `ended` resolved. Throws what `write` throws. */
export async function passOn(
  source: Source,
  ended: Promise<unknown>,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  // Raced against, a promise that goes on for hours would keep something of every look.
  const end = new AbortController();
  void ended.then(() => end.abort());
  const { signal } = end;
  const buffer = new Uint8Array(partBytes);
  for (let at = 0; ; ) {
    const isLast = signal.aborted;
    const read = source.readInto(buffer, 0, partBytes, at);
    at += read;
    if (read > 0) await write(buffer.subarray(0, read));
    else if (isLast) return;
    else await setTimeout(lookMs, undefined, { signal }).catch(() => undefined);
  }
}
