// The records that share a pairing id with a record: a call with its arguments and its result, a message with its parts; of an
// answer with several calls, the results of all of them. They stand near each other, so they are looked for in the index around it, both
// ways, up to a bound; no payload is read. Of a group, ids are those of each transcript.

import type { RelatedRecord, RelatedRecords } from "../../../shared/rows.ts";
import { maxRelated } from "../../../shared/rows.ts";
import { milliseconds, recordNumber } from "../../../shared/units.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import { countSegments } from "../index/segmentCounts.ts";
import type { Columns } from "../scanner/indexScan.ts";
import { eachPair, furtherOf, rowsOfFurther } from "./furtherOf.ts";

type Searched = Pick<
  ReadIndex,
  "segments" | "open" | "columns" | "firstRecord" | "segmentOf" | "kinds" | "tools" | "records"
>;

/** Segments that are looked through each way: about two million records. */
const reach = 64;

/** Pauses where it yields. Ids are compared by their hashes in the index, of 32 bits. */
export function* findRelated(index: Searched, record: number): Generator<undefined, RelatedRecords> {
  const home = index.segmentOf(record);
  const row = record - index.firstRecord(home);
  const own = index.columns(home, row, row + 1);
  const ids = new Set<number>();
  eachPair(own, row, furtherOf(own)(row), (pair) => ids.add(pair));
  if (ids.size === 0) return { before: [], after: [], whole: true };
  const has = (pair: number): boolean => ids.has(pair);
  const source = sourceOf(own, row);
  const last = countSegments(index) - 1;
  const before: RelatedRecord[] = [];
  const after: RelatedRecord[] = [];

  const first = Math.max(0, home - reach);
  for (let segment = home; segment >= first && before.length < maxRelated; segment--) {
    const columns = index.columns(segment);
    const further = rowsOfFurther(columns.further, has);
    const from = segment === home ? row - 1 : columns.count - 1;
    for (let at = from; at >= 0 && before.length < maxRelated; at--) {
      const isOf = ids.has(columns.pairs[at] ?? 0) || further.has(at);
      if (isOf && sourceOf(columns, at) === source) before.push(related(index, segment, columns, at));
    }
    yield;
  }
  const end = Math.min(last, home + reach);
  for (let segment = home; segment <= end && after.length < maxRelated; segment++) {
    const columns = index.columns(segment);
    const further = rowsOfFurther(columns.further, has);
    for (let at = segment === home ? row + 1 : 0; at < columns.count && after.length < maxRelated; at++) {
      const isOf = ids.has(columns.pairs[at] ?? 0) || further.has(at);
      if (isOf && sourceOf(columns, at) === source) after.push(related(index, segment, columns, at));
    }
    yield;
  }
  const whole = first === 0 && end === last && before.length < maxRelated && after.length < maxRelated;
  return { before: before.reverse(), after, whole };
}

/** Of a group: the transcript that a record is from. */
function sourceOf({ origins }: Columns, row: number): number {
  return origins?.sources[row] ?? 0;
}

function related(index: Searched, segment: number, { times, kinds, tools }: Columns, row: number): RelatedRecord {
  const time = times[row] ?? Number.NaN;
  const tool = tools[row] ?? 0;
  return {
    record: recordNumber(index.firstRecord(segment) + row),
    kind: index.kinds()[kinds[row] ?? 0] ?? "",
    time: Number.isNaN(time) ? undefined : milliseconds(time),
    tool: tool === 0 ? undefined : index.tools()[tool],
  };
}
