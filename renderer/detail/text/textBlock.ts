// Raw text by byte position. The record is cut into blocks at fixed bytes and into rows of as many bytes as the pane
// has columns, so any row of a record of any length is found by arithmetic. A row shows the characters that *begin* in
// it: every character is in exactly one row, whole.

import type { TextSlice } from "../../../shared/rows.ts";
import { blockBytes } from "../blocks/recordBlocks.ts";

/** The text of `blockBytes` of the record, with where each byte stands in it. */
export interface TextBlock {
  /** First byte. */
  readonly from: number;
  readonly text: string;
  /** For each byte from `from` on, and one more: the UTF-16 unit of the first character that begins there or later. */
  readonly units: Uint32Array;
}

/** Block `number`, from a slice that covers its `blockRange`. */
export function makeBlock(number: number, slice: TextSlice): TextBlock {
  const from = number * blockBytes;
  const bytes = Math.min(blockBytes, slice.end - from);
  const units = new Uint32Array(bytes + 1);
  let surplus = surplusBytes(slice);
  let byte = slice.from - from;
  let unit = 0;
  let filled = 0;
  while (filled <= bytes) {
    if (byte >= filled) units.fill(unit, filled, byte + 1);
    filled = Math.max(filled, byte + 1);
    if (unit >= slice.text.length) break;
    const code = slice.text.codePointAt(unit) ?? 0;
    let size = utf8Size(code);
    if (code === 0xfffd && surplus > 0) {
      const less = Math.min(2, surplus);
      size -= less;
      surplus -= less;
    }
    byte += size;
    unit += code > 0xffff ? 2 : 1;
  }
  units.fill(unit, Math.min(filled, bytes + 1));
  return { from, text: slice.text, units };
}

/** The characters that begin in bytes `from` to `to` of the record, as far as they lie in this block. */
export function textBetween({ from: start, text, units }: TextBlock, from: number, to: number): string {
  const last = units.length - 1;
  const at = (byte: number) => units[Math.max(0, Math.min(last, byte - start))] ?? 0;
  return text.slice(at(from), at(to));
}

/**
 * Bytes that are not UTF-8 were decoded to U+FFFD, which stands for one to three of them, while the character itself
 * takes three. This is how many bytes fewer the text took than it would take encoded. The first replacements are counted
 * as the short ones: right for a slice that begins inside a character, and for bytes of another encoding.
 */
function surplusBytes({ text, from, next }: TextSlice): number {
  let encoded = 0;
  for (const character of text) encoded += utf8Size(character.codePointAt(0) ?? 0);
  return Math.max(0, encoded - (next - from));
}

function utf8Size(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
