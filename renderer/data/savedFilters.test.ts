import { expect, it } from "vitest";
import {
  mostSavedFilters,
  readSavedFilters,
  savedFilterOf,
  savingSentence,
  withChangeUndone,
  withFilterSaved,
} from "./savedFilters.ts";

it("keeps a filter under a name, or under what it says", () => {
  const all = withFilterSaved(withFilterSaved([], " Errors ", " is:error "), "", "kind:A");
  expect(all).toEqual([
    { name: "Errors", text: "is:error" },
    { name: "kind:A", text: "kind:A" },
  ]);
  expect(savedFilterOf(all, "is:error  ")?.name).toBe("Errors");
  expect(savedFilterOf(all, "is:errors")).toBe(undefined);
});

it("has each name and each text once", () => {
  const all = withFilterSaved(withFilterSaved([], "A", "x"), "B", "y");
  expect(withFilterSaved(all, "A", "z")).toEqual([
    { name: "B", text: "y" },
    { name: "A", text: "z" },
  ]);
  expect(withFilterSaved(all, "C", "x")).toEqual([
    { name: "B", text: "y" },
    { name: "C", text: "x" },
  ]);
});

it("reads back what it has stored, whatever else stands there", () => {
  const all = withFilterSaved([], "Errors", "is:error");
  expect(
    readSavedFilters(JSON.parse(JSON.stringify([7, null, ...all, { name: "x" }, { name: 1, text: "a" }]))),
  ).toEqual(all);
  expect(
    readSavedFilters([
      { name: "empty", text: " " },
      { name: "long", text: "x".repeat(10_001) },
    ]),
  ).toEqual([]);
  expect(readSavedFilters("all")).toEqual([]);
});

it("lets the first ones go when there are too many", () => {
  const stored = Array.from({ length: mostSavedFilters + 2 }, (_, at) => ({ name: `n${at}`, text: `t${at}` }));
  const all = readSavedFilters(stored);
  expect(all).toHaveLength(mostSavedFilters);
  expect(all[0]?.name).toBe("n2");
});

it("says which filter gave way to one of its name, and brings it back to its place", () => {
  const before = [saved("A", "x"), saved("B", "y")];
  expect(savingSentence({ before, after: withFilterSaved(before, "C", "z") })).toBe("The filter is saved as “C”.");
  const change = { before, after: withFilterSaved(before, "A", "z") };
  expect(savingSentence(change)).toBe("The filter is saved as “A”, in place of “x”.");
  expect(withChangeUndone(change.after, change)).toEqual(before);
  // What was saved meanwhile stays, also under the name that was given up.
  expect(withChangeUndone([...change.after, saved("C", "c")], change)).toEqual([...before, saved("C", "c")]);
  const other = [saved("B", "y"), saved("A", "new")];
  expect(withChangeUndone(other, change)).toEqual(other);
});

it("says which filter was one too many, and brings it back", () => {
  const before = Array.from({ length: mostSavedFilters }, (_, at) => saved(`n${at}`, `t${at}`));
  const change = { before, after: withFilterSaved(before, "one more", "x") };
  expect(savingSentence(change)).toBe(
    "The filter is saved as “one more”. “n0”, the oldest one, is gone: 200 are kept at most.",
  );
  expect(withChangeUndone(change.after, change)).toEqual(before);
});

function saved(name: string, text: string) {
  return { name, text };
}
