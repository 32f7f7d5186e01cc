// Which tools a record belongs to: the ones that it names, else those that the nearest record before it named under the same
// pairing ids. So a call's arguments and its result belong to the call's tool, though only its first record names it. Most records
// have one tool at most; the others of those that hold several calls or results stand beside the columns.
//
// It is told by the index's columns alone, and by those of at most `toolReach` records before: where segments end, and on how many
// threads they were scanned, makes no difference. Ids are compared by their hashes in the index, of 32 bits.

import { kindLimit } from "../index/kindTotals.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import { countRecords } from "../index/segmentCounts.ts";
import type { Columns, FurtherCalls } from "../scanner/indexScan.ts";
import { segmentRecords } from "../scanner/indexScan.ts";
import type { FurtherPlaces } from "./furtherOf.ts";
import { furtherOf } from "./furtherOf.ts";

/** A record that stands further behind the one that named a tool belongs to none. It bounds what is held: some 20 MB at the very most. */
export const toolReach = 8 * segmentRecords;

export type CallIndex = Pick<ReadIndex, "segments" | "open" | "columns" | "firstRecord" | "segmentOf">;

/** The tools of a segment's records, by number. */
export interface SegmentTools {
  /** By record its first tool; 0: none. */
  readonly tools: Uint16Array;
  /** Of each record that has several, its other ones, in order: each once. */
  readonly others: readonly RecordTool[];
}

export interface RecordTool {
  readonly row: number;
  readonly tool: number;
}

export interface CallTools {
  /** Least work when segments are asked for in order. Valid until the next call; throws as the index's `columns` does. */
  readonly of: (segment: number) => SegmentTools;
  /** False: no record before the segment names a tool that is accepted, as far as it reaches. Decodes nothing. */
  readonly reaches: (segment: number, accepts: (tool: number) => boolean) => boolean;
}

/** `reach` is another one in tests. */
export function createCallTools(index: CallIndex, reach = toolReach): CallTools {
  const tools = new Uint16Array(segmentRecords);
  let others: RecordTool[] = [];
  /** By id: the record that named a tool under it last, and which tool; of all segments before `next`. */
  const named = new Map<number, number>();
  let next = 0;
  /** The same of that segment, as far as it was looked at. */
  const own = new Map<number, number>();
  let looked = 0;
  let prunedAt = 4096;

  const firstInReach = (segment: number): number => index.segmentOf(Math.max(0, index.firstRecord(segment) - reach));

  /** Whether some of its records may name such a tool. */
  const names = (segment: number, accepts: (tool: number) => boolean): boolean =>
    index.segments().summary(segment).tools?.numbers.some(accepts) !== false;

  function look(segment: number): void {
    const first = index.firstRecord(segment);
    const columns = index.columns(segment);
    own.clear();
    others = [];
    const placesOf = furtherOf(columns);
    const ofOrigin = columns.origins?.tools;
    let id = 0;
    /** Of the same id. */
    let naming: number | undefined;
    for (let row = 0; row < columns.count; row++) {
      const tool = columns.tools[row] ?? 0;
      tools[row] = tool;
      const pair = columns.pairs[row] ?? 0;
      if (pair === 0 && columns.further === undefined) continue;
      const thisId = idOf(columns, row, pair);
      if (tool !== 0) {
        naming = (first + row) * kindLimit + tool;
        if (pair !== 0) own.set(thisId, naming);
      } else if (pair !== 0) {
        // Pieces of one text or call mostly follow one another.
        if (thisId !== id) naming = own.get(thisId) ?? named.get(thisId);
        if (naming !== undefined && first + row - Math.floor(naming / kindLimit) <= reach) {
          tools[row] = naming % kindLimit;
        }
        // In a group what names it may come later.
        if (tools[row] === 0) tools[row] = ofOrigin?.[row] ?? 0;
      }
      id = thisId;
      if (columns.further === undefined) continue;
      const places = placesOf(row);
      if (places.from === places.to) continue;
      lookFurther(columns, columns.further, first + row, row, places);
      // What was known of the id may be another tool now.
      id = 0;
    }
    looked = columns.count;
  }

  /** The calls and results of a record behind its first. */
  function lookFurther(
    columns: Columns,
    further: FurtherCalls,
    record: number,
    row: number,
    { from, to }: FurtherPlaces,
  ): void {
    const known = new Set<number>();
    if (tools[row] !== 0) known.add(tools[row] ?? 0);
    for (let at = from; at < to; at++) {
      const pair = further.pairs[at] ?? 0;
      const id = idOf(columns, row, pair);
      let tool = further.tools[at] ?? 0;
      if (tool !== 0 && pair !== 0) own.set(id, record * kindLimit + tool);
      else if (pair !== 0) {
        const naming = own.get(id) ?? named.get(id);
        if (naming !== undefined && record - Math.floor(naming / kindLimit) <= reach) tool = naming % kindLimit;
      }
      if (tool === 0 || known.has(tool)) continue;
      if (known.size === 0) tools[row] = tool;
      else others.push({ row, tool });
      known.add(tool);
    }
  }

  function goOn(): void {
    for (const [id, naming] of own) named.set(id, naming);
    own.clear();
    looked = 0;
    next++;
    if (named.size < prunedAt) return;
    const least = (index.firstRecord(next) - reach) * kindLimit;
    for (const [id, naming] of named) if (naming < least) named.delete(id);
    prunedAt = Math.max(4096, named.size * 2);
  }

  return {
    of: (segment) => {
      const from = firstInReach(segment);
      if (segment < next || next < from) {
        named.clear();
        own.clear();
        looked = 0;
        next = from;
      }
      while (next < segment) {
        if (looked < countRecords(index, next) && names(next, (tool) => tool > 0)) look(next);
        goOn();
      }
      look(segment);
      return { tools, others };
    },
    reaches: (segment, accepts) => {
      for (let before = firstInReach(segment); before < segment; before++) {
        if (names(before, accepts)) return true;
      }
      return false;
    },
  };
}

/** Of a group, ids are those of each transcript. */
export function idOf({ origins }: Columns, row: number, pair: number): number {
  return origins === undefined ? pair : (origins.sources[row] ?? 0) * 2 ** 32 + pair;
}
