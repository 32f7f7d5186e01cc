// Message ids, tool call ids and names as small numbers, equal for equal texts, from 1 on. Every message of a log has such
// texts, so each takes little more than its bytes, and they lie in pages: texts one behind the other, tables that find them
// (idTables.ts) beside. Texts are compared byte by byte, so no two are ever taken for one. Nothing is made for a text that is
// known.

import type { Archive } from "./archive.ts";
import { hashOf, isAscii, wordsOf } from "./byteWords.ts";
import { GrowingBytes, GrowingNumbers } from "./growing.ts";
import { GrowingText } from "./growingText.ts";
import { IdTables } from "./idTables.ts";
import { sharedPages } from "./pageCache.ts";
import { RecentBytes } from "./recentBytes.ts";

/** A text where it lies, so that none is made of it: UTF-8 without escapes, and valid only while it is handed over. */
export interface TextBytes {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly length: number;
}

/** What is only told apart from others. */
export type IdText = string | TextBytes;

/** Copies the bytes, so the text outlives the record. */
export function stringOf(text: IdText): string {
  if (typeof text === "string") return text;
  return Buffer.from(text.bytes.buffer, text.bytes.byteOffset + text.at, text.length).toString("utf8");
}

/** Texts of more bytes have no number: 0. */
export const longestText = 16 * 1024;
/** Texts that are known without a search, and the units of the longest of them: 64 KiB at most. */
const mostRecent = 256;
const longestRecent = 128;

/** `of…` adds what is new, `known…` does not. 0 is a text longer than `longestText`, or one that is not known. */
export class TextIds {
  #count = 0;
  /** So many are found by their texts. */
  #inTables = 0;
  readonly #tables: IdTables;
  readonly #text: GrowingText;
  /** By id: where its bytes end. They begin where those of the id before end. */
  readonly #end: GrowingNumbers;
  /** 1: no proper Unicode, and stands as UTF-16. */
  readonly #isUtf16: GrowingBytes;
  readonly #recentBytes = new RecentBytes();
  /** Where the text stands among these that was asked for in vain last, while nothing was added since; -1: nowhere. */
  #missingSlot = -1;
  readonly #recent = new Map<string, number>();
  /** The last of them. */
  #lastText: string | undefined;
  #lastId = 0;
  /** Was asked for in vain, and nothing was added since. */
  #missing: string | undefined;
  // The text that is looked for.
  #words: DataView = scratchWords;
  #at = 0;
  #length = 0;
  #hash = 0;
  #wide = 0;
  readonly #isWanted = (id: number): boolean => this.#is(id);

  constructor(cache = sharedPages) {
    this.#tables = new IdTables(cache);
    this.#text = new GrowingText(cache);
    this.#end = new GrowingNumbers(cache);
    this.#isUtf16 = new GrowingBytes(cache);
  }

  /** Pauses where it yields. */
  *archive(archive: Archive): Generator<undefined> {
    this.#count = archive.number(this.#count);
    yield* this.#text.archive(archive);
    for (const column of [this.#end, this.#isUtf16]) yield* column.archive(archive);
  }

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
    const words = wordsOf(bytes);
    const recent = this.#recentBytes;
    const slot = recent.slotOf(words, at, length);
    const isRecent = recent.is(slot, words, at, length);
    if (isRecent && recent.id(slot) !== 0) return recent.id(slot);
    const isMissing = isRecent && slot === this.#missingSlot;
    if (isMissing && !isNew) return 0;
    if (!isAscii(words, at, length)) return -1;
    this.#lookFor(words, at, length, 0);
    const known = isMissing ? 0 : this.#find();
    const id = known === 0 && isNew ? this.#add() : known;
    const isKept = recent.set(slot, id, words, at, length);
    if (id === 0 && isKept) this.#missingSlot = slot;
    return id;
  }

  of(text: IdText): number {
    if (typeof text === "string") return this.ofText(text);
    const id = this.ofBytes(text.bytes, text.at, text.length);
    return id < 0 ? this.ofText(stringOf(text)) : id;
  }

  /** The same, but 0 when nobody has asked for it before. */
  knownOf(text: IdText): number {
    if (typeof text === "string") return this.known(text);
    const id = this.knownBytes(text.bytes, text.at, text.length);
    return id < 0 ? this.known(stringOf(text)) : id;
  }

  ofText(text: string): number {
    if (text === this.#lastText) return this.#lastId;
    const recent = this.#recent.get(text);
    if (recent !== undefined) {
      this.#lastText = text;
      this.#lastId = recent;
      return recent;
    }
    if (!this.#lookForText(text)) return 0;
    const known = text === this.#missing ? 0 : this.#find();
    return this.#remember(text, known === 0 ? this.#add() : known);
  }

  /** The id of a text, or 0 when nobody has asked for it before. */
  known(text: string): number {
    const recent = this.#recent.get(text);
    if (recent !== undefined) return recent;
    if (text === this.#missing || !this.#lookForText(text)) return 0;
    const known = this.#find();
    if (known !== 0) return this.#remember(text, known);
    this.#missing = text;
    return 0;
  }

  text(id: number): string {
    if (id <= 0 || id > this.#count) return "";
    const from = this.#end.get(id - 1);
    const bytes = this.#text.read(from, this.#end.get(id) - from);
    return bytes.toString(this.#isUtf16.get(id) === 0 ? "utf8" : "utf16le");
  }

  /**
   * Copies a text of at most `most` bytes that JSON spells as it stands: ASCII, without quotes, backslashes and control characters.
   * Gives its length; -1: it is another one, and what stands behind `at` now is of no meaning.
   */
  copyPlain(id: number, target: Uint8Array, at: number, most: number): number {
    if (id <= 0 || id > this.#count || this.#isUtf16.get(id) !== 0) return -1;
    const from = this.#end.get(id - 1);
    const length = this.#end.get(id) - from;
    if (length > most) return -1;
    this.#text.copy(from, length, target, at);
    for (let i = at; i < at + length; i++) {
      const byte = target[i] ?? 0;
      if (byte < 0x20 || byte >= 0x7f || byte === 0x22 || byte === 0x5c) return -1;
    }
    return length;
  }

  #remember(text: string, id: number): number {
    this.#lastText = text;
    this.#lastId = id;
    if (text.length > longestRecent) return id;
    if (this.#recent.size >= mostRecent) this.#recent.clear();
    this.#recent.set(text, id);
    return id;
  }

  /** False when the text is too long. */
  #lookForText(text: string): boolean {
    if (text.length > longestText) return false;
    if (isCopiedAscii(text)) {
      this.#lookFor(scratchWords, 0, text.length, 0);
      return true;
    }
    const wide = text.isWellFormed() ? 0 : 1;
    const length = scratch.write(text, 0, wide === 0 ? "utf8" : "utf16le");
    if (length > longestText) return false;
    this.#lookFor(scratchWords, 0, length, wide);
    return true;
  }

  #lookFor(words: DataView, at: number, length: number, wide: number): void {
    this.#words = words;
    this.#at = at;
    this.#length = length;
    this.#wide = wide;
    this.#hash = hashOf(words, at, length);
  }

  #find(): number {
    while (this.#inTables < this.#count) this.#putInTables(this.#inTables + 1);
    return this.#tables.find(this.#hash, this.#isWanted);
  }

  #is(id: number): boolean {
    const from = this.#end.get(id - 1);
    return (
      this.#end.get(id) - from === this.#length &&
      this.#isUtf16.get(id) === this.#wide &&
      this.#text.is(from, this.#words, this.#at, this.#length)
    );
  }

  #add(): number {
    // Perhaps it is this one.
    this.#missing = undefined;
    this.#missingSlot = -1;
    this.#text.appendWords(this.#words, this.#at, this.#length);
    const id = ++this.#count;
    this.#end.set(id, this.#text.length);
    if (this.#wide !== 0) this.#isUtf16.set(id, 1);
    this.#tables.add(this.#hash, id);
    this.#inTables = id;
    return id;
  }

  /** Of an id that was kept: hashes are others in each process. */
  #putInTables(id: number): void {
    const from = this.#end.get(id - 1);
    const bytes = this.#text.read(from, this.#end.get(id) - from);
    this.#tables.add(hashOf(wordsOf(bytes), 0, bytes.length), id);
    this.#inTables = id;
  }
}

/** Texts on their way into bytes: three bytes a unit at most. */
const scratch = Buffer.alloc(3 * longestText);
const scratchWords = new DataView(scratch.buffer, scratch.byteOffset, scratch.length);

/** Copies a text of ASCII to the scratch bytes; false when it is none. */
function isCopiedAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) return false;
    scratch[i] = unit;
  }
  return true;
}
