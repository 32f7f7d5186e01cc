import { expect, it, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import { createFacetCounts } from "./facetCounts.ts";
import type { ViewModel } from "./states.ts";
import { noView } from "./states.ts";
import { TestEngine } from "./testEngine.ts";

function shown(filter: string, view: string, records: number, complete = true): Pick<ViewModel, "shown"> {
  return {
    shown: { filter, state: { view, rows: records, records, bytes: 0, complete }, epoch: 1, anchor: undefined },
  };
}

function started() {
  const engine = new TestEngine(10);
  const view = createStore<ViewModel>(() => noView);
  const feed = createFacetCounts(view, () => ({ engine, transcript: "t" }));
  return { engine, view, feed, known: () => feed.store.getState(), asked: () => engine.paramsOf("facets").length };
}

it("asks for the counts of a filter once its records are known, when somebody looks", async () => {
  const { view, feed, known, asked } = started();
  view.setState(shown("", "v1", 3));
  feed.watch(true);
  view.setState(shown("wind", "v2", 1, false));
  view.setState(shown("wind", "v2", 2));
  await vi.waitUntil(() => known().current);
  expect(asked()).toBe(1);
  // A run that is opened makes another view of the same records.
  view.setState(shown("wind", "v3", 2));
  view.setState(shown("rain", "v4", 1, false));
  expect([known().current, known().counts === undefined, asked()]).toEqual([false, false, 1]);
  view.setState(shown("rain", "v4", 1));
  await vi.waitUntil(() => known().current);
  expect(asked()).toBe(2);
});

it("asks again when there are more records, and after a failure", async () => {
  const { engine, view, feed, known, asked } = started();
  feed.watch(true);
  engine.failing.set("facets", { code: "cancelled" });
  view.setState(shown("", "v1", 3));
  await vi.waitUntil(() => asked() > 0);
  engine.failing.clear();
  await vi.waitUntil(() => known().current);
  const before = asked();
  view.setState(shown("", "v1", 4));
  await vi.waitUntil(() => asked() > before);
  await vi.waitUntil(() => known().current);
});
