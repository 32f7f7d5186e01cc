// Servers send the whole conversation again and again, each time a little longer. What a list has in common with the one
// before, byte for byte, need not be read again: it is compared, which costs a fraction.

import type { ByteRange, ByteWindow } from "../../scanner/byteWindow.ts";
import type { WalkCursor } from "../../scanner/jsonWalk.ts";
import { PackedMessages } from "./packedMessages.ts";

const comparedBytes = 64 * 1024;

export class ListMemory {
  /** Of the list that was read last. */
  readonly messages = new PackedMessages();
  /** The bytes of both lists are looked at in turn, so each has a window. */
  readonly #before: ByteWindow;
  #list: ByteRange | undefined;

  constructor(window: ByteWindow) {
    this.#before = window.another();
  }

  /** Keeps what a list has in common with the one before, and tells where it goes on; undefined: nothing is kept. */
  *begin(window: ByteWindow, list: ByteRange): Generator<undefined, WalkCursor | undefined> {
    const before = this.#list;
    this.#list = undefined;
    const common = before === undefined ? 0 : yield* this.#common(window, list, before);
    const index = this.messages.countWithin(common);
    this.messages.cut(index);
    return index === 0 ? undefined : { offset: list.offset + this.messages.endOf(index - 1), index };
  }

  /** Remembers a list, all of which was read. */
  note(list: ByteRange): void {
    this.#list = list;
  }

  /** How many bytes both lists begin with. */
  *#common(window: ByteWindow, list: ByteRange, before: ByteRange): Generator<undefined, number> {
    const length = Math.min(list.length, before.length);
    for (let at = 0; at < length; ) {
      const wanted = Math.min(comparedBytes, length - at);
      const bytes = window.view(list.offset + at, wanted);
      const old = this.#before.view(before.offset + at, wanted);
      const compared = Math.min(bytes.length, old.length);
      if (compared === 0) return at;
      if (bytes.compare(old, 0, compared, 0, compared) !== 0) {
        let same = 0;
        while (bytes[same] === old[same]) same++;
        return at + same;
      }
      at += compared;
      yield;
    }
    return length;
  }
}
