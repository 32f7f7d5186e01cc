// A text of which a reader knows the first `size` bytes, and more of it later.

import { createMemorySource } from "../engine/source/memorySource.ts";
import type { Source } from "../engine/source/source.ts";

export interface GrowingSource extends Source {
  size: number;
  /** The lowest place that was read since this was set. */
  lowestRead: number;
}

export function growingSource(content: string | Uint8Array, name = "session.jsonl"): GrowingSource {
  const all = createMemorySource(content, name);
  const growing: GrowingSource = {
    ...all,
    lowestRead: Number.POSITIVE_INFINITY,
    readInto(target, at, length, position) {
      growing.lowestRead = Math.min(growing.lowestRead, position);
      return all.readInto(target, at, Math.max(0, Math.min(length, growing.size - position)), position);
    },
  };
  return growing;
}
