import { expect, it, onTestFinished, vi } from "vitest";
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
  await expect.poll(() => known().current).toBe(true);
  expect(asked()).toBe(1);
  // A run that is opened makes another view of the same records.
  view.setState(shown("wind", "v3", 2));
  view.setState(shown("rain", "v4", 1, false));
  expect([known().current, known().counts === undefined, asked()]).toEqual([false, false, 1]);
  view.setState(shown("rain", "v4", 1));
  await expect.poll(() => known().current).toBe(true);
  expect(asked()).toBe(2);
});

it("asks again when there are more records, and after a failure", async () => {
  const { engine, view, feed, known, asked } = started();
  feed.watch(true);
  engine.failing.set("facets", { code: "cancelled" });
  view.setState(shown("", "v1", 3));
  await expect.poll(() => asked() > 0).toBe(true);
  engine.failing.clear();
  await expect.poll(() => known().current).toBe(true);
  const before = asked();
  view.setState(shown("", "v1", 4));
  await expect.poll(() => asked() > before).toBe(true);
  await expect.poll(() => known().current).toBe(true);
});

it("asks ever more rarely for what cannot be counted, and at once for another filter", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { engine, view, feed, known, asked } = started();
  feed.watch(true);
  engine.failing.set("facets", { code: "engine-stopped" });
  view.setState(shown("", "v1", 3));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked()).toBeGreaterThan(1);
  expect(asked()).toBeLessThan(10);
  engine.failing.clear();
  view.setState(shown("wind", "v2", 3));
  await vi.advanceTimersByTimeAsync(200);
  expect(known().current).toBe(true);
});

it("knows the counts of a filter that was left and came back before another one was counted", async () => {
  const { engine, view, feed, known, asked } = started();
  feed.watch(true);
  view.setState(shown("wind", "v1", 3));
  await expect.poll(() => known().current).toBe(true);
  view.setState(shown("rain", "v2", 1, false));
  view.setState(shown("wind", "v3", 3));
  expect(known().current).toBe(false);
  await expect.poll(() => known().current).toBe(true);
  // The same while the first ones are being counted.
  engine.hold("facets");
  const before = asked();
  view.setState(shown("snow", "v4", 2));
  await expect.poll(() => asked() > before).toBe(true);
  view.setState(shown("rain", "v5", 1, false));
  engine.release("facets");
  view.setState(shown("snow", "v6", 2));
  await expect.poll(() => known().current).toBe(true);
});
