import { expect, it } from "vitest";
import { familiesIn, largestKinds, partCount } from "./overviewParts.ts";

const overview = {
  kinds: ["TOOL_CALL_ARGS", "TEXT_MESSAGE_CONTENT", "TOOL_CALL_RESULT", "(other)"],
  bytes: [10, 30, 0, 0, 0, 0, 60, 40],
  hits: [],
};

it("adds up the kinds of a family", () => {
  expect(partCount(overview)).toBe(2);
  expect(familiesIn(overview, 0)).toEqual([
    { family: "text", bytes: 30 },
    { family: "tool", bytes: 10 },
  ]);
});

it("names what fills most of a place", () => {
  expect(largestKinds(overview, 0.1)).toEqual([
    { kind: "TEXT_MESSAGE_CONTENT", share: 0.75 },
    { kind: "TOOL_CALL_ARGS", share: 0.25 },
  ]);
  expect(largestKinds(overview, 1)[0]).toEqual({ kind: "TOOL_CALL_RESULT", share: 0.6 });
});
