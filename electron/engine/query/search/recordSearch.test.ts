import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { RegexCondition, TextCondition } from "../../../../shared/filter/filterTree.ts";
import { damagedTranscript } from "../../../testing/damagedTranscript.ts";
import { randomTranscript } from "../../../testing/randomTranscript.ts";
import { createSplitIndex } from "../../../testing/splitIndex.ts";
import { temporaryFolders } from "../../../testing/temporaryFolders.ts";
import { openFile } from "../../source/fileSource.ts";
import type { Source } from "../../source/source.ts";
import { hasBit } from "../bits.ts";
import { searchLines } from "./lineSearch.ts";
import { createRecordSearch } from "./recordSearch.ts";
import type { SearchManner } from "./searchManner.ts";

const newFolder = temporaryFolders();
/** Each of them starts programs. */
const numRuns = process.env.SEEKLINE_LARGE === "1" ? 1_000 : 50;
const plan = { kind: [[["type"]]], time: [], pair: [], role: [], tool: [] };

const condition: fc.Arbitrary<TextCondition | RegexCondition> = fc.oneof(
  fc.record({
    type: fc.constant("text" as const),
    text: fc.constantFrom("a", "e", '"', "t", "0", "zz", "{"),
    exactCase: fc.boolean(),
  }),
  fc.record({
    type: fc.constant("regex" as const),
    pattern: fc.constantFrom("a", "[a-z]", "^\\s*$", "\\d", "nothing at all"),
    ignoreCase: fc.boolean(),
  }),
);

/** The records that are found, by number. */
async function found(
  source: Source,
  wanted: TextCondition | RegexCondition,
  manner: SearchManner,
  sizes: readonly number[],
): Promise<readonly number[]> {
  const { index, grow } = createSplitIndex(source, plan, sizes);
  while (grow());
  const segments = index.segments();
  const hits = searchLines({ source, condition: wanted, longestRecord: undefined, manner });
  const search = createRecordSearch({ index, source, condition: wanted, hits });
  const records: number[] = [];
  for (let number = 0; number < segments.length; number++) {
    const end = number + 1 < segments.length ? segments.firstByte(number + 1) : source.size;
    const { count } = segments.summary(number);
    while (!search.advance({ number, count, end })) await search.changed();
    expect([search.decided(), search.hits.failure()]).toEqual([count, undefined]);
    const bits = search.bits();
    if (bits === undefined) continue;
    for (let row = 0; row < count; row++) if (hasBit(bits, row)) records.push(index.firstRecord(number) + row);
  }
  search.close();
  return records;
}

it("finds the same records whether lines with a hit are told or those without one", async () => {
  await fc.assert(
    fc.asyncProperty(
      randomTranscript,
      condition,
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
      async ({ bytes }, wanted, sizes) => {
        const file = path.join(newFolder(), "transcript.jsonl");
        fs.writeFileSync(file, bytes);
        const opened = openFile(file);
        if (!opened.ok) throw new Error(opened.failure.code);
        const source = opened.value;
        expect(await found(source, wanted, "most", sizes)).toEqual(await found(source, wanted, "many", sizes));
        source.close();
      },
    ),
    { numRuns },
  );
});

it("finds what stands in a record, not the commas and brackets around it", async () => {
  await fc.assert(
    fc.asyncProperty(
      damagedTranscript,
      fc.constantFrom(",", "[", "]"),
      fc.boolean(),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
      async (bytes, sign, asRegex, sizes) => {
        const file = path.join(newFolder(), "transcript.jsonl");
        fs.writeFileSync(file, bytes);
        const opened = openFile(file);
        if (!opened.ok) throw new Error(opened.failure.code);
        const source = opened.value;
        const wanted = asRegex
          ? { type: "regex" as const, pattern: `\\${sign}`, ignoreCase: false }
          : { type: "text" as const, text: sign, exactCase: true };
        const { all } = createSplitIndex(source, plan, [1]);
        const expected = Array.from({ length: all.count }, (_, row) => row).filter((row) => {
          const offset = all.offsets[row] ?? 0;
          return bytes.subarray(offset, offset + (all.lengths[row] ?? 0)).includes(sign.charCodeAt(0));
        });
        expect(await found(source, wanted, "many", sizes)).toEqual(expected);
        source.close();
      },
    ),
    { numRuns },
  );
});
