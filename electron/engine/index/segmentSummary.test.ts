import fc from "fast-check";
import { expect, it } from "vitest";
import type { RecordFacts } from "../../testing/columnsOf.ts";
import { columnsOf } from "../../testing/columnsOf.ts";
import { flagBit } from "../scanner/indexScan.ts";
import { createSegmentCodec } from "./segmentCodec.ts";
import { countNumbers, mostListed } from "./segmentSummary.ts";

const facts: fc.Arbitrary<RecordFacts> = fc.record({
  gap: fc.nat(3),
  step: fc.nat(2),
  length: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constantFrom(2 ** 32, 1e10)),
  time: fc.oneof(fc.constant(Number.NaN), fc.integer({ min: -5, max: 5 }), fc.constant(0.125)),
  pair: fc.constant(0),
  kind: fc.constantFrom(0, 1, 2, 7, 4095),
  tool: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0, 1, 4095) }, fc.nat(4095)),
  role: fc.constantFrom(0, 1, 254),
  flag: fc.nat(31),
});

const codec = createSegmentCodec();

/** Counts, as a list of numbers, counts and bytes, what `of` says of each record. */
function counted(records: readonly RecordFacts[], of: (record: RecordFacts) => number) {
  const numbers = [...new Set(records.map(of))].sort((a, b) => a - b);
  const having = numbers.map((number) => records.filter((record) => of(record) === number));
  return {
    numbers,
    counts: having.map((some) => some.length),
    bytes: having.map((some) => some.reduce((sum, { length }) => sum + length, 0)),
  };
}

it("lists so many roles and tools, and no more", () => {
  const different = (length: number) =>
    columnsOf(
      Array.from({ length }, (_, number) => ({
        ...{ gap: 0, step: 1, length: 10, time: Number.NaN, pair: 0, kind: 3, flag: 0 },
        ...{ tool: number, role: number },
      })),
    );
  const { roles, tools } = codec.encode(different(mostListed)).summary;
  expect([roles?.numbers.length, tools?.numbers.length]).toEqual([mostListed, mostListed]);
  expect(codec.encode(different(mostListed + 1)).summary).toMatchObject({ roles: undefined, tools: undefined });
});

it("says of a segment what its records say", () => {
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 150 }), (records) => {
      const columns = columnsOf(records);
      const { summary } = codec.encode(columns);
      const times = records.map(({ time }) => time).filter((time) => !Number.isNaN(time));
      const lengths = records.map(({ length }) => length);
      const last = records.length - 1;
      const flagged = (bit: number): number => records.filter(({ flag }) => (flag & bit) !== 0).length;
      const { bytes: _, ...roles } = counted(records, ({ role }) => role);
      const { bytes: __, ...tools } = counted(records, ({ tool }) => tool);
      expect(summary).toEqual({
        count: records.length,
        firstByte: columns.offsets[0],
        endByte: (columns.offsets[last] ?? 0) + (columns.lengths[last] ?? 0),
        firstLine: columns.lines[0],
        lastLine: columns.lines[last],
        shortest: Math.min(...lengths),
        longest: Math.max(...lengths),
        firstTime: times.length === 0 ? Number.NaN : Math.min(...times),
        lastTime: times.length === 0 ? Number.NaN : Math.max(...times),
        timeless: records.length - times.length,
        flagged: {
          malformed: flagged(flagBit.malformed),
          glued: flagged(flagBit.glued),
          torn: flagged(flagBit.torn),
          sidechain: flagged(flagBit.sidechain),
          error: flagged(flagBit.error),
        },
        kinds: counted(records, ({ kind }) => kind),
        roles,
        tools: tools.numbers.length > mostListed ? undefined : tools,
      });
      expect(countNumbers(columns.tools, records.length)).toEqual(tools);
    }),
  );
});
