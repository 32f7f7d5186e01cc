// What marks are called, for people and in files.

import type { ItemMark } from "../../../shared/conversation.ts";
import type { Marks } from "./conversationOperations.ts";
import { marks } from "./conversationOperations.ts";

/** In the order in which they are told. */
export const markTitles: readonly (readonly [ItemMark, Marks])[] = [
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

/** The bits of all names; a name that stands for no bit, such as "open", adds none. */
export function marksNamed(names: readonly string[]): Marks {
  return markTitles.filter(([name]) => names.includes(name)).reduce((all, [, mark]) => all | mark, 0);
}
