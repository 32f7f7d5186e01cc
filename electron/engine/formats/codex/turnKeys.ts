// The key of a message or call in its turn, made of bytes that lie in a record: as `keyIn` makes it of texts.

import type { TextBytes } from "../../paging/textIds.ts";

/** Longer than any id that is handed over as bytes, with a number before it. */
const mostBytes = 4096;
const longestNumber = 12;
const zero = 0x30;
const minus = 0x2d;
const space = 0x20;

/** One key at a time: the last one is valid until the next is made. */
export class TurnKey implements TextBytes {
  readonly bytes = new Uint8Array(mostBytes);
  readonly at = 0;
  length = 0;

  /** Undefined: the id is too long for it. */
  of(turn: number, id: TextBytes): TextBytes | undefined {
    if (id.length > mostBytes - longestNumber) return undefined;
    let end = this.#write(turn);
    this.bytes[end++] = space;
    const { bytes, at, length } = id;
    for (let n = 0; n < length; n++) this.bytes[end++] = bytes[at + n] ?? 0;
    this.length = end;
    return this;
  }

  /** Gives where the number ends. */
  #write(turn: number): number {
    let end = 0;
    if (turn < 0) this.bytes[end++] = minus;
    let left = Math.abs(turn);
    for (let most = 10; most <= left; most *= 10) end++;
    const behind = end + 1;
    for (; end >= (turn < 0 ? 1 : 0); end--) {
      this.bytes[end] = zero + (left % 10);
      left = Math.trunc(left / 10);
    }
    return behind;
  }
}
