// Short texts that were asked for lately, as bytes: mostly they are asked for again, a line's parent as the line before it, a
// call's id by its result. They are found without a hash of all of their bytes.

import { areSame, copyWords } from "./byteWords.ts";

const slots = 64;
const slotBits = 6;
/** Longer texts are not remembered. */
const longest = 64;
const noWords: DataView = new DataView(new ArrayBuffer(0));
const noNumbers: Int32Array = new Int32Array(0);

export class RecentBytes {
  /** Made when there is something to hold: a reading has hundreds of these, and most stay empty. */
  #words = noWords;
  /** One more than its length; 0: nothing stands there. */
  #lengths = noNumbers;
  #ids = noNumbers;

  /** Where a text would stand: by the bytes in which ids differ, since they end in counters, or are random all over. */
  slotOf(words: DataView, at: number, length: number): number {
    const end = length < 4 ? 0 : words.getInt32(at + length - 4);
    return Math.imul(end ^ length, 0x9e3779b1) >>> (32 - slotBits);
  }

  /** Whether it is the one that stands there. */
  is(slot: number, words: DataView, at: number, length: number): boolean {
    return this.#lengths[slot] === length + 1 && areSame(this.#words, slot * longest, words, at, length);
  }

  id(slot: number): number {
    return this.#ids[slot] ?? 0;
  }

  /** False: it is too long. */
  set(slot: number, id: number, words: DataView, at: number, length: number): boolean {
    if (length > longest) return false;
    if (this.#words === noWords) {
      this.#words = new DataView(new ArrayBuffer(slots * longest));
      this.#lengths = new Int32Array(slots);
      this.#ids = new Int32Array(slots);
    }
    this.#lengths[slot] = length + 1;
    this.#ids[slot] = id;
    copyWords(this.#words, slot * longest, words, at, length);
    return true;
  }
}
