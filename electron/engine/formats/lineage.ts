// A tree of records that name their parents, as some families write their sessions: the line that is valid in the end leads
// from the root to one leaf, and what lies beside it was taken back. Some twenty bytes a record beside its id.

import type { Entry } from "./conversationOperations.ts";
import { GrowingBytes, GrowingInts } from "./growing.ts";
import { TextIds } from "./textIds.ts";

export class Lineage {
  readonly #ids = new TextIds();
  readonly #parent = new GrowingInts();
  /** The first entry that was begun in a record, and the first behind it. */
  readonly #from = new GrowingInts();
  readonly #to = new GrowingInts();
  readonly #live = new GrowingBytes();
  #count = 0;

  /** A record with its entries [from, to). Without a parent it is a root; a parent may be named before it is met. */
  add(id: string, parent: string | undefined, from: Entry, to: Entry): void {
    const node = this.#ids.ofText(id);
    this.#parent.set(node, parent === undefined ? 0 : this.#ids.ofText(parent));
    this.#from.set(node, from);
    this.#to.set(node, to);
    this.#count = Math.max(this.#count, node);
  }

  /** Entries of records that do not lead to `leaf`, as ranges [from, to). */
  *besides(leaf: string): Generator<readonly [from: Entry, to: Entry]> {
    // A record that is met again would be its own ancestor: hostile, and the end of the line.
    for (let node = this.#ids.known(leaf); node !== 0 && this.#live.get(node) === 0; node = this.#parent.get(node)) {
      this.#live.set(node, 1);
    }
    for (let node = 1; node <= this.#count; node++) {
      if (this.#live.get(node) === 0 && this.#from.get(node) < this.#to.get(node)) {
        yield [this.#from.get(node), this.#to.get(node)];
      }
    }
    this.#live.clear();
  }
}
