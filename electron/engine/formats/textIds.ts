// Message ids, tool call ids and names as small numbers, equal for equal texts, from 1 on. Texts that the scanner has
// interned stay with the scanner: an open hash table over the numbers is all that is added to them, about 20 bytes each.

import { GrowingInts } from "./growing.ts";

/** Gives the text behind a number that the scanner handed out. */
export type ScannedText = (scanned: number) => string;

export class TextIds {
  readonly #scannedText: ScannedText;
  /** By id: the scanner's number, or -1 - the position in `#others`. */
  readonly #origin = new GrowingInts();
  readonly #hash = new GrowingInts();
  readonly #others: string[] = [];
  /** By the scanner's number: our id. */
  readonly #ofScanned = new GrowingInts();
  #table = new Int32Array(1024);
  #count = 0;

  constructor(scannedText: ScannedText) {
    this.#scannedText = scannedText;
  }

  /** The id of a text that the scanner has interned. */
  ofScanned(scanned: number): number {
    const known = this.#ofScanned.get(scanned);
    if (known !== 0) return known;
    const id = this.#find(this.#scannedText(scanned), scanned);
    this.#ofScanned.set(scanned, id);
    return id;
  }

  ofText(text: string): number {
    return this.#find(text, 0);
  }

  /** The id of a text, or 0 when nobody has asked for it before. */
  known(text: string): number {
    return this.#table[this.#slotOf(text, hashOf(text))] ?? 0;
  }

  text(id: number): string {
    const origin = this.#origin.get(id);
    return origin < 0 ? (this.#others[-1 - origin] ?? "") : this.#scannedText(origin);
  }

  #find(text: string, scanned: number): number {
    const hash = hashOf(text);
    const slot = this.#slotOf(text, hash);
    const known = this.#table[slot] ?? 0;
    if (known !== 0) return known;
    const id = ++this.#count;
    this.#table[slot] = id;
    this.#hash.set(id, hash);
    this.#origin.set(id, scanned === 0 ? -this.#others.push(text) : scanned);
    if (this.#count * 2 > this.#table.length) this.#grow();
    return id;
  }

  /** The slot that holds the text, or the free one where it belongs. */
  #slotOf(text: string, hash: number): number {
    const mask = this.#table.length - 1;
    let slot = hash & mask;
    for (;;) {
      const id = this.#table[slot] ?? 0;
      if (id === 0 || (this.#hash.get(id) === hash && this.text(id) === text)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let id = 1; id <= this.#count; id++) {
      let slot = this.#hash.get(id) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = id;
    }
    this.#table = table;
  }
}

/** FNV-1a over UTF-16 units, mixed so that the low bits are good. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) | 0;
}
