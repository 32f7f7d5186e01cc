import type { ReadIndex } from "./readIndex.ts";

type Counted = Pick<ReadIndex, "segments" | "open" | "firstRecord">;

/** Segments, the open one among them when it holds a record. */
export function countSegments(index: Pick<Counted, "segments" | "open">): number {
  return index.segments().length + (index.open().count > 0 ? 1 : 0);
}

/** Records of a segment; `segments().length` is the open one. */
export function countRecords(index: Counted, segment: number): number {
  return segment < index.segments().length
    ? index.firstRecord(segment + 1) - index.firstRecord(segment)
    : index.open().count;
}
