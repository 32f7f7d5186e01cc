// A text of a record where it lies in memory, without one being made of it.

import type { TextBytes } from "../paging/textIds.ts";
import { backslash } from "../scanner/jsonBytes.ts";

/** Valid for as long as nothing else is pointed at. */
export class PointedBytes implements TextBytes {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  length = 0;

  point(bytes: Uint8Array, at: number, length: number): this {
    this.bytes = bytes;
    this.at = at;
    this.length = length;
    return this;
  }
}

/** At most `length` bytes of an escaped text, such that neither an escape nor a character is cut: as assembly/condense.ts cuts. */
export function wholeCharacters(text: Uint8Array, length: number): number {
  let end = length;
  while (end > 0 && end > length - 4 && ((text[end] ?? 0) & 0xc0) === 0x80) end--;
  for (let back = 1; back <= 5 && back <= end; back++) {
    if (text[end - back] !== backslash) continue;
    let run = 1;
    while (run < end - back + 1 && text[end - back - run] === backslash) run++;
    const reach = text[end - back + 1] === 0x75 ? 6 : 2;
    return run % 2 === 1 && back < reach ? end - back : end;
  }
  return end;
}
