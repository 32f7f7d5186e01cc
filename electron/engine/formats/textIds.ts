// Message ids, tool call ids and names as small numbers, equal for equal texts, from 1 on. Every message of a log has such
// texts, so each takes little more than its bytes: they stand in blocks one behind the other, and an open hash table of
// numbers finds them (about 12 bytes beside the text). Nothing is made for a text that is known: its bytes are compared
// where they lie.

import { GrowingInts } from "./growing.ts";

/** Texts of more bytes have no number: 0. */
export const longestText = 16 * 1024;
const blockBytes = 64 * 1024;
const headBytes = 2;
/** Set in the length of a text that is no proper Unicode, and stands as UTF-16. */
const utf16 = 0x8000;

export class TextIds {
  readonly #blocks: Uint8Array[] = [];
  /** Where the next text goes. */
  #end = blockBytes;
  /** By id: where its bytes stand, as block number times block size plus offset. In front of them is their length. */
  readonly #place = new GrowingInts();
  #table = new Int32Array(1024);
  #count = 0;
  /** The text that was asked for last: mostly it is asked for again. */
  readonly #last = new LastText();

  /** The id of the ASCII text whose bytes are [at, at + length); -1 when they are not ASCII: then ask with the text. */
  ofBytes(bytes: Uint8Array, at: number, length: number): number {
    return this.#ofBytes(bytes, at, length, true);
  }

  /** The same, but 0 when nobody has asked for it before. */
  knownBytes(bytes: Uint8Array, at: number, length: number): number {
    return this.#ofBytes(bytes, at, length, false);
  }

  #ofBytes(bytes: Uint8Array, at: number, length: number, isNew: boolean): number {
    if (length > longestText) return 0;
    if (this.#last.is(bytes, at, length)) return this.#last.id;
    let all = 0;
    for (let i = at; i < at + length; i++) all |= bytes[i] ?? 0;
    if (all >= 0x80) return -1;
    const known = this.#table[this.#slotOf(bytes, at, length, length)] ?? 0;
    const id = known === 0 && isNew ? this.#find(bytes, at, length, length) : known;
    if (id !== 0) this.#last.set(id, bytes, at, length);
    return id;
  }

  ofText(text: string): number {
    const bytes = encode(text);
    if (bytes.length > longestText) return 0;
    return this.#find(bytes, 0, bytes.length, headOf(text, bytes));
  }

  /** The id of a text, or 0 when nobody has asked for it before. */
  known(text: string): number {
    const bytes = encode(text);
    if (bytes.length > longestText) return 0;
    return this.#table[this.#slotOf(bytes, 0, bytes.length, headOf(text, bytes))] ?? 0;
  }

  text(id: number): string {
    const place = this.#place.get(id);
    const block = this.#blocks[Math.floor(place / blockBytes)];
    if (id === 0 || block === undefined) return "";
    const at = place % blockBytes;
    const head = this.#headAt(block, at);
    const bytes = Buffer.from(block.buffer, block.byteOffset + at + headBytes, head & ~utf16);
    return bytes.toString((head & utf16) === 0 ? "utf8" : "utf16le");
  }

  #find(bytes: Uint8Array, at: number, length: number, head: number): number {
    const slot = this.#slotOf(bytes, at, length, head);
    const known = this.#table[slot] ?? 0;
    if (known !== 0) return known;
    const id = ++this.#count;
    this.#table[slot] = id;
    this.#place.set(id, this.#keep(bytes, at, length, head));
    if (this.#count * 3 > this.#table.length * 2) this.#grow();
    return id;
  }

  #keep(bytes: Uint8Array, at: number, length: number, head: number): number {
    let block = this.#blocks.at(-1);
    if (block === undefined || this.#end + headBytes + length > blockBytes) {
      block = new Uint8Array(blockBytes);
      this.#blocks.push(block);
      this.#end = 0;
    }
    const place = (this.#blocks.length - 1) * blockBytes + this.#end;
    block[this.#end] = head & 0xff;
    block[this.#end + 1] = head >>> 8;
    block.set(bytes.subarray(at, at + length), this.#end + headBytes);
    this.#end += headBytes + length;
    return place;
  }

  /** The slot that holds the text, or the free one where it belongs. */
  #slotOf(bytes: Uint8Array, at: number, length: number, head: number): number {
    const mask = this.#table.length - 1;
    let slot = hashOf(bytes, at, length) & mask;
    for (;;) {
      const id = this.#table[slot] ?? 0;
      if (id === 0 || this.#isAt(id, bytes, at, length, head)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  /** Whether the text of an id has these bytes. */
  #isAt(id: number, bytes: Uint8Array, at: number, length: number, head: number): boolean {
    const place = this.#place.get(id);
    const block = this.#blocks[Math.floor(place / blockBytes)];
    if (id === 0 || block === undefined) return false;
    const start = (place % blockBytes) + headBytes;
    if (this.#headAt(block, start - headBytes) !== head) return false;
    // Ids often begin alike and differ at their end.
    for (let i = length - 1; i >= 0; i--) if (block[start + i] !== bytes[at + i]) return false;
    return true;
  }

  #headAt(block: Uint8Array, at: number): number {
    return (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let id = 1; id <= this.#count; id++) {
      const place = this.#place.get(id);
      const block = this.#blocks[Math.floor(place / blockBytes)];
      if (block === undefined) continue;
      const at = place % blockBytes;
      let slot = hashOf(block, at + headBytes, this.#headAt(block, at) & ~utf16) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = id;
    }
    this.#table = table;
  }
}

/** Compares with one short text, four bytes at a time. */
class LastText {
  id = 0;
  #length = -1;
  readonly #own = new DataView(new ArrayBuffer(128));
  /** A view of the bytes that come, which mostly are the same memory. */
  #view: DataView = new DataView(new ArrayBuffer(0));
  #bytes: Uint8Array | undefined;

  is(bytes: Uint8Array, at: number, length: number): boolean {
    if (length !== this.#length) return false;
    if (bytes !== this.#bytes) this.#look(bytes);
    const words = length & ~3;
    let i = 0;
    for (; i < words; i += 4) if (this.#own.getUint32(i) !== this.#view.getUint32(at + i)) return false;
    for (; i < length; i++) if (this.#own.getUint8(i) !== this.#view.getUint8(at + i)) return false;
    return true;
  }

  set(id: number, bytes: Uint8Array, at: number, length: number): void {
    if (length > this.#own.byteLength) return;
    this.id = id;
    this.#length = length;
    for (let i = 0; i < length; i++) this.#own.setUint8(i, bytes[at + i] ?? 0);
  }

  #look(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

function encode(text: string): Uint8Array {
  return Buffer.from(text, text.isWellFormed() ? "utf8" : "utf16le");
}

function headOf(text: string, bytes: Uint8Array): number {
  return text.isWellFormed() ? bytes.length : bytes.length | utf16;
}

/** FNV-1a, mixed so that the low bits are good. */
function hashOf(bytes: Uint8Array, at: number, length: number): number {
  let hash = 0x811c9dc5 ^ length;
  for (let i = at; i < at + length; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
