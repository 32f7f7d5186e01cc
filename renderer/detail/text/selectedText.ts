// What a selection in the raw text stands for. Rows are drawn apart, and hidden characters as marks; what goes to the
// clipboard is the record's own text, without a line break that is not in it.

import { visibleText } from "../../data/visibleText.ts";

/** A place in a drawn row: characters of the text as it is shown, from the row's start. */
export interface DrawnPlace {
  readonly row: number;
  readonly at: number;
}

/** `rawRow`: the characters that a row shows, as they are; undefined when they are not at hand. */
export function selectedText(
  start: DrawnPlace,
  end: DrawnPlace,
  rawRow: (row: number) => string | undefined,
): string | undefined {
  let text = "";
  for (let row = start.row; row <= end.row; row += 1) {
    const raw = rawRow(row);
    if (raw === undefined) return undefined;
    const from = row === start.row ? rawIndex(raw, start.at) : 0;
    const to = row === end.row ? rawIndex(raw, end.at) : raw.length;
    text += raw.slice(from, to);
  }
  return text;
}

/** Where in a text the character stands that begins `at` characters into what is shown of it. */
function rawIndex(raw: string, at: number): number {
  let shown = 0;
  let index = 0;
  for (const character of raw) {
    if (shown >= at) break;
    shown += visibleText(character).length;
    index += character.length;
  }
  return index;
}
