// From a place in the file to the record that stands there, by binary search over segments and then within one.

import type { ReadIndex } from "../index/readIndex.ts";
import { countSegments } from "../index/segmentCounts.ts";
import { firstWhere } from "./firstWhere.ts";

type Searched = Pick<ReadIndex, "segments" | "summary" | "open" | "columns" | "firstRecord" | "records">;

/** The record that holds a byte of the file, or the first one behind it; undefined when there is none (yet). */
export function recordAtByte(index: Searched, byte: number): number | undefined {
  return firstRecord(
    index,
    (segment) => index.summary(segment).endByte > byte,
    ({ offsets, lengths }, row) => {
      return (offsets[row] ?? 0) + (lengths[row] ?? 0) > byte;
    },
  );
}

/** The first record on a line, or on the first line behind it that has one; undefined when there is none (yet). */
export function recordAtLine(index: Searched, line: number): number | undefined {
  return firstRecord(
    index,
    (segment) => index.summary(segment).lastLine >= line,
    ({ lines }, row) => {
      return (lines[row] ?? 0) >= line;
    },
  );
}

/** The first record from which on something holds: `inSegment` for the last record of a segment, `atRow` for one. */
function firstRecord(
  index: Searched,
  inSegment: (segment: number) => boolean,
  atRow: (columns: ReturnType<Searched["columns"]>, row: number) => boolean,
): number | undefined {
  const segments = countSegments(index);
  const segment = firstWhere(segments, inSegment);
  if (segment === segments) return undefined;
  const columns = index.columns(segment);
  const row = firstWhere(columns.count, (each) => atRow(columns, each));
  return row === columns.count ? undefined : index.firstRecord(segment) + row;
}
