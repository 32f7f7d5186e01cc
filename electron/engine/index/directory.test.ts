import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GrowingDirectory, SegmentPlace } from "./directory.ts";
import { createDirectory, loadDirectory } from "./directory.ts";
import type { NumberCounts, SegmentSummary } from "./segmentSummary.ts";
import { mostListed } from "./segmentSummary.ts";

const whole = fc.oneof(fc.nat(300), fc.nat(), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
const size = fc.oneof(fc.nat(300), fc.nat(), fc.integer({ min: 0, max: 2 ** 51 }));
const records = fc.integer({ min: 1, max: 32_768 });
const time = fc.oneof(fc.constant(Number.NaN), fc.double({ noNaN: true }), fc.integer());

function numberCounts(most: number, maxLength: number): fc.Arbitrary<NumberCounts & { readonly bytes: number[] }> {
  return fc.uniqueArray(fc.nat(most), { maxLength }).chain((numbers) => {
    const { length } = numbers;
    const each = { minLength: length, maxLength: length };
    return fc.record({
      numbers: fc.constant(numbers.toSorted((a, b) => a - b)),
      counts: fc.array(records, each),
      bytes: fc.array(whole, each),
    });
  });
}

const names = fc.option(
  numberCounts(4095, mostListed).map(({ numbers, counts }) => ({ numbers, counts })),
  { nil: undefined },
);
const summary: fc.Arbitrary<SegmentSummary> = fc
  .record({
    ...{ count: records, firstByte: size, firstLine: size, shortest: whole, longest: whole },
    ...{ firstTime: time, lastTime: time, timeless: fc.nat(32_768) },
    ...{ bytesLong: size, linesLong: size },
    flagged: fc.record({ malformed: records, glued: records, torn: records, sidechain: records, error: records }),
    kinds: fc.oneof({ weight: 9, arbitrary: numberCounts(20, 10) }, numberCounts(4095, 4096)),
    ...{ roles: names, tools: names },
  })
  .map(({ bytesLong, linesLong, ...facts }) => ({
    ...facts,
    endByte: facts.firstByte + bytesLong,
    lastLine: facts.firstLine + linesLong,
  }));
const segment = fc.tuple(fc.record({ at: whole, size: fc.nat(2_000_000) }), summary);
type Segment = readonly [SegmentPlace, SegmentSummary];

function fill(directory: GrowingDirectory, segments: readonly Segment[]): GrowingDirectory {
  for (const [place, facts] of segments) directory.append(place, facts);
  return directory;
}

function reloaded(directory: GrowingDirectory): GrowingDirectory {
  const bytes = Buffer.concat([...directory.pieces()]);
  let at = 0;
  return loadDirectory(directory.length, bytes.length, (wanted) => {
    at += wanted;
    return bytes.subarray(at - wanted, at);
  });
}

/** Everything that a directory says is what it was told. */
function expectAll(directory: GrowingDirectory, segments: readonly Segment[]): void {
  expect(directory.length).toBe(segments.length);
  let first = 0;
  segments.forEach(([place, facts], number) => {
    expect(directory.place(number)).toEqual(place);
    expect(directory.summary(number)).toEqual(facts);
    expect([directory.firstByte(number), directory.endByte(number)]).toEqual([facts.firstByte, facts.endByte]);
    expect(directory.lastTime(number)).toBe(facts.lastTime);
    expect([directory.flagged(number, "glued"), directory.flagged(number, "error")]).toEqual([
      facts.flagged.glued,
      facts.flagged.error,
    ]);
    const kinds: unknown[] = [];
    directory.eachKind(number, (...kind) => kinds.push(kind));
    const { kinds: told } = facts;
    expect(kinds).toEqual(told.numbers.map((kind, index) => [kind, told.counts[index], told.bytes[index]]));
    expect(directory.firstRecord(number)).toBe(first);
    expect([directory.segmentOf(first), directory.segmentOf(first + facts.count - 1)]).toEqual([number, number]);
    first += facts.count;
  });
  expect([directory.records, directory.firstRecord(segments.length), directory.segmentOf(first)]).toEqual([
    ...[first, first],
    segments.length,
  ]);
}

function counts(length: number): NumberCounts {
  return { numbers: Array.from({ length }, (_, index) => index), counts: Array.from({ length }, () => 2000) };
}

/** A segment of 15 kinds and 10 tools. */
const typical = (number: number): Segment => [
  { at: number * 110_000, size: 110_000 },
  {
    ...{ count: 32_768 - number, firstByte: 1e11, endByte: 1e11 + 1e7, firstLine: 5e8, lastLine: 5e8 + 32_767 },
    ...{ shortest: 90, longest: 40_000, firstTime: 1.7e12, lastTime: 1.7e12 + 1e6, timeless: 0 },
    flagged: { malformed: 0, glued: 0, torn: 0, sidechain: 400, error: 0 },
    kinds: { ...counts(15), bytes: Array.from({ length: 15 }, () => 600_000) },
    ...{ roles: counts(4), tools: counts(10) },
  },
];

describe("a directory", () => {
  it("gives back what it was told, also after it was cut, kept and read again", () => {
    fc.assert(
      fc.property(
        fc.array(segment, { maxLength: 12 }),
        fc.array(segment, { maxLength: 5 }),
        fc.nat(12),
        (one, two, cut) => {
          const directory = fill(createDirectory(), one);
          expectAll(directory, one);
          const again = reloaded(directory);
          expectAll(again, one);
          again.keepFirst(cut);
          const kept = one.slice(0, cut);
          expectAll(again, kept);
          expectAll(fill(again, two), [...kept, ...two]);
          expectAll(reloaded(again), [...kept, ...two]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("takes less than 225 bytes for a typical segment, and goes on over many blocks", () => {
    let segments = Array.from({ length: 1100 }, (_, number) => typical(number));
    const directory = fill(createDirectory(), segments);
    const bytes = [...directory.pieces()].reduce((sum, piece) => sum + piece.length, 0);
    expect(bytes / segments.length).toBeLessThan(225);
    for (const cut of [1099, 1024, 1023, 1, 0]) {
      const others = Array.from({ length: 1100 - cut }, (_, number) => typical(number + cut + 1));
      segments = [...segments.slice(0, cut), ...others];
      directory.keepFirst(cut);
      expectAll(reloaded(fill(directory, others)), segments);
    }
  });

  it("throws for a segment that it does not have", () => {
    expect(() => createDirectory().summary(0)).toThrow(RangeError);
    expect(() => createDirectory().firstByte(0)).toThrow(RangeError);
  });
});
