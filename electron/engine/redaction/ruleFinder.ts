// A rule of the user's own. It may be any regular expression, and the text is hostile: RE2 takes a time that grows with the
// text alone.

import { MatcherInput, RE2JS } from "re2js";
import type { Finder, OnFound } from "./finder.ts";
import type { PlainText } from "./plainText.ts";
import type { UserRule } from "./userRules.ts";

/** Throws when the pattern is none; `readUserRules` has tried it. */
export function createRuleFinder(rule: UserRule, kind: number): () => Finder {
  const pattern = compileRule(rule);
  return () => ({
    find: (text, from, until, onFound) => findAll(pattern, kind, text, from, until, onFound),
  });
}

export function compileRule({ pattern, text }: Pick<UserRule, "pattern" | "text">): RE2JS {
  return RE2JS.compile(pattern ?? RE2JS.quote(text ?? ""));
}

function findAll(pattern: RE2JS, kind: number, text: PlainText, from: number, until: number, onFound: OnFound): number {
  const matcher = pattern.matcher(MatcherInput.utf8(text.bytes.subarray(0, text.length)));
  let at = from;
  while (at < until && matcher.find(at)) {
    const [start, end] = [matcher.start(), matcher.end()];
    if (start >= until) return until;
    if (end > start) onFound(kind, start, end);
    at = Math.max(end, start + 1);
  }
  return Math.max(at, until);
}
