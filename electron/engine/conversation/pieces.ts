// Where the pieces of a conversation lie: text, reasoning, attachments, arguments and results, each as a record and a path in
// its value. No text is held; whoever shows or writes a piece reads its record again.

import type { Spoken } from "../../../shared/conversation.ts";
import type { ValuePath } from "../formats/condensedValue.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import type { PlacedRecord } from "../formats/format.ts";
import type { Archive } from "../paging/archive.ts";
import { GrowingBytes, GrowingInts, GrowingNumbers } from "../paging/growing.ts";
import { TextIds } from "../paging/textIds.ts";
import type { PieceList } from "./pieceList.ts";
import { NumberedPieces } from "./pieceList.ts";

/** A piece keeps its sort as its number here, in kept conversations too. */
export const pieceSorts = ["text", "reasoning", "attachment", "input", "output"] as const;
/** Text, reasoning and attachments are of messages; input and output are a call's arguments and its result. */
export type PieceSort = (typeof pieceSorts)[number];

/**
 * Where a part of what an entry says is read again: `offset` and `length` are the record's in bytes, `path` leads to a
 * value in it, which may be a text or anything else.
 */
export interface Piece {
  readonly sort: PieceSort;
  /** It goes on the piece of the same sort before it, without a break. */
  readonly continues: boolean;
  readonly record: number;
  /** The record's place in the source. */
  readonly offset: number;
  readonly length: number;
  readonly path: ValuePath;
  /** Of a result. */
  readonly marks: number;
  /** Only these words of its string are meant (formats/spokenWords.ts). */
  readonly spoken: Spoken | undefined;
}

const continuing = 128;
/** What was told before of this sort is told anew: it is no piece, and older ones of its sort are no longer valid. */
const anew = 64;
/** How what is spoken is kept: 0 for none, and prompts from 3 on. */
const spokenNames = ["answer", "reasoning", "wrapped"] as const;
const spokenPrompts = spokenNames.length + 1;

/** Paths that are kept as they are asked for. */
const mostRead = 256;

export class Pieces {
  #count = 0;
  readonly #sort = new GrowingBytes();
  readonly #marks = new GrowingInts();
  readonly #record = new GrowingInts();
  readonly #offset = new GrowingNumbers();
  readonly #length = new GrowingNumbers();
  readonly #path = new GrowingInts();
  readonly #spoken = new GrowingInts();
  readonly #paths = new TextIds();
  /** Those that were asked for lately. */
  readonly #read = new Map<number, ValuePath>();
  /** Those that were said lately. */
  readonly #said = new Map<ValuePath, number>();
  /** The entry's piece before this one. */
  readonly #previous = new GrowingInts();
  readonly #last = new GrowingInts();

  *archive(archive: Archive): Generator<undefined> {
    this.#count = archive.number(this.#count);
    for (const column of [
      this.#sort,
      this.#marks,
      this.#record,
      this.#offset,
      this.#length,
      this.#path,
      this.#spoken,
    ]) {
      yield* column.archive(archive);
    }
    yield* this.#paths.archive(archive);
    for (const column of [this.#previous, this.#last]) yield* column.archive(archive);
  }

  add(
    entry: Entry,
    sort: PieceSort,
    at: PlacedRecord,
    path: ValuePath,
    continues = false,
    marks = 0,
    spoken?: Spoken,
  ): void {
    const piece = ++this.#count;
    this.#sort.set(piece, pieceSorts.indexOf(sort) | (continues ? continuing : 0));
    this.#marks.set(piece, marks);
    this.#record.set(piece, at.number);
    this.#offset.set(piece, at.offset);
    this.#length.set(piece, at.length);
    this.#path.set(piece, this.#pathOf(at.within === undefined ? path : [...at.within, ...path]));
    if (spoken !== undefined) this.#spoken.set(piece, numberOf(spoken));
    this.#previous.set(piece, this.#last.get(entry));
    this.#last.set(entry, piece);
  }

  #pathOf(path: ValuePath): number {
    // Most readers have a few paths that they say again and again.
    const known = this.#said.get(path);
    if (known !== undefined) return known;
    const id = this.#paths.ofText(JSON.stringify(path));
    if (this.#said.size >= mostRead) this.#said.clear();
    this.#said.set(path, id);
    return id;
  }

  /** What comes next of this sort takes the place of what was added before. */
  beginAnew(entry: Entry, sort: PieceSort): void {
    const piece = ++this.#count;
    this.#sort.set(piece, pieceSorts.indexOf(sort) | anew);
    this.#previous.set(piece, this.#last.get(entry));
    this.#last.set(entry, piece);
  }

  /** Forgets an entry's pieces. The room of those that were added last is used again. */
  drop(entry: Entry): void {
    let piece = this.#last.get(entry);
    if (piece === 0) return;
    for (; piece !== 0 && piece === this.#count; piece = this.#previous.get(piece)) {
      if (this.#spoken.get(piece) !== 0) this.#spoken.set(piece, 0);
      this.#count--;
    }
    this.#last.set(entry, 0);
  }

  /** Puts an entry's pieces behind another's. */
  join(part: Entry, whole: Entry): void {
    const last = this.#last.get(part);
    if (last === 0) return;
    let first = last;
    for (let piece = this.#previous.get(first); piece !== 0; piece = this.#previous.get(first)) first = piece;
    this.#previous.set(first, this.#last.get(whole));
    this.#last.set(whole, last);
    this.#last.set(part, 0);
  }

  /** In the order in which they were added, of one sort or of all; those whose place others took only when `everTold`. */
  of(entry: Entry, everTold = false, wanted?: PieceSort): PieceList {
    const found = new NumberedPieces((piece) => this.#piece(piece));
    const only = wanted === undefined ? undefined : pieceSorts.indexOf(wanted);
    let replaced = 0;
    for (let piece = this.#last.get(entry); piece !== 0; piece = this.#previous.get(piece)) {
      const told = this.#sort.get(piece);
      const sort = told & ~anew & ~continuing;
      if ((told & anew) !== 0) replaced |= 1 << sort;
      else if ((everTold || (replaced & (1 << sort)) === 0) && (only === undefined || only === sort)) {
        found.addBefore(piece);
      }
    }
    return found;
  }

  #piece(piece: number): Piece {
    const told = this.#sort.get(piece);
    return {
      sort: pieceSorts[told & ~continuing] ?? "text",
      continues: (told & continuing) !== 0,
      record: this.#record.get(piece),
      offset: this.#offset.get(piece),
      length: this.#length.get(piece),
      path: this.#pathAt(this.#path.get(piece)),
      marks: this.#marks.get(piece),
      spoken: spokenOf(this.#spoken.get(piece)),
    };
  }

  #pathAt(id: number): ValuePath {
    const known = this.#read.get(id);
    if (known !== undefined) return known;
    const path: ValuePath = JSON.parse(this.#paths.text(id));
    if (this.#read.size >= mostRead) this.#read.clear();
    this.#read.set(id, path);
    return path;
  }
}

function numberOf(spoken: Spoken): number {
  if (typeof spoken === "number") return spokenPrompts + spoken;
  return spokenNames.indexOf(spoken) + 1;
}

function spokenOf(number: number): Spoken | undefined {
  if (number >= spokenPrompts) return number - spokenPrompts;
  return spokenNames[number - 1];
}

/** For who asks for no piece. */
export class NoPieces extends Pieces {
  override add(): void {}

  override beginAnew(): void {}
}

/** For who asks for texts alone. */
export class TextPieces extends Pieces {
  override add(...piece: Parameters<Pieces["add"]>): void {
    if (piece[1] === "text") super.add(...piece);
  }

  override beginAnew(entry: Entry, sort: PieceSort): void {
    if (sort === "text") super.beginAnew(entry, sort);
  }
}
