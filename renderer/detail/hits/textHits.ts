// The hits in the parts of a record's raw text that are looked at, by the blocks in which that text is read.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Hit } from "../../../shared/rows.ts";
import { blockBytes } from "../blocks/recordBlocks.ts";
import type { ReadHits } from "./recordHits.ts";

/** Hits in bytes of the raw text. Of blocks that cannot be read there are none, and nothing is said here. */
export interface TextHits {
  /** By number of the block in which they begin. */
  readonly store: StoreApi<ReadonlyMap<number, readonly Hit[]>>;
  /** Finds what stands in bytes `from` to `to`. */
  show(from: number, to: number): Promise<void>;
  dispose(): void;
}

/** Blocks whose hits are held. */
const mostBlocks = 16;
/** Hits of one block: more could not be told apart. */
const mostHits = 4000;

/** `length` is the record's, in bytes. */
export function createTextHits(read: ReadHits, length: number): TextHits {
  const store = createStore<ReadonlyMap<number, readonly Hit[]>>(() => new Map());
  const underWay = new Set<number>();
  const stop = new AbortController();

  async function load(number: number): Promise<void> {
    underWay.add(number);
    const end = Math.min(length, (number + 1) * blockBytes);
    const found: Hit[] = [];
    for (let from = number * blockBytes; from < end && found.length < mostHits; ) {
      const page = await read(from, end - from, stop.signal);
      if (stop.signal.aborted) return;
      // What cannot be read says so itself; marks are missing then.
      if (!page.ok || page.value.next <= from) break;
      found.push(...page.value.hits);
      from = page.value.next;
    }
    underWay.delete(number);
    store.setState(new Map([...[...store.getState()].slice(-(mostBlocks - 1)), [number, found]]), true);
  }

  return {
    store,
    async show(from, to) {
      const missing: number[] = [];
      // A hit may reach over from the block before.
      const first = Math.max(0, Math.floor(from / blockBytes) - 1);
      for (let number = first; number * blockBytes < Math.min(to, length); number += 1) {
        if (!store.getState().has(number) && !underWay.has(number)) missing.push(number);
      }
      await Promise.all(missing.map(load));
    },
    dispose: () => stop.abort(),
  };
}

/** The hits that reach into bytes [from, to), in order. */
export function hitsBetween(hits: ReadonlyMap<number, readonly Hit[]>, from: number, to: number): readonly Hit[] {
  const found: Hit[] = [];
  const first = Math.max(0, Math.floor(from / blockBytes) - 1);
  for (let number = first; number * blockBytes < to; number += 1) {
    found.push(...(hits.get(number) ?? []).filter((hit) => hit.to > from && hit.from < to));
  }
  return found;
}
