// A kept index may be damaged on the disk, or cut while it is read. Its directory, in memory, still says which records a segment
// holds and where they lie, so the segment is made again from the transcript: as slow as scanning it, and the same rows.

import type { CapturePlan, Columns, IndexScan, Names } from "../scanner/indexScan.ts";
import { createIndexScan } from "../scanner/indexScan.ts";
import { lineStartBefore } from "../scanner/lineStart.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import type { SegmentDirectory } from "./directory.ts";
import { columnFacts, createColumns } from "./ownColumns.ts";
import { emptyState } from "./rangeIndex.ts";
import type { Workshop } from "./workshops.ts";
import { inWorkshop } from "./workshops.ts";

/** Gives the bytes of a segment, made again. Throws a SourceError when its records cannot be found. */
export type SegmentRepair = (segment: number) => Uint8Array;

/** `names` are those of the index, so that every name keeps its number. */
export function createSegmentRepair(
  source: Source,
  plan: CapturePlan,
  directory: SegmentDirectory,
  names: () => Names,
  { onDamage, onLost }: { readonly onDamage: () => void; readonly onLost: () => void },
): SegmentRepair {
  return (segment) => {
    onDamage();
    return inWorkshop((workshop) => madeAgain(segment, workshop));
  };

  function madeAgain(segment: number, workshop: Workshop): Uint8Array {
    const { firstByte, endByte, count, firstLine } = directory.summary(segment);
    // The segment may begin behind other records of its line.
    const state = { ...emptyState, offset: lineStartBefore(source, firstByte), line: firstLine };
    const scan = createIndexScan(source, plan, { resume: { state, names: names() }, scanner: workshop.scanner });
    const columns = recordsFrom(scan, source.size, firstByte, count);
    const last = columns.count - 1;
    const end = (columns.offsets[last] ?? 0) + (columns.lengths[last] ?? 0);
    if (columns.count < count || columns.offsets[0] !== firstByte || end !== endByte) {
      // Its bytes have the sums of those that were indexed, so it is the index that says something else.
      onLost();
      throw new SourceError({ code: "index-damaged", name: source.name });
    }
    return workshop.codec.encode(columns).bytes.slice();
  }
}

/** The first `count` records that begin at `firstByte` or behind it. */
function recordsFrom(scan: IndexScan, size: number, firstByte: number, count: number): Columns {
  const found = createColumns(count);
  const calls: FurtherCall[] = [];
  const take = (columns: Columns): void => {
    let row = 0;
    while (row < columns.count && (columns.offsets[row] ?? 0) < firstByte) row++;
    const end = Math.min(columns.count, row + count - found.count);
    for (const fact of columnFacts) found[fact].set(columns[fact].subarray(row, end), found.count);
    for (const call of furtherCalls(columns, row, end, found.count)) calls.push(call);
    found.count += end - row;
  };
  const isEnough = (): boolean => {
    const { offsets, count: open } = scan.open();
    let row = 0;
    while (row < open && (offsets[row] ?? 0) < firstByte) row++;
    return found.count + open - row >= count;
  };
  while (!isEnough()) {
    if (scan.step(size, take)) continue;
    scan.finish(take);
    break;
  }
  take(scan.open());
  found.wholeTimes = found.times.every((time) => Number.isNaN(time) || Number.isInteger(time));
  if (calls.length === 0) return found;
  return {
    ...found,
    further: {
      count: calls.length,
      rows: Uint16Array.from(calls, ({ row }) => row),
      tools: Uint16Array.from(calls, ({ tool }) => tool),
      pairs: Uint32Array.from(calls, ({ pair }) => pair),
    },
  };
}

interface FurtherCall {
  readonly row: number;
  readonly tool: number;
  readonly pair: number;
}

/** Those of the rows [from, until), of which the first is to be row `at`. */
function* furtherCalls({ further }: Columns, from: number, until: number, at: number): Generator<FurtherCall> {
  for (let call = 0; call < (further?.count ?? 0); call++) {
    const row = further?.rows[call] ?? 0;
    if (row < from || row >= until) continue;
    yield { row: row - from + at, tool: further?.tools[call] ?? 0, pair: further?.pairs[call] ?? 0 };
  }
}
