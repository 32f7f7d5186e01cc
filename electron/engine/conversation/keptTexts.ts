// Texts that came in many short pieces, joined: whoever reads a log for the skeleton of its conversation has each piece in memory
// once, so it need not be looked for again when the message is written. They lie in pages of their own (paging/pageCache.ts): the
// latest megabyte in memory, what is before in a temporary file. Where that takes no more, texts are read from the log again.

import type { Entity, TextKeeper } from "../formats/messageOperations.ts";
import { GrowingInts, GrowingNumbers } from "../paging/growing.ts";
import { GrowingText } from "../paging/growingText.ts";
import { PageCache } from "../paging/pageCache.ts";
import { SourceError } from "../source/fileSource.ts";

const pagesInMemory = 16;
/** A longer piece costs less to read again than to keep. */
const shortPiece = 512;

export class KeptTexts implements TextKeeper {
  readonly #text: GrowingText;
  #isFull = false;
  #stretches = 0;
  /** The one whose text was added to last. */
  #lastEntity: Entity = 0;
  /** By stretch of the text: where it begins, and the one of the same entity before it. It ends where the next one begins. */
  readonly #begin = new GrowingNumbers();
  readonly #before = new GrowingInts();
  /** By message and by call: its last stretch. */
  readonly #ofMessage = new GrowingInts();
  readonly #ofCall = new GrowingInts();

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
    const last = entity > 0 ? this.#ofMessage : this.#ofCall;
    const before = last.get(Math.abs(entity));
    if (before !== 0) this.#before.set(stretch, before);
    last.set(Math.abs(entity), stretch);
  }

  /** Whether all of an entity's text is here, of which that is the length. */
  has(entity: Entity, length: number): boolean {
    if (this.#isFull) return false;
    let kept = 0;
    for (let stretch = this.#lastOf(entity); stretch !== 0; stretch = this.#before.get(stretch)) {
      kept += this.#endOf(stretch) - this.#begin.get(stretch);
    }
    return kept === length && length > 0;
  }

  /** Where an entity's text lies: the place and length of each stretch, in their order. */
  stretchesOf(entity: Entity): readonly { readonly place: number; readonly length: number }[] {
    const stretches = [];
    for (let stretch = this.#lastOf(entity); stretch !== 0; stretch = this.#before.get(stretch)) {
      const place = this.#begin.get(stretch);
      stretches.push({ place, length: this.#endOf(stretch) - place });
    }
    return stretches.reverse();
  }

  /** The place of an entity's text if it is all one stretch; else -1. */
  placeOf(entity: Entity): number {
    const stretch = this.#lastOf(entity);
    return stretch === 0 || this.#before.get(stretch) !== 0 ? -1 : this.#begin.get(stretch);
  }

  /** Copies bytes from a place on. */
  copy(place: number, length: number, target: Uint8Array, at: number): void {
    this.#text.copy(place, length, target, at);
  }

  #lastOf(entity: Entity): number {
    return entity > 0 ? this.#ofMessage.get(entity) : this.#ofCall.get(-entity);
  }

  #endOf(stretch: number): number {
    return stretch === this.#stretches ? this.#text.length : this.#begin.get(stretch + 1);
  }
}
