// Which kinds of records mean that something went wrong. A format lists its own; for any other log, the words in a kind's
// name tell: `tool_error`, `ToolError` and `RUN_ERROR` do, `terror`, `errorless` and `no_error` do not.

import { kindMatcher } from "../../../shared/filter/namePattern.ts";
import type { Format } from "./format.ts";

const errorWords: ReadonlySet<string> = new Set([
  ...["error", "errors", "err", "fatal", "critical", "crit", "emergency", "emerg", "panic", "severe", "exception"],
]);
/** In front of such a word, they say the opposite. */
const negations: ReadonlySet<string> = new Set(["no", "non", "not", "without", "zero"]);

/** Whether a kind is an error in a transcript of this format. */
export function errorKindsOf({ errorKinds }: Pick<Format, "errorKinds">): (kind: string) => boolean {
  return errorKinds === undefined ? namesError : kindMatcher(errorKinds);
}

export function namesError(kind: string): boolean {
  const words = wordsOf(kind);
  return words.some((word, at) => errorWords.has(word) && !negations.has(words[at - 1] ?? ""));
}

/** Words end where letters do, or where a capital begins the next one. */
function wordsOf(name: string): readonly string[] {
  return (name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+/gu) ?? []).map((word) => word.toLowerCase());
}
