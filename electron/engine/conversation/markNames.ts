// What marks are called, for people and in files.

import type { ItemMark } from "../../../shared/conversation.ts";
import type { Entry, Marks } from "../formats/conversationOperations.ts";
import { marks } from "../formats/conversationOperations.ts";
import type { Entries } from "./entries.ts";

const named: readonly (readonly [ItemMark, Marks])[] = [
  ["inherited", marks.inherited],
  ["undone", marks.undone],
  ["repeated", marks.repeated],
  ["injected", marks.injected],
  ["made up", marks.madeUp],
  ["summary", marks.summary],
  ["cut", marks.cut],
  ["late", marks.late],
  ["sub-agent", marks.sidechain],
];

/** In the fixed order of the list above, whatever bits came first; a bit without a name is left out. */
export function markNames(given: Marks): readonly ItemMark[] {
  return named.filter(([, mark]) => (given & mark) !== 0).map(([name]) => name);
}

/** With what is said of a call: that its result was made up, or that it has none. */
export function marksOfEntry(entries: Entries, entry: Entry): readonly ItemMark[] {
  const given =
    entries.marksOf(entry) | (entries.hasMadeUpResult(entry) && !entries.hasResult(entry) ? marks.madeUp : 0);
  const names = markNames(given);
  return entries.sort(entry) === "call" && !entries.hasResult(entry) ? [...names, "open"] : names;
}

/** The bits of all names; a name that stands for no bit, such as "open", adds none. */
export function marksNamed(names: readonly ItemMark[]): Marks {
  return named.filter(([name]) => names.includes(name)).reduce((all, [, mark]) => all | mark, 0);
}

/** The first mark of several: what a hidden item is counted as. */
export function firstMark(given: Marks): ItemMark {
  return named.find(([, mark]) => (given & mark) !== 0)?.[0] ?? "repeated";
}
