import { expect, it } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import { createHitFinder } from "../../shared/hitFinder.ts";
import type { MarkedText } from "./preview.ts";
import { aroundHit, besideKind, markExcerpt, readPreview } from "./preview.ts";

it("puts role and tool before the text", () => {
  const { subjects, rest } = readPreview({ role: "assistant", tool: "bash", preview: "ls -l" });
  expect(subjects.map(({ text }) => text)).toEqual(["assistant", "bash"]);
  expect(rest).toBe("ls -l");
});

it.each([
  ["read_file {}", "{}"],
  ["read_file", ""],
  ["read_files {}", "read_files {}"],
  ["", ""],
])("says a name once when the preview %j begins with it", (preview, rest) => {
  expect(readPreview({ role: undefined, tool: "read_file", preview }).rest).toBe(rest);
});

it("leaves a preview alone that is about nobody", () => {
  expect(readPreview({ role: undefined, tool: undefined, preview: "x" })).toEqual({ subjects: [], rest: "x" });
});

it("does not say the role again that the kind beside it begins with", () => {
  const { subjects } = readPreview({ role: "assistant", tool: "bash", preview: "ls -l" });
  expect(besideKind(subjects, "assistant/tool_use").map(({ text }) => text)).toEqual(["bash"]);
  expect(besideKind(subjects, "assistants/tool_use").map(({ text }) => text)).toEqual(["assistant", "bash"]);
  expect(besideKind(subjects, "TOOL_CALL_START").map(({ text }) => text)).toEqual(["assistant", "bash"]);
});

const finderOf = (filter: string) => {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return createHitFinder(parsed.value);
};

/** The text with its marks in brackets. */
function brackets({ text, ranges }: MarkedText): string {
  return ranges.reduceRight((left, { from, to }) => {
    return `${left.slice(0, from)}[${left.slice(from, to)}]${left.slice(to)}`;
  }, text);
}

it.each([
  ["one two three", 80, "one two [three]"],
  ["one two three", 13, "one two [three]"],
  ["one two three", 12, "…two [three]"],
  ["one two three four three", 10, "…wo [three] four [three]"],
  ["three two one three", 8, "[three] two one [three]"],
  ["one two", 3, "one two"],
  ["12 three", 9, "12 [three]"],
  ["one 😀three", 9, "…😀[three]"],
  ["one 😀.three", 9, "….[three]"],
  ["one two three", 6, "…[three]"],
  ["one \u0000 three", 200, "one ⟦NUL⟧ [three]"],
])("shows %j in a room of %i characters as %s", (text, room, shown) => {
  expect(brackets(aroundHit(text, finderOf("three"), room))).toBe(shown);
});

it("shows as much before the hit of an excerpt as there is room for", () => {
  const excerpt = { cut: true, before: "in the weather of ", hit: "Paris", after: " in spring, in Paris" };
  const shown = (room: number, cut = true) => brackets(markExcerpt({ ...excerpt, cut }, finderOf("paris"), room));
  expect(shown(100)).toBe("…in the weather of [Paris] in spring, in [Paris]");
  expect(shown(100, false)).toBe("in the weather of [Paris] in spring, in [Paris]");
  expect(shown(23, false)).toBe("in the weather of [Paris] in spring, in [Paris]");
  expect(shown(22, false)).toBe("…her of [Paris] in spring, in [Paris]");
  expect(shown(0)).toBe("…[Paris] in spring, in [Paris]");
});

it("marks the hit of an excerpt also where the page would not find it", () => {
  const excerpt = { cut: false, before: "a", hit: "b", after: "c" };
  expect(brackets(markExcerpt(excerpt, finderOf("/(x|y)+/"), 80))).toBe("a[b]c");
});
