import { describe, expect, it } from "vitest";
import { parseFilter, printFilter } from "./filter.ts";
import { filterTerms, withoutTerm } from "./filterTerms.ts";

const textsOf = (text: string) => filterTerms(text).map((term) => term.text);

describe("terms", () => {
  it.each([
    ["", []],
    ["  ", []],
    ["kind:A", ["kind:A"]],
    ["kind:A,B  is:error timeout", ["kind:A,B", "is:error", "timeout"]],
    ['-kind:RAW NOT "two words" --resume', ["-kind:RAW", 'NOT "two words"', "--resume"]],
    ["kind:RUN_* AND kind:*ERROR", ["kind:RUN_*", "kind:*ERROR"]],
    ["(rain OR storm) -(a b) /x y/i", ["(rain OR storm)", "-(a b)", "/x y/i"]],
    ["a OR b c", ["a OR b c"]],
    [" a OR b ", ["a OR b"]],
    ['"unclosed', []],
  ])("of %s are %j", (text, terms) => expect(textsOf(text)).toEqual(terms));

  it("say where they stand", () => {
    const text = "  kind:A   -b ";
    for (const { from, to, text: written } of filterTerms(text)) expect(text.slice(from, to)).toBe(written);
  });
});

describe("without a term", () => {
  it.each([
    ["kind:A  is:error timeout", "is:error", "kind:A timeout"],
    ["kind:A  is:error timeout", "kind:A", "is:error timeout"],
    ["kind:A  is:error timeout", "timeout", "kind:A  is:error"],
    ["kind:RUN_* AND kind:*ERROR", "kind:*ERROR", "kind:RUN_*"],
    ["kind:RUN_* AND kind:*ERROR", "kind:RUN_*", "kind:*ERROR"],
    ["a AND b AND c", "b", "a AND c"],
    ["a OR b", "a OR b", ""],
    ["a", "a", ""],
    ["a", "b", "a"],
    ["a a", "a", "a"],
  ])("%s loses %s", (text, term, left) => expect(withoutTerm(text, term)).toBe(left));

  it.each(["kind:A b", "(a OR b) -c d", 'NOT "x y" AND is:error case:Q', "--a -b /c/ -(d e)"])(
    "the others of %s mean what they meant",
    (text) => {
      const terms = textsOf(text);
      for (const term of terms) {
        const left = withoutTerm(text, term);
        expect(textsOf(left)).toEqual(terms.filter((other) => other !== term));
        const parsed = parseFilter(left);
        expect(parsed.ok && printFilter(parsed.value)).not.toBe(false);
      }
    },
  );
});
