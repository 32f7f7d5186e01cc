import { expect, it } from "vitest";
import { succeed } from "../../../shared/result.ts";
import type { Hit } from "../../../shared/rows.ts";
import { blockBytes } from "../blocks/recordBlocks.ts";
import { createTextHits } from "../hits/textHits.ts";
import { markedRow } from "./markedRow.ts";
import { createTextBlocks } from "./textBlocks.ts";

/** Two blocks: the second begins inside the word "weather". */
const text = `é\u0000 exit ${"x".repeat(blockBytes - 13)}weather in Paris`;
const bytes = Buffer.from(text);
const at = (word: string): Hit => ({ from: bytes.indexOf(word), to: bytes.indexOf(word) + word.length });

async function row(from: number, to: number, hits: readonly Hit[], current?: Hit) {
  const blocks = createTextBlocks(async (start, length) => {
    const next = Math.min(bytes.length, start + length);
    return succeed({ text: bytes.toString("utf8", start, next), from: start, next, end: bytes.length });
  }, bytes.length);
  let reads = 0;
  const found = createTextHits(async (start, length) => {
    reads += 1;
    const next = Math.min(bytes.length, start + length);
    return succeed({ hits: hits.filter((hit) => hit.from >= start && hit.from < next), next, end: bytes.length });
  }, bytes.length);
  await blocks.show(from, to);
  await found.show(from, to);
  await found.show(from, to);
  const marked = markedRow(blocks.store.getState().blocks, found.store.getState(), current, from, to);
  const shown = marked?.ranges.map((range) => [marked.text.slice(range.from, range.to), range.current]);
  return { text: marked?.text, shown, reads };
}

it("marks hits at their bytes, whatever the characters before them take", async () => {
  expect(await row(0, 12, [at("exit")])).toMatchObject({ text: "é⟦NUL⟧ exit xxx", shown: [["exit", false]] });
});

it("marks a part of a hit in each row that it stands in, across blocks too", async () => {
  const hit = at("weather");
  expect(hit.from).toBeLessThan(blockBytes);
  expect(hit.to).toBeGreaterThan(blockBytes);
  const first = await row(hit.from - 5, hit.from + 3, [hit], hit);
  expect(first).toMatchObject({ text: "xxxxxwea", shown: [["wea", true]], reads: 1 });
  const second = await row(blockBytes, blockBytes + 9, [hit]);
  expect(second.text).toBe(bytes.toString("utf8", blockBytes, blockBytes + 9));
  expect(second.reads).toBe(2);
  expect(second.shown).toEqual([[bytes.toString("utf8", blockBytes, hit.to), false]]);
});

it("waits for the text, not for the hits", () => {
  expect(markedRow(new Map(), new Map(), undefined, 0, 10)).toBeUndefined();
});
