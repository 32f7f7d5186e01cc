import fc from "fast-check";
import { expect, it } from "vitest";
import { createSplitIndex } from "../../testing/splitIndex.ts";
import { runNow } from "../conversation/pacer.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { createBits, setBit } from "./bits.ts";
import { readTimeOverview } from "./timeOverview.ts";
import { layOut } from "./timeParts.ts";
import { idleMs, joined } from "./timeSpans.ts";

const plan = { kind: [[["type"]]], time: [["timestamp"]], pair: [["id"]], role: [["role"]], tool: [["tool"]] } as const;
const start = Date.UTC(2026, 2, 1);
// Hours apart, seconds apart, milliseconds apart; in any order.
const time = fc
  .tuple(fc.integer({ max: 5, min: 0 }), fc.integer({ max: 50, min: 0 }), fc.integer({ max: 999, min: 0 }))
  .map(([hours, seconds, ms]) => start + hours * 3_600_000 + seconds * 1000 + ms);
const record = fc.record(
  { type: fc.constantFrom("a", "b", "c"), timestamp: time, text: fc.string({ maxLength: 20 }), hit: fc.boolean() },
  { requiredKeys: ["type", "hit"] },
);
const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 });

it("says of each part of the time what happened then, in whatever order, however the index is cut", () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 40 }), sizes, fc.integer({ min: 1, max: 60 }), (records, cut, parts) => {
      const text = records.map((one) => `${JSON.stringify(one)}\n`).join("");
      const { index, grow } = createSplitIndex(createMemorySource(text), plan, cut);
      while (grow());
      const passing = (segment: number) => {
        const first = index.firstRecord(segment);
        const match = createBits();
        const { count } = index.summary(segment);
        for (let row = 0; row < count; row++) if (records[first + row]?.hit === true) setBit(match, row);
        return { decided: count, match };
      };
      const {
        kinds,
        bytes,
        hits,
        edges,
        gaps,
        records: firsts,
        untimed,
      } = runNow(readTimeOverview(index, parts, { passing }));

      const timed = records.flatMap((one, number) =>
        one.timestamp === undefined ? [] : [{ ...one, number, time: one.timestamp }],
      );
      expect(untimed).toBe(records.length - timed.length);
      expect(edges).toHaveLength(timed.length === 0 ? 0 : parts + 1);
      expect(edges).toEqual(edges.toSorted((one, other) => one - other));
      for (const part of edges.slice(1).keys()) {
        const here = timed.filter((one) => one.time >= (edges[part] ?? 0) && one.time < (edges[part + 1] ?? 0));
        const named = kinds.map((kind) =>
          here
            .filter(({ type }) => type === kind)
            .reduce((sum, { number }) => sum + Buffer.byteLength(JSON.stringify(records[number])), 0),
        );
        expect(bytes.slice(part * kinds.length, (part + 1) * kinds.length)).toEqual(named);
        expect(hits[part]).toBe(here.filter(({ hit }) => hit).length);
        expect(firsts[part]).toBe(here[0]?.number);
        if (gaps.includes(part)) expect(here).toEqual([]);
      }
      expect(hits.reduce((sum, count) => sum + count, 0)).toBe(timed.filter(({ hit }) => hit).length);
      // With room for all of them, each idle gap is folded, and nothing else.
      if (parts >= 48) expect(gaps.map((part) => gapAt(edges, part))).toEqual(idleGaps(timed.map((one) => one.time)));
    }),
  );
});

it("keeps the longest gaps where there are too many", () => {
  const times = Array.from({ length: 5000 }, (_, place) => start + place * (idleMs + 1) + (place >= 2500 ? 1e9 : 0));
  const spans = joined(
    times.map((from) => ({ from, to: from })),
    100,
  );
  expect(spans).toEqual([
    { from: times[0], to: times[2499] },
    { from: times[2500], to: times[4999] },
  ]);
  const { edges, gaps } = layOut(spans, 20);
  expect(edges).toHaveLength(21);
  expect(gaps).toEqual([10]);
  expect(edges[11]).toBe(times[2500]);
});

function idleGaps(times: readonly number[]): readonly (readonly [number, number])[] {
  const inOrder = times.toSorted((one, other) => one - other);
  return inOrder.flatMap((from, place) => {
    const next = inOrder[place + 1] ?? from;
    return next - from > idleMs ? [[from + 1, next] as const] : [];
  });
}

function gapAt(edges: readonly number[], part: number): readonly [number, number] {
  return [edges[part] ?? 0, edges[part + 1] ?? 0];
}
