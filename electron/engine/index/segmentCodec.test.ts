import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf } from "../../testing/columnsOf.ts";
import type { Columns } from "../scanner/indexScan.ts";
import { createIndexScan } from "../scanner/indexScan.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { accepts, findKinds } from "./findKinds.ts";
import { kindLimit } from "./kindTotals.ts";
import type { SegmentCodec } from "./segmentCodec.ts";
import { createSegmentCodec } from "./segmentCodec.ts";
import { takeWorkshop } from "./workshops.ts";

const row = fc.record({
  gap: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0, 1, 2) }, fc.constantFrom(254, 255, 256, 5e9)),
  step: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0, 1) }, fc.constantFrom(254, 255, 256, 5e9)),
  length: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(127, 128, 2 ** 31, 2 ** 32 + 1, 1e10)),
  time: fc.oneof(
    fc.constant(Number.NaN),
    fc.integer({ min: 1_700_000_000_000, max: 1_700_000_100_000 }),
    fc.constantFrom(0, -1, 1_700_000_000_000.125, 4_499_999_999_999.5, 4_399_557_880_541.813, -4_499_999_999_999.5),
  ),
  pair: fc.constantFrom(0, 0, 1, 7, 7, 0xffffffff),
  kind: fc.constantFrom(0, 1, 2, 3, 4095),
  tool: fc.constantFrom(0, 1, 4095),
  role: fc.constantFrom(0, 1, 254),
  flag: fc.constantFrom(0, 1, 2, 5, 8, 10, 16, 31),
});

const factNames = ["gap", "step", "length", "time", "pair", "kind", "tool", "role", "flag"] as const;

/** As many as several blocks have, made of few different ones. */
const manyRows = fc
  .tuple(fc.array(row, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 4_200 }))
  .map(([some, count]) => Array.from({ length: count }, (_, at) => some.slice(at % some.length)[0]))
  .map((rows) => rows.flatMap((one) => (one === undefined ? [] : [one])));

/** Opens a segment's bytes. */
function openIn(codec: SegmentCodec, bytes: Uint8Array): boolean {
  return codec.open(bytes.length, (target) => target.set(bytes));
}

/** The set part of every column. */
function facts({ count, wholeTimes, origins: _, further, ...arrays }: Columns, from = 0, until = count) {
  const end = Math.min(until, count);
  return [count, wholeTimes, further, ...Object.values(arrays).map((array) => Array.from(array.subarray(from, end)))];
}

const other = { gap: 3, step: 2, length: 77, time: 5, pair: 9, kind: 9, tool: 9, role: 9, flag: 2 };

describe("a segment", () => {
  it("gives back every fact", () => {
    const [encoder, decoder] = [createSegmentCodec(), createSegmentCodec()];
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 400 }), (rows) => {
        const columns = columnsOf(rows);
        expect(openIn(decoder, encoder.encode(columns).bytes)).toBe(true);
        expect(facts(decoder.decode())).toEqual(facts(columns));
        // With calls of records behind their first.
        const calls = rows.flatMap(({ tool, pair }, row) => (pair % 3 === 0 ? [] : [{ row, tool, pair }]));
        if (calls.length === 0) return;
        const further = {
          count: calls.length,
          rows: Uint16Array.from(calls, (call) => call.row),
          tools: Uint16Array.from(calls, (call) => call.tool),
          pairs: Uint32Array.from(calls, (call) => call.pair),
        };
        const { bytes, summary } = encoder.encode({ ...columns, further });
        expect(summary.tools).toBeUndefined();
        expect(openIn(decoder, bytes)).toBe(true);
        expect(facts(decoder.decode())).toEqual(facts({ ...columns, further }));
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
    const codec = createSegmentCodec();
    const decoder = createSegmentCodec();
    expect(openIn(decoder, codec.encode(columns).bytes)).toBe(true);
    expect(facts(decoder.decode())).toEqual(facts(columns));
  });

  it("gives back runs that one fact breaks off anywhere", () => {
    const [encoder, decoder] = [createSegmentCodec(), createSegmentCodec()];
    const delta = { gap: 1, step: 1, length: 130, pair: 7, kind: 3, tool: 0, role: 1, flag: 0 };
    const broken = fc.tuple(fc.nat({ max: 2_100 }), fc.constantFrom(...factNames), row);
    fc.assert(
      fc.property(fc.array(broken, { maxLength: 12 }), fc.boolean(), (breaks, isTimed) => {
        const start = isTimed ? 1_700_000_000_000 : Number.NaN;
        const rows = Array.from({ length: 2_100 }, (_, at) => ({
          ...{ ...delta, length: 120 + (at % 17), time: start + at * 3 },
        }));
        for (const [at, fact, { [fact]: value }] of breaks) Object.assign(rows[at] ?? {}, { [fact]: value });
        const columns = columnsOf(rows);
        const { bytes, summary } = encoder.encode(columns);
        expect(openIn(decoder, bytes)).toBe(true);
        expect(facts(decoder.decode())).toEqual(facts(columns));
        const known = rows.flatMap(({ time }) => (Number.isNaN(time) ? [] : [time]));
        expect(summary).toMatchObject({
          shortest: Math.min(...rows.map(({ length }) => length)),
          longest: Math.max(...rows.map(({ length }) => length)),
          firstTime: known.length === 0 ? Number.NaN : Math.min(...known),
          lastTime: known.length === 0 ? Number.NaN : Math.max(...known),
          timeless: rows.length - known.length,
        });
        expect(summary.kinds.bytes.reduce((sum, part) => sum + part, 0)).toBe(
          rows.reduce((sum, { length }) => sum + length, 0),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("is the same of columns that lie in the codec's own memory", () => {
    const { scanner, codec } = takeWorkshop();
    const lines = Array.from(
      { length: 3_000 },
      (_, at) => `{"type":"${at % 40 === 0 ? "A" : "B"}","id":"i${at >> 6}","timestamp":${1_700_000_000_000 + at}}\n`,
    );
    const source = createMemorySource(lines.join(""));
    const plan = { kind: [[["type"]]], time: [["timestamp"]], pair: [["id"]], role: [], tool: [] };
    const scan = createIndexScan(source, plan, { scanner });
    while (scan.step(source.size, () => {}));
    scan.finish(() => {});
    const columns = scan.open();
    expect(columns.count).toBe(3_000);
    const where = codec.encode(columns);
    const elsewhere = createSegmentCodec().encode(columns);
    expect(Buffer.from(where.bytes).equals(elsewhere.bytes)).toBe(true);
    expect(where.summary).toEqual(elsewhere.summary);
    // What was encoded is untouched, and goes on.
    expect(facts(scan.open())).toEqual(facts(columns));
  });

  it("is decoded where it is needed, in any order", () => {
    const [encoder, decoder] = [createSegmentCodec(), createSegmentCodec()];
    const places = fc.array(fc.tuple(fc.nat({ max: 4_200 }), fc.nat({ max: 1_500 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(manyRows, places, (rows, asked) => {
        const columns = columnsOf(rows);
        // What another segment left in the columns must not show.
        openIn(decoder, encoder.encode(columnsOf(Array.from({ length: 4_200 }, () => other))).bytes);
        decoder.decode();
        openIn(decoder, encoder.encode(columns).bytes);
        for (const [from, length] of asked) {
          const decoded = decoder.decode(from, from + length);
          expect(decoded.count).toBe(columns.count);
          expect(facts(decoded, from, from + length)).toEqual(facts(columns, from, from + length));
        }
        expect(facts(decoder.decode())).toEqual(facts(columns));
      }),
      { numRuns: 60 },
    );
  });

  it("finds records by kind without being decoded", () => {
    const [encoder, decoder] = [createSegmentCodec(), createSegmentCodec()];
    const kinds = fc.subarray([0, 1, 2, 3, 4095]);
    const wanted = fc.constantFrom(...Object.values(accepts));
    fc.assert(
      fc.property(
        fc.oneof(fc.array(row, { minLength: 1, maxLength: 400 }), manyRows),
        kinds,
        wanted,
        fc.nat({ max: 20 }),
        fc.nat({ max: 20 }),
        (rows, chosen, of, skip, most) => {
          const columns = columnsOf(rows);
          const accepted = new Uint8Array(kindLimit);
          for (const kind of chosen) accepted[kind] = of;
          openIn(decoder, encoder.encode(columns).bytes);
          expect([...decoder.findKinds(accepted, skip, most)]).toEqual(findKinds(columns, accepted, skip, most));
        },
      ),
    );
  });

  it("tells damage of any byte", () => {
    const columns = columnsOf([
      { gap: 0, step: 0, length: 10, time: 5, pair: 3, kind: 1, tool: 0, role: 0, flag: 0 },
      { gap: 1, step: 1, length: 300, time: 9, pair: 3, kind: 2, tool: 1, role: 1, flag: 0 },
    ]);
    const codec = createSegmentCodec();
    const bytes = codec.encode(columns).bytes.slice();
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(openIn(codec, damaged)).toBe(false);
      expect(openIn(codec, bytes.subarray(0, at))).toBe(false);
    }
  });
});
