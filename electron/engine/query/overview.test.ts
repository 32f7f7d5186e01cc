import fc from "fast-check";
import { expect, it } from "vitest";
import { createSplitIndex } from "../../testing/splitIndex.ts";
import { runNow } from "../conversation/pacer.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { readOverview } from "./overview.ts";

const plan = { kind: [[["type"]]], time: [["timestamp"]], pair: [["id"]], role: [["role"]], tool: [["tool"]] } as const;
const record = fc.record({ type: fc.constantFrom("a", "b", "c"), text: fc.string({ maxLength: 60 }) });

it("says of each part of the file how many bytes each kind fills, however the index is cut", () => {
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 20 }),
      (records, sizes, parts) => {
        const lines = records.map((one) => Buffer.from(JSON.stringify(one)));
        const text = Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")]));
        const { index, grow } = createSplitIndex(createMemorySource(text.toString()), plan, sizes);
        while (grow());
        const { kinds, bytes } = runNow(readOverview(index, text.length, parts, undefined));

        const expected = new Map<string, number>();
        let offset = 0;
        for (const [place, line] of lines.entries()) {
          for (let byte = offset; byte < offset + line.length; byte++) {
            const part = Math.min(parts - 1, Math.floor(byte / Math.max(1, text.length / parts)));
            const key = `${part} ${records[place]?.type}`;
            expected.set(key, (expected.get(key) ?? 0) + 1);
          }
          offset += line.length + 1;
        }
        const found = new Map<string, number>();
        for (const [at, count] of bytes.entries()) {
          if (count > 0) found.set(`${Math.floor(at / kinds.length)} ${kinds[at % kinds.length]}`, count);
        }
        expect(found).toEqual(expected);
      },
    ),
  );
});
