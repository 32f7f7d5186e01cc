// Texts that came in many short pieces, joined: whoever reads a log for the skeleton of its conversation has each piece in memory
// once, so it need not be looked for again when the message is written. They lie in pages of their own (paging/pageCache.ts): the
// latest quarter of a megabyte in memory, what is before in a temporary file. Where that takes no more, texts are read from the log again.

import type { Entity, TextKeeper } from "../formats/messageOperations.ts";
import { GrowingInts, GrowingNumbers } from "../paging/growing.ts";
import { GrowingText } from "../paging/growingText.ts";
import { PageCache } from "../paging/pageCache.ts";
import { SourceError } from "../source/fileSource.ts";

const pagesInMemory = 16;
/** A longer piece costs less to read again than to keep. */
const shortPiece = 512;

/**
 * A help that may end at any time: who asks goes by `has` or `placeOf` and otherwise reads the log. Owned by one
 * export, which closes it.
 */
export class KeptTexts implements TextKeeper {
  readonly #text: GrowingText;
  #isFull = false;
  #stretches = 0;
  /** The one whose text was added to last. */
  #lastEntity: Entity = 0;
  /** By stretch of the text: where it begins, and the next one of the same entity. It ends where the next one of all begins. */
  readonly #begin = new GrowingNumbers();
  readonly #after = new GrowingInts();
  /** By message and by call: its stretches. */
  readonly #ofMessages = new FirstAndLast();
  readonly #ofCalls = new FirstAndLast();

  constructor(cache = new PageCache(pagesInMemory)) {
    this.#text = new GrowingText(cache);
  }

  keep(entity: Entity, bytes: Uint8Array, at: number, length: number, pieces: number): void {
    if (this.#isFull || length > shortPiece * pieces) return;
    const begin = this.#text.length;
    try {
      this.#text.append(bytes, at, length);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.#isFull = true;
      return;
    }
    if (entity === this.#lastEntity) return;
    this.#lastEntity = entity;
    const stretch = ++this.#stretches;
    this.#begin.set(stretch, begin);
    const before = this.#of(entity).append(Math.abs(entity), stretch);
    if (before !== 0) this.#after.set(before, stretch);
  }

  /** Whether all of an entity's text is here, of which that is the length. */
  has(entity: Entity, length: number): boolean {
    if (this.#isFull) return false;
    let kept = 0;
    for (let stretch = this.#firstOf(entity); stretch !== 0; stretch = this.#after.get(stretch)) {
      kept += this.#endOf(stretch) - this.#begin.get(stretch);
    }
    return kept === length && length > 0;
  }

  /** Where an entity's text lies: each stretch, in their order. Of texts written in turns there are as many as turns. */
  *stretchesOf(entity: Entity): Generator<{ readonly place: number; readonly length: number }, void> {
    for (let stretch = this.#firstOf(entity); stretch !== 0; stretch = this.#after.get(stretch)) {
      const place = this.#begin.get(stretch);
      yield { place, length: this.#endOf(stretch) - place };
    }
  }

  /** The place of an entity's text of that length if all of it is here as one stretch; else -1. */
  placeOf(entity: Entity, length: number): number {
    const stretch = this.#firstOf(entity);
    if (this.#isFull || stretch === 0 || length === 0) return -1;
    const begin = this.#begin.get(stretch);
    return this.#endOf(stretch) - begin === length && this.#after.get(stretch) === 0 ? begin : -1;
  }

  /** Copies bytes from a place on. */
  copy(place: number, length: number, target: Uint8Array, at: number): void {
    this.#text.copy(place, length, target, at);
  }

  /** Nobody asks for them any more: the temporary file goes, and with it what it takes of the disk. */
  close(): void {
    this.#isFull = true;
    this.#text.clear();
  }

  #of(entity: Entity): FirstAndLast {
    return entity > 0 ? this.#ofMessages : this.#ofCalls;
  }

  #firstOf(entity: Entity): number {
    return this.#of(entity).first(Math.abs(entity));
  }

  #endOf(stretch: number): number {
    return stretch === this.#stretches ? this.#text.length : this.#begin.get(stretch + 1);
  }
}

/** By number: the first and the last of its stretches; 0: there is none. */
class FirstAndLast {
  readonly #first = new GrowingInts();
  readonly #last = new GrowingInts();

  first(of: number): number {
    return this.#first.get(of);
  }

  /** Gives what was the last one. */
  append(of: number, stretch: number): number {
    const before = this.#last.get(of);
    this.#last.set(of, stretch);
    if (before === 0) this.#first.set(of, stretch);
    return before;
  }
}
