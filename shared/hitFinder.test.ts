import { expect, it } from "vitest";
import { parseFilter } from "./filter/filter.ts";
import { createHitFinder } from "./hitFinder.ts";

function finderOf(filter: string) {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return createHitFinder(parsed.value);
}

/** The text with its hits in brackets. */
function marked(filter: string, text: string): string {
  let shown = "";
  let at = 0;
  for (const { from, to } of finderOf(filter).find(text)) {
    shown += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return shown + text.slice(at);
}

it.each([
  ["exit", "Exit code: exit", "[Exit] code: [exit]"],
  ["case:exit", "Exit code: exit", "Exit code: [exit]"],
  ["kind:A (code OR exit)", "exit code", "[exit] [code]"],
  ["exit -code", "exit code", "[exit] code"],
  ["-(-code)", "exit code", "exit [code]"],
  ["ab bc", "abcd", "[abc]d"],
  ['"a.b[c]-/"', "axb a.b[c]-/", "axb [a.b[c]-/]"],
  ["ÉCOLE", "école", "[école]"],
  ["café", "cafe\u0301 café", "[cafe\u0301] [café]"],
  ["cafe\u0301", "cafe\u0301 café cafe", "[cafe\u0301] [café] cafe"],
  ["kind:exit", "exit", "exit"],
])("%s in %s", (filter, text, expected) => expect(marked(filter, text)).toBe(expected));

it.each([
  ["café", '"caf\\u00e9", "Café"', '"[caf\\u00e9]", "[Café]"'],
  ['"say \\"hi\\""', '{"text":"say \\"hi\\""}', '{"text":"[say \\"hi\\"]"}'],
  ["😀", "a \\ud83d\\ude00 😀", "a [\\ud83d\\ude00] [😀]"],
  ['"a\\u000ab"', '"a\\nb", a⏎b', '"[a\\nb]", [a⏎b]'],
  ['"a\\nb"', '"a\\nb", a⏎b', '"[a\\nb]", a⏎b'],
  ["n", "\\\\n \\n", "\\\\[n] \\[n]"],
])("finds %s however it is spelled: %s", (filter, text, expected) => expect(marked(filter, text)).toBe(expected));

it.each([
  ["/e.it/", "Exit exit", "Exit [exit]"],
  ["/e.it/i", "Exit exit", "[Exit] [exit]"],
  ["/x*/", "axxb", "a[xx]b"],
  ["-/exit/", "exit", "exit"],
  ["/exit$/", "exit", "exit"],
])("finds the regular expression %s in %s", (filter, text, expected) => expect(marked(filter, text)).toBe(expected));

it("knows when there is nothing to find", () => {
  expect(["", "kind:RAW -error", "/(a|b)+/"].map((filter) => finderOf(filter).finds)).toEqual([false, false, false]);
  expect(["error", "kind:RAW /a/"].map((filter) => finderOf(filter).finds)).toEqual([true, true]);
});

it("gives an expression that may try many ways only the beginning of a text", () => {
  const long = `${"ab".repeat(50_000)} end`;
  expect(finderOf("/a.*end/").find(long)).toEqual([]);
  expect(finderOf("end").find(long)).toEqual([{ from: 100_001, to: 100_004 }]);
});
