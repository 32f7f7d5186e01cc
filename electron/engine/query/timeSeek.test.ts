import fc from "fast-check";
import { expect, it } from "vitest";
import { createSplitIndex } from "../../testing/splitIndex.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { createTimeSeek } from "./timeSeek.ts";

const plan = { kind: [[["type"]]], time: [["timestamp"]], pair: [["id"]], role: [["role"]], tool: [["tool"]] } as const;
/** Seconds of a day in March 2026; undefined: the record has no time. */
const time = fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined });
const start = Date.UTC(2026, 2, 1) / 1000;

it("finds the first record at a time or later, also where times run backwards", () => {
  fc.assert(
    fc.property(
      fc.array(time, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
      fc.nat(30),
      (times, sizes, segments) => {
        const lines = times.map((one) => (one === undefined ? "{}" : `{"timestamp":${start + one}}`));
        const { index, grow } = createSplitIndex(createMemorySource(lines.join("\n")), plan, sizes);
        const seek = createTimeSeek(index);
        const expectAll = (): void => {
          const known = times.slice(0, index.records());
          for (let at = -1; at < 42; at++) {
            const expected = known.findIndex((one) => one !== undefined && one >= at);
            expect(seek.firstRecordAt((start + at) * 1000)).toBe(expected < 0 ? undefined : expected);
          }
        };
        for (let grown = 0; grown < segments && grow(); grown++);
        expectAll();
        while (grow());
        expectAll();
      },
    ),
  );
});
