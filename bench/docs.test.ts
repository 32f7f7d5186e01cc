import { describe, expect, it } from "vitest";
import { replaceMarked } from "./docs.ts";

const page =
  "Before\n<!-- bench:begin (written by a program) -->\nold\n<!-- bench:end -->\nBetween\n<!-- growth:begin -->\n<!-- growth:end -->\nAfter\n";

describe("a page with results", () => {
  it("gets new ones between its markers, and keeps the rest", () => {
    const once = replaceMarked(page, "bench", "| new |\n");
    expect(once).toBe(page.replace("\nold\n", "\n\n| new |\n\n"));
    expect(replaceMarked(once, "bench", "| new |\n")).toBe(once);
    expect(replaceMarked(page, "growth", "$& and $1")).toContain(
      "<!-- growth:begin -->\n\n$& and $1\n\n<!-- growth:end -->",
    );
  });

  it("must have the markers", () => {
    expect(() => replaceMarked(page, "other", "")).toThrow("other:begin");
    expect(() => replaceMarked("<!-- bench:end -->\n<!-- bench:begin -->\n", "bench", "")).toThrow("bench:begin");
  });
});
