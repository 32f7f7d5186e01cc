// A suggestion stands for the word that cannot be read, or for the whole text when it continues it.

import type { FilterProblem } from "../../../shared/filter/filter.ts";
import { parseFilter } from "../../../shared/filter/filter.ts";

/** The filter text with the suggestion taken; undefined when that is not readable either. */
export function mendedFilter(text: string, { at, suggestion }: FilterProblem): string | undefined {
  if (suggestion === undefined || suggestion.includes("…")) return undefined;
  const mended = suggestion.startsWith(text) ? suggestion : replaceWord(text, at, suggestion);
  return parseFilter(mended).ok ? mended : undefined;
}

function replaceWord(text: string, at: number, word: string): string {
  const before = /(?:^|[\s()])-?([^\s()]*)$/.exec(text.slice(0, at))?.[1] ?? "";
  const after = /^[^\s()]*/.exec(text.slice(at))?.[0] ?? "";
  return text.slice(0, at - before.length) + word + text.slice(at + after.length);
}
