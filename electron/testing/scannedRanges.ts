// A source that is indexed in ranges, and what one scan of it says.

import { expect } from "vitest";
import { createJoiner } from "../engine/index/joinRange.ts";
import type { RangeSegment } from "../engine/index/rangeIndex.ts";
import { emptyState, indexRange } from "../engine/index/rangeIndex.ts";
import { createSegmentCodec } from "../engine/index/segmentCodec.ts";
import { takeWorkshop } from "../engine/index/workshops.ts";
import type { FurtherPlaces } from "../engine/query/furtherOf.ts";
import { furtherOf } from "../engine/query/furtherOf.ts";
import { afterByteOrderMark } from "../engine/scanner/chunks.ts";
import type { CapturePlan, Columns, Names, ScanState } from "../engine/scanner/indexScan.ts";
import { createIndexScan } from "../engine/scanner/indexScan.ts";
import type { Source } from "../engine/source/source.ts";

export const plan: CapturePlan = {
  kind: [[["type"]], [["payload", "type"]]],
  time: [["timestamp"]],
  pair: [["id"]],
  role: [["role"]],
  tool: [["tool"], ["message", "content", 0, "type"]],
  sidechain: ["isSidechain"],
};

function facts(columns: Columns, names: Names): readonly unknown[] {
  const placesOf = furtherOf(columns);
  return Array.from({ length: columns.count }, (_, row) => [
    ...callsAt(columns, placesOf(row), names),
    ...[
      columns.offsets[row],
      columns.lengths[row],
      columns.lines[row],
      columns.times[row],
      columns.pairs[row],
      columns.flags[row],
    ],
    ...[
      names.kinds[columns.kinds[row] ?? 0],
      names.roles[columns.roles[row] ?? 0],
      names.tools[columns.tools[row] ?? 0],
    ],
  ]);
}

function callsAt({ further }: Columns, { from, to }: FurtherPlaces, names: Names): readonly unknown[] {
  return Array.from({ length: to - from }, (_, at) => [
    names.tools[further?.tools[from + at] ?? 0],
    further?.pairs[from + at],
  ]);
}

const codec = createSegmentCodec();
const encoder = createSegmentCodec();

/** The facts of a joined segment, whose summary must say the same. */
export function decode({ bytes, entry }: RangeSegment, names: Names): readonly unknown[] {
  if (!codec.open(bytes.length, (target) => target.set(bytes))) throw new Error("a joined segment is damaged");
  const columns = codec.decode();
  expect(entry).toEqual(encoder.encode(columns).summary);
  return facts(columns, names);
}

/** Everything that one scan of the whole source says. */
export function inOne(source: Source) {
  const scan = createIndexScan(source, plan);
  const rows: unknown[] = [];
  const names = (): Names => ({ kinds: scan.kinds(), roles: scan.roles(), tools: scan.tools() });
  const take = (columns: Columns): void => void rows.push(...facts(columns, names()));
  while (scan.step(source.size, take));
  scan.finish(take);
  take(scan.open());
  return { rows, names: names(), state: comparable(scan.state()) };
}

/** `offset` is where the next line would begin, which has no meaning behind the end. */
export function comparable({ offset: _, ...counts }: ScanState) {
  return counts;
}

export const workshop = takeWorkshop();

/** The same of ranges of so many bytes, scanned apart and joined. */
export function inRanges(source: Source, step: number) {
  const joiner = createJoiner(
    source,
    plan,
    { ...emptyState, offset: afterByteOrderMark(source) },
    { kinds: [], roles: [], tools: [] },
  );
  const rows: unknown[] = [];
  let summed = joiner.state().offset;
  for (let from = summed; from < source.size; from += step) {
    const range = { from, to: Math.min(from + step, source.size) };
    const { segments, sums } = joiner.join({ range, result: indexRange(source, plan, range, { workshop }) });
    // Every byte is summed once.
    if (sums.to > sums.from) expect(sums.from).toBe(summed);
    summed = Math.max(summed, sums.to);
    for (const segment of segments) rows.push(...decode(segment, joiner.names()));
  }
  if (rows.length > 0) expect(summed).toBe(source.size);
  return { rows, names: joiner.names(), state: comparable(joiner.state()) };
}
