// Ids of things that are opened and closed: which are open now, and which were ever heard of. Some tens of bytes an id.

import { mostComparedMessages } from "../../../../shared/limits.ts";
import { GrowingBytes, GrowingInts } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";

const known = 1;
const open = 2;

export class OpenIds {
  readonly #ids = new TextIds();
  readonly #state = new GrowingBytes();
  /** All that were opened since the last time that all were closed, in their order; by number, the place in it from 1 on. */
  readonly #opened = new GrowingInts();
  readonly #placeOf = new GrowingInts();
  #places = 0;
  readonly #known = new Set<number>();
  #knowsMore = false;

  isOpen(id: string): boolean {
    return this.#state.get(this.#ids.known(id)) === open;
  }

  isKnown(id: string): boolean {
    return this.#state.get(this.#ids.known(id)) !== 0;
  }

  open(id: string): void {
    const number = this.#ids.ofText(id);
    if (this.#state.get(number) !== open) {
      this.#opened.set(++this.#places, number);
      this.#placeOf.set(number, this.#places);
    }
    this.#state.set(number, open);
    this.#remember(number);
  }

  close(id: string): void {
    const number = this.#ids.known(id);
    if (number === 0) return;
    this.#state.set(number, known);
  }

  /** Hears of one that is closed, or stays as it is. */
  know(id: string): void {
    const number = this.#ids.ofText(id);
    if (this.#state.get(number) === 0) this.#state.set(number, known);
    this.#remember(number);
  }

  /** All that were heard of and not forgotten, the first ones. `hasMore`: there were others. */
  known(): { readonly ids: readonly string[]; readonly hasMore: boolean } {
    return { ids: [...this.#known].map((number) => this.#ids.text(number)), hasMore: this.#knowsMore };
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) {
      const number = this.#ids.known(id);
      this.#state.set(number, 0);
      this.#known.delete(number);
    }
  }

  /** Closes all that are open, each when it has been told. */
  *takeOpen(): Generator<string, void> {
    for (const number of this.#open()) {
      this.#state.set(number, known);
      yield this.#ids.text(number);
    }
    this.#places = 0;
  }

  closeAll(): void {
    for (const number of this.#open()) this.#state.set(number, known);
    this.#places = 0;
  }

  *#open(): Generator<number, void> {
    for (let place = 1; place <= this.#places; place++) {
      const number = this.#opened.get(place);
      // One that was closed and opened again stands there twice.
      if (this.#state.get(number) === open && this.#placeOf.get(number) === place) yield number;
    }
  }

  #remember(number: number): void {
    if (this.#known.size < mostComparedMessages) this.#known.add(number);
    else if (!this.#known.has(number)) this.#knowsMore = true;
  }
}
