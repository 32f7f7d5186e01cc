// Filters that the user keeps under a name. They are words of the user's own, and belong to no transcript.

import { beginningOf } from "../../shared/beginningOf.ts";

/**
 * Neither name nor text is empty, and no two of them share one. The text need not be readable: a later version may read
 * it.
 */
export interface SavedFilter {
  readonly name: string;
  readonly text: string;
}

/** The oldest give way to new ones. */
export const mostSavedFilters = 200;
/** UTF-16 units; a longer name is cut. */
export const longestFilterName = 100;
const longestFilter = 10_000;

/** With one more at the end; one of the same name, or of the same text, gives way to it, and so does the first of too many. */
export function withFilterSaved(all: readonly SavedFilter[], name: string, text: string): readonly SavedFilter[] {
  const saved = { name: beginningOf(name.trim(), longestFilterName) || shortName(text), text: text.trim() };
  return [...all.filter((one) => one.name !== saved.name && one.text !== saved.text), saved].slice(-mostSavedFilters);
}

/** All of them on both sides, so that the change can be undone later, when others have been made. */
export interface SavedFiltersChange {
  readonly before: readonly SavedFilter[];
  readonly after: readonly SavedFilter[];
}

/** What the change took away. */
export function goneOf({ before, after }: SavedFiltersChange): readonly SavedFilter[] {
  return before.filter((one) => !after.includes(one));
}

/** What was saved last, and what gave way to it. */
export function savingSentence(change: SavedFiltersChange): string {
  const name = change.after.at(-1)?.name ?? "";
  const [gone] = goneOf(change);
  if (gone === undefined) return `The filter is saved as “${name}”.`;
  if (gone.name === name) return `The filter is saved as “${name}”, in place of “${shortName(gone.text)}”.`;
  return `The filter is saved as “${name}”. “${gone.name}”, the oldest one, is gone: ${mostSavedFilters} are kept at most.`;
}

/** As it was before `change`, with all that was saved or removed since. */
export function withChangeUndone(all: readonly SavedFilter[], change: SavedFiltersChange): readonly SavedFilter[] {
  const { before, after } = change;
  let back = all.filter((one) => before.includes(one) || !after.includes(one));
  for (const gone of goneOf(change)) {
    const isThere = back.some(({ name, text }) => name === gone.name || text === gone.text);
    if (!isThere) back = back.toSpliced(before.indexOf(gone), 0, gone);
  }
  return back;
}

/** The one that says the same, letter for letter but for white space at its ends. */
export function savedFilterOf(all: readonly SavedFilter[], text: string): SavedFilter | undefined {
  return all.find((one) => one.text === text.trim());
}

/** What reads as saved filters of what was stored. */
export function readSavedFilters(stored: unknown): readonly SavedFilter[] {
  if (!Array.isArray(stored)) return [];
  let all: readonly SavedFilter[] = [];
  for (const { name, text } of stored.flatMap(savedFilterIn)) all = withFilterSaved(all, name, text);
  return all;
}

function savedFilterIn(stored: unknown): readonly SavedFilter[] {
  if (typeof stored !== "object" || stored === null || !("name" in stored) || !("text" in stored)) return [];
  const { name, text } = stored;
  if (typeof name !== "string" || typeof text !== "string") return [];
  return text.trim() === "" || text.length > longestFilter ? [] : [{ name, text }];
}

/** A filter that was given no name is called what it says. */
function shortName(text: string): string {
  const words = text.trim();
  return words.length <= longestFilterName ? words : `${beginningOf(words, longestFilterName - 1)}…`;
}
