// How long took what a record begins: from its time to that of the last record of its pairing id, which is the result of a
// call, the end of a message, of a run or of a turn. Told by the index's columns around the records that are asked for; no
// payload is read.
//
// The first record of an id begins it, and so does every later one of the same kind: some programs count the calls of each
// answer from 0 again. A record that begins several things took as long as the longest of them.

import type { ReadIndex } from "../index/readIndex.ts";
import { countRecords, countSegments } from "../index/segmentCounts.ts";
import { idOf, toolReach } from "./callTools.ts";
import { eachPair, furtherOf } from "./furtherOf.ts";

type Searched = Pick<ReadIndex, "segments" | "open" | "columns" | "firstRecord" | "segmentOf">;

interface Begun {
  /** The kind of the record that began it. */
  readonly kind: number;
  readonly record: number;
  readonly begun: number;
  /** The time of the last record of the id, and which it is. */
  ended: number;
  last: number;
}

/**
 * Milliseconds by record, of those that begin something that ends. `reach`: records that are looked through before and behind each;
 * what is not silent for half of them when they end may go on, and its duration is not known. Pauses where it yields.
 */
export function* readDurations(
  index: Searched,
  records: readonly number[],
  reach = toolReach,
): Generator<undefined, ReadonlyMap<number, number>> {
  const durations = new Map<number, number>();
  for (const { asked, from, to } of stretchesOf(records, reach, allRecords(index))) {
    const wanted = new Set(asked);
    const ids = idsOf(index, asked);
    const open = new Map<number, Begun>();
    const end = (one: Begun, isWhole: boolean): void => {
      const took = one.ended - one.begun;
      if (!wanted.has(one.record) || one.last === one.record || !(took >= 0)) return;
      if (!isWhole && one.last - one.record > reach / 2) return;
      durations.set(one.record, Math.max(took, durations.get(one.record) ?? 0));
    };
    for (let segment = index.segmentOf(from); from < to && segment <= index.segmentOf(to - 1); segment++) {
      const first = index.firstRecord(segment);
      const columns = index.columns(segment);
      const until = Math.min(columns.count, to - first);
      const placesOf = furtherOf(columns);
      const take = (row: number, pair: number): void => {
        const id = idOf(columns, row, pair);
        if (!ids.has(id)) return;
        const kind = columns.kinds[row] ?? 0;
        const time = columns.times[row] ?? Number.NaN;
        const known = open.get(id);
        if (known === undefined || known.kind === kind) {
          if (known !== undefined) end(known, true);
          open.set(id, { kind, record: first + row, begun: time, ended: time, last: first + row });
        } else if (!Number.isNaN(time)) {
          known.ended = time;
          known.last = first + row;
        }
      };
      for (let row = Math.max(0, from - first); row < until; row++) {
        if (columns.further !== undefined) eachPair(columns, row, placesOf(row), (pair) => take(row, pair));
        else if (columns.pairs[row] !== 0) take(row, columns.pairs[row] ?? 0);
      }
      yield;
    }
    for (const one of open.values()) end(one, to === allRecords(index));
  }
  return durations;
}

interface Stretch {
  readonly asked: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** What is looked through for records that stand near each other is looked through once. */
function stretchesOf(records: readonly number[], reach: number, all: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const record of records.filter((number) => number < all).toSorted((a, b) => a - b)) {
    const [from, to] = [Math.max(0, record - reach), Math.min(all, record + reach)];
    const before = stretches.at(-1);
    if (before !== undefined && from <= before.to) {
      stretches[stretches.length - 1] = { asked: [...before.asked, record], from: before.from, to };
    } else stretches.push({ asked: [record], from, to });
  }
  return stretches;
}

function idsOf(index: Searched, records: readonly number[]): ReadonlySet<number> {
  const ids = new Set<number>();
  for (const record of records) {
    const segment = index.segmentOf(record);
    const row = record - index.firstRecord(segment);
    const columns = index.columns(segment, row, row + 1);
    if (Number.isNaN(columns.times[row] ?? Number.NaN)) continue;
    eachPair(columns, row, furtherOf(columns)(row), (pair) => ids.add(idOf(columns, row, pair)));
  }
  return ids;
}

function allRecords(index: Searched): number {
  const last = countSegments(index) - 1;
  return last < 0 ? 0 : index.firstRecord(last) + countRecords(index, last);
}
