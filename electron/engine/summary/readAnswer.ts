// The text of an answer, as much of it as a summary shows.

import { shownAnswerBytes } from "../../../shared/limits.ts";
import type { Summary } from "../../../shared/summary.ts";
import type { Entries } from "../conversation/entries.ts";
import { giveBackCondenser, takeCondenser } from "../formats/condense.ts";
import { cutText, valueAt } from "../formats/condensedValue.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import { meantIn } from "../formats/spoken.ts";
import { spokenWords } from "../formats/spokenWords.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { readStringText } from "../scanner/stringText.ts";
import type { Source } from "../source/source.ts";

/** Bytes that are read at once of a long piece. */
const sliceBytes = 32 * 1024;

/** Pieces that do not go on the one before them stand apart by an empty line. */
export function readAnswer(
  source: Source,
  entries: Entries,
  message: Entry,
  most: number = shownAnswerBytes,
): Summary["result"] {
  const condenser = takeCondenser();
  const window = new ByteWindow(source);
  let text = "";
  let shown = 0;
  let bytes = 0;
  const add = (part: string): void => {
    const size = Buffer.byteLength(part);
    bytes += size;
    if (shown >= most) return;
    const kept = size <= most - shown ? part : wholeCharacters(part, most - shown);
    text += kept;
    shown += Buffer.byteLength(kept);
    if (kept !== part) shown = most;
  };
  let first = true;
  for (const { sort, offset, length, path, continues, spoken } of entries.pieces.of(message)) {
    if (sort !== "text") continue;
    if (!first && !continues) add("\n\n");
    first = false;
    const value = valueAt(condenser.read(source, { offset, length }).value, ...path);
    const cut = cutText(value);
    if (typeof value === "string") {
      add((spoken === undefined ? undefined : meantIn(value, spoken)) ?? value);
    } else if (cut !== undefined) {
      // Its quotes belong to the range that the reader of strings takes.
      const range = { offset: cut.range.offset - 1, length: cut.range.length + 2 };
      const words = spokenWords(window, range, spoken);
      if (words !== undefined) {
        add(words);
        continue;
      }
      for (let from = cut.range.offset; from < cut.range.offset + cut.range.length; ) {
        const slice = readStringText(window, range, from, sliceBytes);
        add(slice.text);
        if (slice.next <= from) break;
        from = slice.next;
      }
    }
  }
  giveBackCondenser(condenser);
  return { text, bytes, cut: bytes > Buffer.byteLength(text) };
}

/** As much of a text as is shown; `bytes` is the length of all of it. */
export function shownAnswer(text: string, bytes: number): NonNullable<Summary["result"]> {
  const shown = Buffer.byteLength(text) <= shownAnswerBytes ? text : wholeCharacters(text, shownAnswerBytes);
  return { text: shown, bytes, cut: bytes > Buffer.byteLength(shown) };
}

function wholeCharacters(text: string, bytes: number): string {
  const cut = Buffer.from(text).subarray(0, bytes);
  let end = cut.length;
  while (end > 0 && ((Buffer.from(text)[end] ?? 0) & 0xc0) === 0x80) end--;
  return cut.subarray(0, end).toString("utf8");
}
