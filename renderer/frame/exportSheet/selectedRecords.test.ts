import { expect, it } from "vitest";
import { TestEngine } from "../../data/testEngine.ts";
import { mostRuns, selectedRecords } from "./selectedRecords.ts";

const { signal } = new AbortController();

/** A view of every fourth record when it is filtered by their kind. */
async function viewOf(filterText: string) {
  const engine = new TestEngine(1000);
  await engine.request("query", { transcript: "t", filter: filterText });
  return { engine, transcript: "t", list: engine.view(), filterText };
}

it("names runs of records by their numbers", async () => {
  const shown = await viewOf("");
  const one = [{ first: 3, last: 9 }];
  expect(await selectedRecords(shown, one, signal)).toEqual({ rows: 7, filter: "record:3-9" });
  const two = [...one, { first: 12, last: 12 }];
  expect(await selectedRecords(shown, two, signal)).toEqual({ rows: 8, filter: "record:3-9 OR record:12" });
});

it("leaves out what the list leaves out between the ends of a run", async () => {
  const shown = await viewOf("kind:RAW");
  const run = [{ first: 1, last: 3 }];
  expect(await selectedRecords(shown, run, signal)).toEqual({ rows: 3, filter: "kind:RAW record:4-12" });
  const single = [
    { first: 1, last: 1 },
    { first: 5, last: 5 },
  ];
  expect(await selectedRecords(shown, single, signal)).toEqual({ rows: 2, filter: "record:4 OR record:20" });
});

it("names no records when the engine cannot, or in too many runs", async () => {
  const shown = await viewOf("");
  const runs = Array.from({ length: mostRuns + 1 }, (_, run) => ({ first: run * 2, last: run * 2 }));
  expect(await selectedRecords(shown, runs, signal)).toBeUndefined();
  shown.engine.failing.set("rows", { code: "cancelled" });
  expect(await selectedRecords(shown, [{ first: 0, last: 5 }], signal)).toBeUndefined();
});
