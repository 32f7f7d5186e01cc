import fc from "fast-check";
import { expect, it } from "vitest";
import { createSplitIndex } from "../../testing/splitIndex.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { recordAtByte, recordAtLine } from "./recordAt.ts";

const plan = { kind: [[["type"]]], time: [["timestamp"]], pair: [["id"]], role: [["role"]], tool: [["tool"]] } as const;
/** Lines: blank, of one record, of two that are glued, of damage. */
const line = fc.constantFrom("", '{"type":"a"}', '{"type":"a"}{"id":1}', "no json");

it("finds the record at a byte and on a line, or the first behind it", () => {
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
      (lines, sizes) => {
        const text = lines.join("\n");
        const { index, grow } = createSplitIndex(createMemorySource(text), plan, sizes);
        while (grow());
        const records = Array.from({ length: index.records() }, (_, record) => {
          const segment = index.segmentOf(record);
          const row = record - index.firstRecord(segment);
          const { offsets, lengths, lines: numbers } = index.columns(segment);
          return { end: (offsets[row] ?? 0) + (lengths[row] ?? 0), line: numbers[row] ?? 0 };
        });
        const expected = (found: number) => (found < 0 ? undefined : found);
        for (let byte = 0; byte <= text.length; byte++) {
          expect(recordAtByte(index, byte)).toBe(expected(records.findIndex(({ end }) => end > byte)));
        }
        for (let number = 1; number <= lines.length + 1; number++) {
          expect(recordAtLine(index, number)).toBe(expected(records.findIndex((one) => one.line >= number)));
        }
      },
    ),
  );
});
