import fc from "fast-check";
import { expect, it } from "vitest";
import { createSplitIndex } from "../../testing/splitIndex.ts";
import { runNow } from "../conversation/pacer.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { readFileStatistics } from "./fileStatistics.ts";
import { Largest } from "./largest.ts";

const plan = { kind: [[["type"]]], time: [["timestamp"]], pair: [["id"]], role: [["role"]], tool: [["tool"]] } as const;
const record = fc.record(
  {
    type: fc.constantFrom("a", "b"),
    tool: fc.constantFrom("read", "write"),
    timestamp: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_100_000 }),
    text: fc.string({ maxLength: 60 }),
  },
  { requiredKeys: ["type", "text"] },
);

it("says what each tool fills, the longest records and the longest silences, however the index is cut", () => {
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
      (records, sizes) => {
        const lines = records.map((one) => Buffer.from(JSON.stringify(one)));
        const text = Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")]));
        const { index, grow } = createSplitIndex(createMemorySource(text.toString()), plan, sizes);
        while (grow());
        const { tools, longest, silences } = runNow(readFileStatistics(index));

        const named = (tool: string) => lines.filter((_, place) => records[place]?.tool === tool);
        const sum = (some: readonly Buffer[]) => some.reduce((bytes, line) => bytes + line.length, 0);
        expect(new Map(tools.map(({ tool, records: count, bytes }) => [tool, [count, bytes]]))).toEqual(
          new Map(
            ["read", "write"].flatMap((tool) =>
              named(tool).length === 0 ? [] : [[tool, [named(tool).length, sum(named(tool))]] as const],
            ),
          ),
        );
        expect(longest.map(({ bytes }) => bytes)).toEqual(lines.map((line) => line.length).toSorted((a, b) => b - a));
        for (const { record: place, bytes, kind } of longest) {
          expect([lines[place]?.length, records[place]?.type]).toEqual([bytes, kind]);
        }
        const gaps = records.flatMap(({ timestamp }, place) => {
          const before = records[place - 1]?.timestamp;
          return timestamp === undefined || before === undefined || timestamp <= before ? [] : [timestamp - before];
        });
        expect(silences.map(({ ms }) => ms)).toEqual(gaps.toSorted((a, b) => b - a));
      },
    ),
    { numRuns: 100 },
  );
});

it("keeps no more than the largest", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 })), fc.integer({ min: 1, max: 10 }), (values, most) => {
      const largest = new Largest<number>(most);
      for (const [place, value] of values.entries()) largest.add(value, place);
      expect(largest.list().map(({ value }) => value)).toEqual(values.toSorted((a, b) => b - a).slice(0, most));
    }),
  );
});
