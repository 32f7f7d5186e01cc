// What one look at a file finds for both searches, against two searches of their own: on files whose middle, which is looked at before,
// says that there is little to find.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { TextCondition } from "../../../../shared/filter/filterTree.ts";
import { createSplitIndex } from "../../../testing/splitIndex.ts";
import { temporaryFolders } from "../../../testing/temporaryFolders.ts";
import type { CapturePlan } from "../../scanner/indexScan.ts";
import { openFile } from "../../source/fileSource.ts";
import type { Source } from "../../source/source.ts";
import type { LineHits } from "./hitQueue.ts";
import type { LineCondition } from "./lineSearch.ts";
import { searchLines } from "./lineSearch.ts";
import { startSharedSearch } from "./sharedSearch.ts";

const newFolder = temporaryFolders();
const plan: CapturePlan = { kind: [[["type"]]], time: [], pair: [["id"]], role: [], tool: [] };
const pieces = { deltas: [{ kinds: ["TEXT"], text: [["delta"]], together: "id" as const }], prefix: [] };
const condition: TextCondition = { type: "text", text: "kbk", exactCase: false };

const delta = fc.string({ unit: fc.constantFrom("k", "b", "\\", "é"), maxLength: 5 });

function linesOf(deltas: readonly string[]): string {
  return deltas.map((text) => `${JSON.stringify({ type: "TEXT", id: "m1", delta: text })}\n`).join("");
}

/** More bytes without any of the text than what is looked at before a search. */
const nothing = linesOf(Array.from({ length: 1_200 }, () => "."));

async function all(hits: LineHits): Promise<readonly number[]> {
  const found: number[] = [];
  for (;;) {
    const line = hits.peek();
    if (line !== undefined) {
      found.push(line);
      hits.take();
    } else if (hits.ended()) break;
    else await hits.changed();
  }
  expect(hits.failure()).toBeUndefined();
  return found;
}

function searchIn(source: Source) {
  const asked: (number | undefined)[] = [];
  const search = (wanted: LineCondition, after?: number): LineHits => {
    asked.push(after);
    return searchLines({ source, condition: wanted, longestRecord: 100, manner: "many", after });
  };
  return { asked, search };
}

it("finds the lines of both, also where it leaves the rest to two, and when the file grows", async () => {
  let switched = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(delta, { maxLength: 20 }),
      fc.array(delta, { maxLength: 10 }),
      fc.array(delta, { maxLength: 5 }),
      fc.constantFrom(0, 1, 3, 100),
      async (before, behind, later, mostLines) => {
        const file = path.join(newFolder(), "transcript.jsonl");
        fs.writeFileSync(file, linesOf(before) + nothing + nothing + linesOf(behind));
        const opened = openFile(file);
        if (!opened.ok) throw new Error(opened.failure.code);
        const source = opened.value;
        const { index, grow } = createSplitIndex(source, plan, [10_000]);
        while (grow());
        const { asked, search } = searchIn(source);
        const shared = startSharedSearch({ index, source, condition, pieces, searchLines: search, mostLines });
        if (shared === undefined) throw new Error("it is not tried");
        const { inLines, atBorders } = shared;
        const compare = async (): Promise<void> => {
          const [texts, borders] = [await all(inLines), await all(atBorders.hits)];
          expect(texts).toEqual(await all(searchIn(source).search(condition)));
          // Those that hold the text may stand among them.
          const needed = await all(searchIn(source).search(atBorders.borders));
          expect(borders.filter((line) => !texts.includes(line) || needed.includes(line))).toEqual(needed);
        };
        const grown: Promise<readonly number[]>[] = [];
        await compare();
        if (asked.length > 1) switched++;
        const size = source.size;
        fs.appendFileSync(file, linesOf(later));
        source.growTo(fs.statSync(file).size);
        for (const hits of [inLines, atBorders.hits]) {
          hits.grow();
          grown.push(all(hits));
        }
        const [texts = [], borders = []] = await Promise.all(grown);
        expect(texts).toEqual((await all(searchIn(source).search(condition))).filter((line) => line >= size));
        const needed = await all(searchIn(source).search(atBorders.borders));
        for (const line of needed.filter((each) => each >= size)) expect(borders).toContain(line);
        inLines.close();
        atBorders.hits.close();
        source.close();
      },
    ),
    { numRuns: 40 },
  );
  expect(switched).toBeGreaterThan(0);
});

it("is not tried where much is found, or nothing is a piece", () => {
  for (const text of [
    linesOf(Array.from({ length: 1_000 }, () => "kbk")),
    '{"type":"END","id":"m1"}\n'.repeat(1_000),
  ]) {
    const file = path.join(newFolder(), "transcript.jsonl");
    fs.writeFileSync(file, text);
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const { index, grow } = createSplitIndex(opened.value, plan, [10_000]);
    while (grow());
    const { asked, search } = searchIn(opened.value);
    const options = { index, source: opened.value, condition, pieces, searchLines: search };
    expect(startSharedSearch(options)).toBeUndefined();
    expect(asked).toEqual([]);
    opened.value.close();
  }
});
