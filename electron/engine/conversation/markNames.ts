// What marks are called, for people and in files.

import type { ItemMark } from "../../../shared/conversation.ts";
import type { Entry, Marks } from "../formats/conversationOperations.ts";
import { marks } from "../formats/conversationOperations.ts";
import { markTitles } from "../formats/markTitles.ts";
import type { Entries } from "./entries.ts";

/** In the fixed order of `markTitles`, whatever bits came first; a bit without a name is left out. */
export function markNames(given: Marks): readonly ItemMark[] {
  return markTitles.filter(([, mark]) => (given & mark) !== 0).map(([name]) => name);
}

/** With what is said of a call: that its result was made up, or that it has none. */
export function marksOfEntry(entries: Entries, entry: Entry): readonly ItemMark[] {
  const given =
    entries.marksOf(entry) | (entries.hasMadeUpResult(entry) && !entries.hasResult(entry) ? marks.madeUp : 0);
  const names = markNames(given);
  return entries.sort(entry) === "call" && !entries.hasResult(entry) ? [...names, "open"] : names;
}

/** The first mark of several: what a hidden item is counted as. */
export function firstMark(given: Marks): ItemMark {
  return markTitles.find(([, mark]) => (given & mark) !== 0)?.[0] ?? "repeated";
}
