import { expect, it } from "vitest";
import { joinPaths, listName, splitPaths } from "./pathList.ts";

it("gives back what was joined, each once and in its order", () => {
  expect(splitPaths(joinPaths(["/b", "/a", "/b"]))).toEqual(["/b", "/a"]);
});

it("leaves a single path as it is", () => {
  expect(joinPaths(["/a", "/a"])).toBe("/a");
  expect(splitPaths("/a")).toEqual(["/a"]);
});

it("names a list by its first", () => {
  expect(listName("a.jsonl", 1)).toBe("a.jsonl");
  expect(listName("a.jsonl", 3)).toBe("a.jsonl and 2 more");
});
