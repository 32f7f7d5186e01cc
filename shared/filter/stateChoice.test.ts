import { describe, expect, it } from "vitest";
import { hasState, toggleState } from "./stateChoice.ts";

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
    expect(toggleState(text, "malformed")).toBe(clicked);
    expect(hasState(clicked, "malformed")).toBe(!hasState(text, "malformed"));
  });
});
