import { expect, it } from "vitest";
import { foundValues } from "./foundValues.ts";

const values = ["read_file", "Write", "bytes<1kb"].map((name) => ({ name, count: 1, bytes: 1, passing: 1 }));
const namesOf = (sought: string, titleOf?: (name: string) => string) =>
  foundValues(values, sought, titleOf).map(({ name }) => name);

it("finds values by a part of their name, in any case", () => {
  expect(namesOf("")).toEqual(["read_file", "Write", "bytes<1kb"]);
  expect(namesOf(" WRI ")).toEqual(["Write"]);
  expect(namesOf("e")).toEqual(["read_file", "Write", "bytes<1kb"]);
  expect(namesOf("none")).toEqual([]);
});

it("finds them by how they are called, too, whatever blanks stand in that", () => {
  expect(namesOf("below 1 kb", (name) => (name === "bytes<1kb" ? "below 1\u00a0kB" : name))).toEqual(["bytes<1kb"]);
});
