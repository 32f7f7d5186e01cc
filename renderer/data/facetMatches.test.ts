import { expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { createFacetMatches } from "./facetMatches.ts";
import type { ViewModel } from "./states.ts";
import { noView } from "./states.ts";
import { TestEngine } from "./testEngine.ts";

function shown(filter: string, view: string, rows: number, complete = true): Pick<ViewModel, "shown"> {
  return { shown: { filter, state: { view, rows, records: rows, bytes: 0, complete }, epoch: 1, anchor: undefined } };
}

function started() {
  const engine = new TestEngine(10);
  const view = createStore<ViewModel>(() => noView);
  const { store } = createFacetMatches(view, () => ({ engine, transcript: "t" }));
  return {
    engine,
    view,
    phase: () => store.getState().matches.phase,
    asked: () => engine.paramsOf("kindsWhere").length,
  };
}

it("asks once the rows are known, and not again for another choice of kinds", async () => {
  const { view, phase, asked } = started();
  expect(phase()).toBe("all");
  view.setState(shown("weather", "v1", 3, false));
  expect([phase(), asked()]).toEqual(["waiting", 0]);
  view.setState(shown("weather", "v1", 5));
  await expect.poll(() => phase() === "known").toBe(true);
  view.setState(shown("kind:RAW weather", "v2", 1));
  expect([phase(), asked()]).toEqual(["known", 1]);
  view.setState(shown("kind:RAW", "v3", 1));
  expect(phase()).toBe("all");
});

it("asks again for a view that has grown, also while it waited for an answer", async () => {
  const { engine, view, phase, asked } = started();
  view.setState(shown("weather", "v1", 3));
  await expect.poll(() => phase() === "known").toBe(true);
  engine.hold("kindsWhere");
  view.setState(shown("weather", "v1", 4));
  view.setState(shown("weather", "v1", 5));
  expect([phase(), asked()]).toEqual(["known", 2]);
  engine.release("kindsWhere");
  await expect.poll(() => asked() === 3).toBe(true);
});

it("knows the counts of a filter that was left and came back before another one was counted", async () => {
  const { engine, view, phase, asked } = started();
  view.setState(shown("weather", "v1", 3));
  await expect.poll(() => phase() === "known").toBe(true);
  view.setState(shown("rain", "v2", 1, false));
  view.setState(shown("weather", "v3", 3));
  expect(phase()).toBe("waiting");
  await expect.poll(() => phase() === "known").toBe(true);
  // The same while the first ones are being counted.
  engine.hold("kindsWhere");
  view.setState(shown("snow", "v4", 2));
  view.setState(shown("rain", "v5", 1, false));
  engine.release("kindsWhere");
  view.setState(shown("snow", "v6", 2));
  await expect.poll(() => phase() === "known").toBe(true);
  expect(asked()).toBe(4);
});

it("asks again when an answer failed", async () => {
  const { engine, view, phase } = started();
  engine.failing.set("kindsWhere", { code: "cancelled" });
  view.setState(shown("weather", "v1", 3));
  await new Promise(setImmediate);
  engine.failing.clear();
  view.setState(shown("weather", "v1", 4));
  await expect.poll(() => phase() === "known").toBe(true);
});
