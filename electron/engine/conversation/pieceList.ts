// The pieces of one message or call. A text may have streamed in over millions of records: so a list holds numbers of pieces, which lie in
// pages where they are many, and each piece is made when it is asked for.

import { GrowingInts } from "../paging/growing.ts";
import type { Piece } from "./pieces.ts";

/** Numbers beyond these lie in pages. */
const mostHeld = 8_192;

/** A list of pieces; any array of them is one. */
export interface PieceList extends Iterable<Piece> {
  readonly length: number;
  /** From 0; negative: from the end. */
  at(place: number): Piece | undefined;
  filter(passes: (piece: Piece) => boolean): PieceList;
  some(passes: (piece: Piece) => boolean): boolean;
  findLast(passes: (piece: Piece) => boolean): Piece | undefined;
}

/** Those of these numbers, of which the last one was added first. */
export class NumberedPieces implements PieceList {
  length = 0;
  readonly #held: number[] = [];
  #paged: GrowingInts | undefined;
  readonly #pieceOf: (number: number) => Piece;

  constructor(pieceOf: (number: number) => Piece) {
    this.#pieceOf = pieceOf;
  }

  /** What is added stands in front of all others. */
  addBefore(number: number): void {
    const place = this.length++;
    if (place < mostHeld) {
      this.#held.push(number);
      return;
    }
    this.#paged ??= new GrowingInts();
    this.#paged.set(place - mostHeld, number);
  }

  at(place: number): Piece | undefined {
    const from = place < 0 ? this.length + place : place;
    return from < 0 || from >= this.length ? undefined : this.#pieceOf(this.#numberAt(from));
  }

  filter(passes: (piece: Piece) => boolean): PieceList {
    const passing = new NumberedPieces(this.#pieceOf);
    for (let place = this.length - 1; place >= 0; place--) {
      const number = this.#numberAt(place);
      if (passes(this.#pieceOf(number))) passing.addBefore(number);
    }
    return passing;
  }

  some(passes: (piece: Piece) => boolean): boolean {
    for (const piece of this) if (passes(piece)) return true;
    return false;
  }

  findLast(passes: (piece: Piece) => boolean): Piece | undefined {
    for (let place = this.length - 1; place >= 0; place--) {
      const piece = this.#pieceOf(this.#numberAt(place));
      if (passes(piece)) return piece;
    }
    return undefined;
  }

  *[Symbol.iterator](): Generator<Piece, void, undefined> {
    for (let place = 0; place < this.length; place++) yield this.#pieceOf(this.#numberAt(place));
  }

  #numberAt(place: number): number {
    const added = this.length - 1 - place;
    return (added < mostHeld ? this.#held[added] : this.#paged?.get(added - mostHeld)) ?? 0;
  }
}

/** How many records they are of, and the first so many of these, in order; `also` is one of them. */
export function recordsOf(
  pieces: PieceList,
  also: number,
  most: number,
): { readonly count: number; readonly first: readonly number[] } {
  const numbers = new Int32Array(pieces.length + 1);
  let place = 0;
  for (const { record } of pieces) numbers[place++] = record;
  numbers[place] = also;
  numbers.sort();
  const first: number[] = [];
  let count = 0;
  for (let at = 0; at < numbers.length; at++) {
    if (at > 0 && numbers[at] === numbers[at - 1]) continue;
    if (count++ < most) first.push(numbers[at] ?? 0);
  }
  return { count, first };
}
