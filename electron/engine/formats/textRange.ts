// Judges the text of a string value in the source, of any length, in steps.

import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import type { TextVerdict } from "./rawText.ts";
import { cutBetweenCharacters, judgeText } from "./rawText.ts";

/** Judges a JSON string (its range includes the quotes); yields between chunks. */
export function* judgeRange(window: ByteWindow, { offset, length }: ByteRange): Generator<undefined, TextVerdict> {
  const end = offset + length - 1;
  let verdict: TextVerdict = "fine";
  for (let at = offset + 1; at < end; ) {
    const bytes = window.view(at, end - at);
    if (bytes.length === 0) return "broken";
    const part = at + bytes.length < end ? bytes.subarray(0, cutBetweenCharacters(bytes)) : bytes;
    const found = judgeText(part);
    if (found === "broken" || part.length === 0) return "broken";
    if (found === "damaged") verdict = "damaged";
    at += part.length;
    if (at < end) yield;
  }
  return verdict;
}
