import { expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { byteLength, byteOffset, lineNumber, recordNumber } from "../../shared/units.ts";
import { createRelatedFeed } from "./relatedFeed.ts";
import type { Selection } from "./states.ts";
import { nothingSelected } from "./states.ts";
import { TestEngine } from "./testEngine.ts";

const rowOf = (record: number) => ({
  record: recordNumber(record),
  line: lineNumber(record + 1),
  offset: byteOffset(record * 10),
  length: byteLength(10),
  time: undefined,
  kind: "A",
  role: undefined,
  tool: undefined,
  flags: [],
  preview: "",
});

function started() {
  const engine = new TestEngine(10);
  const selection = createStore<Selection>(() => nothingSelected);
  const feed = createRelatedFeed(selection, () => ({ engine, transcript: "t" }));
  const asked = () => engine.paramsOf("related");
  return { engine, feed, asked, select: (record: number) => selection.setState({ row: rowOf(record) }) };
}

it("asks at once for whoever cannot wait, and once only", async () => {
  const { feed, asked, select } = started();
  select(4);
  expect([feed.store.getState().known, asked().length]).toEqual([false, 0]);
  await Promise.all([feed.now(), feed.now()]);
  expect([feed.store.getState().known, asked()]).toEqual([true, [{ transcript: "t", record: 4 }]]);
  await feed.now();
  expect(asked()).toHaveLength(1);
});

it("asks by itself once the selection rests, and forgets what was of another record", async () => {
  const { engine, feed, asked, select } = started();
  engine.hold("related");
  select(1);
  select(2);
  await expect.poll(() => asked().length === 1).toBe(true);
  select(3);
  engine.release("related");
  await expect.poll(() => feed.store.getState().known).toBeTruthy();
  expect(asked()).toEqual([2, 3].map((record) => ({ transcript: "t", record })));
});
