// The whole file at a glance: it is cut into equal parts by bytes, and of each part is said how many bytes each kind fills.
// All of it comes from the index: a segment that lies in one part adds its sums, and only those across an edge are decoded.

import type { Overview } from "../../../shared/transcript.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import { countSegments } from "../index/segmentCounts.ts";
import { createKindSums, readKindSlots } from "./kindSlots.ts";
import { recordAtByte } from "./recordAt.ts";
import type { View } from "./view.ts";

type Read = Pick<ReadIndex, "segments" | "summary" | "open" | "columns" | "firstRecord" | "records" | "kinds">;

/** `size`: bytes of the file. Pauses where it yields. */
export function* readOverview(
  index: Read,
  size: number,
  parts: number,
  view: View | undefined,
): Generator<undefined, Overview> {
  const segments = countSegments(index);
  const slots = yield* readKindSlots(index, segments);
  const sums = createKindSums(slots, parts);
  const partBytes = size / parts;
  const partOf = (byte: number): number => Math.min(parts - 1, Math.floor(byte / partBytes));

  for (let segment = 0; segment < segments; segment++) {
    const { firstByte, endByte, kinds } = index.summary(segment);
    const part = partOf(firstByte);
    if (part === partOf(Math.max(firstByte, endByte - 1))) {
      sums.addAll(part, kinds);
    } else {
      const { count, offsets, lengths, kinds: numbers } = index.columns(segment);
      for (let row = 0; row < count; row++) {
        const end = (offsets[row] ?? 0) + (lengths[row] ?? 0);
        // A record may be longer than many parts.
        for (let from = offsets[row] ?? 0; from < end; ) {
          const at = partOf(from);
          const until = at === parts - 1 ? end : Math.min(end, Math.max(from + 1, Math.ceil((at + 1) * partBytes)));
          sums.add(at, numbers[row] ?? 0, until - from);
          from = until;
        }
      }
    }
    yield;
  }

  const hits: number[] = [];
  if (view !== undefined) {
    const before: number[] = [];
    for (let part = 0; part <= parts; part++) {
      const record = part === parts ? undefined : recordAtByte(index, Math.ceil(part * partBytes));
      before.push(record === undefined ? view.rows() : view.rowOf(record));
      if (part % 16 === 0) yield;
    }
    for (let part = 0; part < parts; part++) hits.push(Math.max(0, (before[part + 1] ?? 0) - (before[part] ?? 0)));
  }
  return { kinds: slots.names, bytes: sums.bytes(), hits };
}
