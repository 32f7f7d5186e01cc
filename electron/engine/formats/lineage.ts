// A tree of records that name their parents, as some families write their sessions: the line that is valid in the end leads
// from the root to one leaf, and what branches off from it was taken back. Some twenty bytes a record beside its id.

import type { Archive } from "../paging/archive.ts";
import { GrowingBytes, GrowingInts } from "../paging/growing.ts";
import { TextIds } from "../paging/textIds.ts";
import type { Entry } from "./conversationOperations.ts";

const unknown = 0;
const live = 1;
/** Branches off from the live line. */
const branch = 2;
/** Never meets the live line: its chain is broken, or is a round. */
const apart = 3;

/**
 * Filled while records are read, asked behind the last of them: only then is it known which leaf counts. A chain that
 * is broken or a round is on no branch.
 */
export class Lineage {
  readonly #ids = new TextIds();
  readonly #parent = new GrowingInts();
  /** The first entry that was begun in a record, and the first behind it. */
  readonly #from = new GrowingInts();
  readonly #to = new GrowingInts();
  #count = 0;

  /** Pauses where it yields. */
  *archive(archive: Archive): Generator<undefined> {
    this.#count = archive.number(this.#count);
    yield* this.#ids.archive(archive);
    for (const column of [this.#parent, this.#from, this.#to]) yield* column.archive(archive);
  }

  /** A record with its entries [from, to). Without a parent it is a root; a parent may be named before it is met. */
  add(id: string, parent: string | undefined, from: Entry, to: Entry): void {
    const node = this.#ids.ofText(id);
    const parentNode = parent === undefined ? 0 : this.#ids.ofText(parent);
    this.#parent.set(node, parentNode);
    this.#from.set(node, from);
    this.#to.set(node, to);
    this.#count = Math.max(this.#count, node, parentNode);
  }

  /** Entries of one record, as a range [from, to). */
  of(id: string): readonly [from: Entry, to: Entry] {
    const node = this.#ids.known(id);
    return [this.#from.get(node), this.#to.get(node)];
  }

  /** Entries of records on branches that do not lead to `leaf`, as ranges [from, to). */
  *besides(leaf: string): Generator<readonly [from: Entry, to: Entry]> {
    const state = new GrowingBytes();
    // A record that is met again would be its own ancestor: hostile, and the end of the line.
    for (let node = this.#ids.known(leaf); node !== 0 && state.get(node) === unknown; node = this.#parent.get(node)) {
      state.set(node, live);
    }
    for (let node = 1; node <= this.#count; node++) {
      if (this.#resolve(node, state) !== branch || this.#from.get(node) >= this.#to.get(node)) continue;
      yield [this.#from.get(node), this.#to.get(node)];
    }
  }

  /** Each record is walked over once, whatever the tree looks like. */
  #resolve(node: number, state: GrowingBytes): number {
    let top = node;
    while (top !== 0 && state.get(top) === unknown) {
      // Until its end is known, a chain counts as broken: meeting it again is a round.
      state.set(top, apart);
      top = this.#parent.get(top);
    }
    const found = top === 0 ? apart : state.get(top);
    const verdict = found === live ? branch : found;
    for (let at = node; at !== top; at = this.#parent.get(at)) state.set(at, verdict);
    return state.get(node);
  }
}
