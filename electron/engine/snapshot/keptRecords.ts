// Where the records lie that stay in a compacted log. Mostly they are few among many: then each is noted, in a few bytes. When
// a log holds too many of them for that, only parts of it are noted in which some lie; the second pass looks for them
// there, which costs little more than reading them.

/** What all notes together may take. */
const mostBytes = 4 * 1024 * 1024;
const blockBytes = 64 * 1024;
/** The most bytes one note takes: five numbers of up to 53 bits, seven bits a byte. */
const longestNote = 40;

/** Parts that are closer are one. */
const closeBytes = 16 * 1024;
const mostParts = 32_768;

/** A record, or a part of the log that holds some. */
export interface KeptPart {
  readonly from: number;
  readonly to: number;
  /** Number and line of the first record. */
  readonly record: number;
  readonly line: number;
  /** Of one record, which stays: what was noted about it. Undefined for a part that may hold several, and others. */
  readonly tag: number | undefined;
}

export class KeptRecords {
  #notes: NoteList | undefined = new NoteList();
  readonly #parts = new PartList();

  /** Records are added in their order. `tag` is any small number. */
  add(from: number, to: number, record: number, line: number, tag: number): void {
    const notes = this.#notes;
    if (notes === undefined) this.#parts.add(from, to, record, line);
    else if (!notes.add(from, to, record, line, tag)) {
      for (const note of notes.all()) this.#parts.add(note.from, note.to, note.record, note.line);
      this.#notes = undefined;
      this.#parts.add(from, to, record, line);
    }
  }

  /** Whether each is noted by itself. */
  get areSingle(): boolean {
    return this.#notes !== undefined;
  }

  /** In their order. */
  all(): Iterable<KeptPart> {
    return this.#notes === undefined ? this.#parts.all() : this.#notes.all();
  }
}

/** Single records, as the differences between one and the next. */
class NoteList {
  readonly #blocks: Uint8Array[] = [];
  #block = new Uint8Array(0);
  #used = 0;
  #to = 0;
  #record = 0;
  #line = 0;

  /** False: there is no more room. */
  add(from: number, to: number, record: number, line: number, tag: number): boolean {
    if (this.#used + longestNote > this.#block.length) {
      if ((this.#blocks.length + 1) * blockBytes > mostBytes) return false;
      this.#block = new Uint8Array(blockBytes);
      this.#blocks.push(this.#block);
      this.#used = 0;
    }
    this.#put(from - this.#to + 1); // 0 ends a block
    this.#put(to - from);
    this.#put(record - this.#record);
    this.#put(line - this.#line);
    this.#put(tag);
    this.#to = to;
    this.#record = record;
    this.#line = line;
    return true;
  }

  *all(): Generator<KeptPart> {
    let to = 0;
    let record = 0;
    let line = 0;
    for (const block of this.#blocks) {
      const reader = new NumberReader(block);
      for (let gap = reader.next(); gap > 0; gap = reader.next()) {
        const from = to + gap - 1;
        to = from + reader.next();
        record += reader.next();
        line += reader.next();
        yield { from, to, record, line, tag: reader.next() };
      }
    }
  }

  #put(value: number): void {
    let left = value;
    while (left >= 0x80) {
      this.#block[this.#used++] = (left % 0x80) + 0x80;
      left = Math.floor(left / 0x80);
    }
    this.#block[this.#used++] = left;
  }
}

class NumberReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** 0 at the end, too. */
  next(): number {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = this.#bytes[this.#at++] ?? 0;
      value += (byte % 0x80) * unit;
      if (byte < 0x80) return value;
      unit *= 0x80;
    }
  }
}

class PartList {
  #parts: KeptPart[] = [];
  #close = closeBytes;
  #open: { readonly from: number; to: number; readonly record: number; readonly line: number } | undefined;

  add(from: number, to: number, record: number, line: number): void {
    if (this.#open !== undefined && from - this.#open.to <= this.#close) {
      this.#open.to = to;
      return;
    }
    this.#keep();
    this.#open = { from, to, record, line };
  }

  all(): readonly KeptPart[] {
    this.#keep();
    return this.#parts;
  }

  #keep(): void {
    if (this.#open === undefined) return;
    this.#parts.push({ ...this.#open, tag: undefined });
    this.#open = undefined;
    if (this.#parts.length < mostParts) return;
    this.#close *= 4;
    const joined: KeptPart[] = [];
    for (const part of this.#parts) {
      const last = joined.at(-1);
      if (last !== undefined && part.from - last.to <= this.#close)
        joined[joined.length - 1] = { ...last, to: part.to };
      else joined.push(part);
    }
    this.#parts = joined;
  }
}
