import { describe, expect, it } from "vitest";
import { unexpectedLines } from "./unexpected.ts";

describe("an unexpected error", () => {
  it("is one calm sentence on one line, without a stack", () => {
    const [line, ...more] = unexpectedLines(new Error("it \u001b[31mbroke\nat once"), {});
    expect(more).toEqual([]);
    expect(line).toBe(
      "This is a bug in Seekline, and no fault of yours: it \\u{1b}[31mbroke\\u{a}at once. Please report it. With SEEKLINE_DEBUG=1 it says where it happened.",
    );
  });

  it("names the log that says where it happened", () => {
    expect(unexpectedLines(new Error("it broke"), {}, "/tmp/log/errors.jsonl")).toEqual([
      "This is a bug in Seekline, and no fault of yours: it broke. Please report it, with the last line of “/tmp/log/errors.jsonl”, which quotes nothing.",
    ]);
  });

  it("says where it happened when it is asked", () => {
    const lines = unexpectedLines(new Error("it broke"), { SEEKLINE_DEBUG: "1" });
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join("\n")).toContain("unexpected.test.ts");
  });

  it.each([["a word"], [undefined], [Object.create(null)], [Symbol("x")]])("may be no error at all", (thrown) => {
    expect(unexpectedLines(thrown, {})).toEqual([expect.stringContaining("This is a bug in Seekline")]);
  });
});
