import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Columns } from "../scanner/indexScan.ts";
import { SegmentEncoder } from "./segmentCodec.ts";
import { createColumns, decodeSegment } from "./segmentDecode.ts";

const row = fc.record({
  gap: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0, 1, 2) }, fc.constantFrom(254, 255, 256, 5e9)),
  step: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0, 1) }, fc.constantFrom(254, 255, 256, 5e9)),
  length: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(127, 128, 2 ** 31, 2 ** 32 + 1, 1e10)),
  time: fc.oneof(
    fc.constant(Number.NaN),
    fc.integer({ min: 1_700_000_000_000, max: 1_700_000_100_000 }),
    fc.constantFrom(0, -1, 1_700_000_000_000.125, 4_499_999_999_999.5, -4_499_999_999_999.5),
  ),
  pair: fc.constantFrom(0, 0, 1, 7, 7, 0xffffffff),
  kind: fc.constantFrom(0, 1, 2, 3, 4095),
  tool: fc.constantFrom(0, 1, 4095),
  role: fc.constantFrom(0, 1, 254),
  flag: fc.constantFrom(0, 1, 2, 5),
});
type Facts = typeof row extends fc.Arbitrary<infer Value> ? Value : never;
type Row = { readonly [Fact in keyof Facts]: number };

function columnsOf(rows: readonly Row[]): Columns {
  const columns = createColumns();
  let offset = 2 ** 33;
  let line = 2 ** 32;
  rows.forEach((facts, index) => {
    offset += facts.gap;
    line += facts.step;
    columns.offsets[index] = offset;
    columns.lines[index] = line;
    columns.lengths[index] = facts.length;
    columns.times[index] = facts.time;
    columns.pairs[index] = facts.pair;
    columns.kinds[index] = facts.kind;
    columns.tools[index] = facts.tool;
    columns.roles[index] = facts.role;
    columns.flags[index] = facts.flag;
    offset += facts.length;
  });
  columns.count = rows.length;
  columns.wholeTimes = rows.every(({ time }) => Number.isNaN(time) || Number.isInteger(time));
  return columns;
}

/** The set part of every column. */
function facts({ count, wholeTimes, ...arrays }: Columns) {
  return [count, wholeTimes, ...Object.values(arrays).map((array) => Array.from(array.subarray(0, count)))];
}

describe("a segment", () => {
  it("gives back every fact", () => {
    const encoder = new SegmentEncoder();
    const decoded = createColumns();
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 400 }), (rows) => {
        const columns = columnsOf(rows);
        expect(decodeSegment(encoder.encode(columns), decoded)).toBe(true);
        expect(facts(decoded)).toEqual(facts(columns));
      }),
    );
  });

  it("holds more than 256 shapes", () => {
    const rows = Array.from({ length: 3000 }, (_, index) => ({
      ...{ gap: 1, step: 1, length: 10, time: Number.NaN, pair: 0, role: 0, flag: 0 },
      kind: index % 2048,
      tool: index % 3,
    }));
    const columns = columnsOf(rows);
    const decoded = createColumns();
    expect(decodeSegment(new SegmentEncoder().encode(columns), decoded)).toBe(true);
    expect(facts(decoded)).toEqual(facts(columns));
  });

  it("tells damage of any byte", () => {
    const columns = columnsOf([
      { gap: 0, step: 0, length: 10, time: 5, pair: 3, kind: 1, tool: 0, role: 0, flag: 0 },
      { gap: 1, step: 1, length: 300, time: 9, pair: 3, kind: 2, tool: 1, role: 1, flag: 0 },
    ]);
    const bytes = new SegmentEncoder().encode(columns);
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(decodeSegment(damaged, createColumns())).toBe(false);
      expect(decodeSegment(bytes.subarray(0, at), createColumns())).toBe(false);
    }
  });
});
