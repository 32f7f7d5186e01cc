import { expect, it } from "vitest";
import { withColumnAt, withColumnTurned } from "./columnOrder.ts";

it("shows a column behind the one that it follows by itself, and hides it again", () => {
  expect(withColumnTurned(["number", "time", "kind", "size"], "duration")).toEqual([
    ...["number", "time", "kind", "duration", "size"],
  ]);
  expect(withColumnTurned(["size", "kind", "number"], "line")).toEqual(["size", "kind", "number", "line"]);
  expect(withColumnTurned(["size"], "number")).toEqual(["number", "size"]);
  expect(withColumnTurned(["number", "size"], "number")).toEqual(["size"]);
});

it("moves a column to a place, as far as there is one", () => {
  const shown = ["number", "time", "kind"] as const;
  expect(withColumnAt(shown, "kind", 0)).toEqual(["kind", "number", "time"]);
  expect(withColumnAt(shown, "number", 1)).toEqual(["time", "number", "kind"]);
  expect(withColumnAt(shown, "number", 9)).toEqual(["time", "kind", "number"]);
  expect(withColumnAt(shown, "time", -1)).toEqual(["time", "number", "kind"]);
  expect(withColumnAt(shown, "size", 0)).toEqual(shown);
});
