import { expect, it } from "vitest";
import type { ViewState } from "../../../shared/engineContract.ts";
import type { IndexPhase } from "../../../shared/transcript.ts";
import { isCounting, searchOf } from "./searching.ts";

const view = (part: Partial<ViewState>): ViewState => ({
  view: "v",
  records: 0,
  rows: 3,
  bytes: 30,
  complete: false,
  ...part,
});
const progress = (phase: "indexing" | "complete", bytesDone: number) => {
  const state: IndexPhase = { phase };
  return { state, bytesDone, bytesTotal: 1000 };
};

it.each([
  ["a complete view", view({ complete: true, searched: 1000 }), progress("complete", 1000), undefined],
  ["a search in an indexed file", view({ searched: 400 }), progress("complete", 1000), { done: 400, total: 1000 }],
  ["a search behind the index", view({ searched: 400 }), progress("indexing", 600), { done: 400, total: 1000 }],
  ["a search that waits for the index", view({ searched: 600 }), progress("indexing", 600), undefined],
  ["a view that needs no search", view({}), progress("indexing", 600), undefined],
  [
    "a search that failed",
    view({ searched: 1, failure: { code: "cancelled" } }),
    progress("complete", 1000),
    undefined,
  ],
  ["no view", undefined, progress("complete", 1000), undefined],
])("tells how far the search is: %s", (_name, state, known, expected) => {
  expect(searchOf(state, known)).toEqual(expected);
});

it("tells a count of rows from a search: nothing is sought, or all has been looked at", () => {
  expect(isCounting({ done: 5, total: 10 }, "kind:A")).toBe(false);
  expect(isCounting({ done: 10, total: 10 }, "kind:A")).toBe(true);
  expect(isCounting({ done: 5, total: 10 }, " ")).toBe(true);
});
