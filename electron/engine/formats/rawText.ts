// Judges the raw text of JSON strings before it is copied unread: pieces of many records are joined to one string, and one
// piece that is no valid string text would spoil all of them.

import { isUtf8 } from "node:buffer";
import { backslash } from "../scanner/jsonBytes.ts";

/** `damaged`: valid but for bytes that are not UTF-8, which read as U+FFFD. `broken`: no JSON string. */
export type TextVerdict = "fine" | "damaged" | "broken";

const letterU = 0x75;
const space = 0x20;

/** What may follow a backslash, beside `u` and four digits. */
const isEscape = new Uint8Array(256);
for (const letter of '"\\/bfnrt') isEscape[letter.charCodeAt(0)] = 1;

const isHexDigit = new Uint8Array(256);
for (const digit of "0123456789abcdefABCDEF") isHexDigit[digit.charCodeAt(0)] = 1;

/** Judges a whole text, as it stands between its quotes: the bytes [from, to). */
export function judgeText(bytes: Uint8Array, from = 0, to = bytes.length): TextVerdict {
  let all = 0;
  let i = from;
  while (i < to) {
    const byte = bytes[i] ?? 0;
    if (byte < space) return "broken";
    all |= byte;
    i++;
    if (byte !== backslash) continue;
    const letter = i < to ? (bytes[i] ?? 0) : 0;
    i++;
    if (isEscape[letter] === 1) continue;
    if (letter !== letterU || i + 4 > to) return "broken";
    for (const end = i + 4; i < end; i++) if (isHexDigit[bytes[i] ?? 0] !== 1) return "broken";
  }
  return all < 0x80 || isUtf8(bytes.subarray(from, to)) ? "fine" : "damaged";
}

/** Where to cut the bytes so that neither an escape nor a UTF-8 sequence is torn; `bytes` begin between characters. */
export function cutBetweenCharacters(bytes: Uint8Array): number {
  let end = bytes.length;
  for (let back = 1; back <= 5 && back <= bytes.length; back++) {
    if (bytes[end - back] !== backslash) continue;
    let run = 1;
    while (bytes[end - back - run] === backslash) run++;
    const isOpen = run % 2 === 1 && (back === 1 || (bytes[end - back + 1] === letterU && back < 6));
    if (isOpen) end -= back;
    break;
  }
  let start = end;
  while (start > 0 && end - start < 3 && isContinuation(bytes[start - 1])) start--;
  const lead = bytes[start - 1] ?? 0;
  const wanted = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return end - start + 1 < wanted ? start - 1 : end;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
