import { describe, expect, it } from "vitest";
import { hasCondition, toggleCondition, withCondition, withRecords, withTime } from "./conditionChoice.ts";

describe("a click on a state", () => {
  it.each([
    ["", "is:malformed"],
    ["kind:a", "kind:a is:malformed"],
    ["a OR b", "(a OR b) is:malformed"],
    ["is:malformed", ""],
    ["kind:a is:malformed", "kind:a"],
    ["is:malformed,torn", "is:malformed,torn is:malformed"],
    ["kind:(", "is:malformed"],
  ])("makes %j to %j", (text, clicked) => {
    expect(toggleCondition(text, "is:malformed")).toBe(clicked);
    expect(hasCondition(clicked, "is:malformed")).toBe(!hasCondition(text, "is:malformed"));
  });
});

it("knows a condition however it is spelled", () => {
  expect(hasCondition("weather bytes>=2kb", "bytes>=2000")).toBe(true);
  expect(toggleCondition("weather bytes>=2kb", "bytes>=2000")).toBe("weather");
});

it("adds a condition once", () => {
  expect(withCondition("kind:a", "weather")).toBe("kind:a weather");
  expect(withCondition("kind:a weather", "weather")).toBe("kind:a weather");
});

it("shows records from one to another, and others no longer", () => {
  expect(withRecords("weather record:1-5", 7, 9)).toBe("weather record:7-9");
});

it("replaces the beginning of the time that is shown, and keeps its end", () => {
  expect(withTime("weather after:2026-03-01", "after", "2026-03-02T10:00Z")).toBe("weather after:2026-03-02T10:00Z");
  expect(withTime("before:2026-03-01", "after", "2026-02-01")).toBe("before:2026-03-01 after:2026-02-01");
});
