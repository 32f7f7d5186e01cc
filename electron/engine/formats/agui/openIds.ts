// Ids of things that are opened and closed: which are open now, and which were ever heard of. Some tens of bytes an id.

import { GrowingBytes } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";

const known = 1;
const open = 2;
/** Ids that are listed at once; more are not. */
const mostListed = 10_000;

export class OpenIds {
  readonly #ids = new TextIds();
  readonly #state = new GrowingBytes();
  readonly #open = new Set<number>();
  readonly #known = new Set<number>();

  isOpen(id: string): boolean {
    return this.#state.get(this.#ids.known(id)) === open;
  }

  isKnown(id: string): boolean {
    return this.#state.get(this.#ids.known(id)) !== 0;
  }

  open(id: string): void {
    const number = this.#ids.ofText(id);
    this.#state.set(number, open);
    this.#open.add(number);
    this.#remember(number);
  }

  close(id: string): void {
    const number = this.#ids.known(id);
    if (number === 0) return;
    this.#state.set(number, known);
    this.#open.delete(number);
  }

  /** Hears of one that is closed, or stays as it is. */
  know(id: string): void {
    const number = this.#ids.ofText(id);
    if (this.#state.get(number) === 0) this.#state.set(number, known);
    this.#remember(number);
  }

  /** All that were heard of and not forgotten, the first ones. */
  known(): readonly string[] {
    return [...this.#known].map((number) => this.#ids.text(number));
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) {
      const number = this.#ids.known(id);
      this.#state.set(number, 0);
      this.#open.delete(number);
      this.#known.delete(number);
    }
  }

  /** Closes all that are open, and tells which they were. */
  takeOpen(): readonly string[] {
    const numbers = [...this.#open];
    for (const number of numbers) this.#state.set(number, known);
    this.#open.clear();
    return numbers.slice(0, mostListed).map((number) => this.#ids.text(number));
  }

  #remember(number: number): void {
    if (this.#known.size < mostListed) this.#known.add(number);
  }
}
