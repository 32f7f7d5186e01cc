import fc from "fast-check";
import { expect, it } from "vitest";
import { portableRegex } from "./portableRegex.ts";

/** The first match, as JavaScript finds it. */
function found(pattern: string, text: string, ignoreCase = false): string | undefined {
  const portable = portableRegex({ pattern });
  if (portable === undefined) throw new Error(`${pattern} is not portable`);
  return new RegExp(portable.source, ignoreCase ? "giu" : "gu").exec(text)?.[0];
}

it.each([
  ["time.?out", "a time-out b", "time-out"],
  ["exit code [1-9]\\d*", "exit code 0, exit code 17", "exit code 17"],
  ["(?:err|warn)(ing)?:", "warning: x", "warning:"],
  ["a.*?b", "xaabb", "aab"],
  ["\\bno\\b", "not no", "no"],
  ["\\x41\\u{42}\\u0043", "ABC", "ABC"],
  ['"type":"RAW"', '{"type":"RAW"}', '"type":"RAW"'],
  ["a/b\\/c", "a/b/c", "a/b/c"],
  ["\\w+", "é1_", "é1_"],
  ["\\d{2,3}", "a1234", "123"],
  ["[^a-c\\s]{2}", "ab xyz", "xy"],
  ["\\d", "٣", "٣"],
  ["x]", "x]", "x]"],
  ["nothing", "something", undefined],
])("%s in %s is %s", (pattern, text, match) => expect(found(pattern, text)).toBe(match));

it("ignores case as ripgrep does", () => {
  expect(found("straße K", "STRAẞE \u212a", true)).toBe("STRAẞE \u212a");
});

it.each([
  ["an anchor", "^a"],
  ["an end", "a$"],
  ["a look ahead", "a(?=b)"],
  ["a flag", "(?i)a"],
  ["a named group", "(?P<x>a)"],
  ["a property", "\\p{Greek}"],
  ["a named class", "[[:alpha:]]"],
  ["an operator in a class", "[a-z&&[^b]]"],
  ["a first dash in a class", "[-a]"],
  ["a line break", "\\n"],
  ["a back reference", "(a)\\1"],
  ["another boundary", "\\B"],
  ["an open group", "(a"],
  ["a closing one too many", "a)"],
  ["a repeated group", "(a|b)+"],
  ["a repetition repeated", "(a*)*"],
  ["two repetitions of one", "a*+"],
  ["many choices", `${"a?".repeat(30)}${"a".repeat(30)}`],
  ["three open repetitions", "a.*b.*c.*d"],
])("leaves alone %s", (_name, pattern) => expect(portableRegex({ pattern })).toBeUndefined());

it("bounds what it takes: the more it may try, the less text it is given", () => {
  const reach = (pattern: string) => portableRegex({ pattern })?.reach ?? 0;
  expect(reach("abc")).toBeGreaterThan(100_000);
  expect(reach("a.*b")).toBeLessThan(1000);
  expect(reach("a.*b")).toBeGreaterThan(300);
  expect(reach("(a|b).*c")).toBeLessThan(reach("a.*c"));
});

it("reads any text without an exception, and what it takes is an expression", () => {
  const signs = fc.constantFrom(..."ab1 .*+?{}()[]|\\-^$&~/,:xuwdsbp".split(""));
  fc.assert(
    fc.property(fc.string({ unit: signs, maxLength: 14 }), (pattern) => {
      const portable = portableRegex({ pattern });
      if (portable !== undefined) new RegExp(portable.source, "giu").exec("ab1 ab");
    }),
    { numRuns: 3000 },
  );
});
