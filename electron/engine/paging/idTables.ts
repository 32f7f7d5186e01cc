// Finds ids by the hashes of their texts, however many there are. Ids that were met lately are asked for most, so they stand in
// an open hash table in memory. Once it is full, its ids go over into a paged table in the order of their hashes; tables of one
// size are merged into one of twice the size, front to back. So an id is moved a few times, no page is written for one id alone,
// and a new id, which stands in none of the tables, costs a look at one byte in each.

import { GrowingBytes, GrowingInts } from "./growing.ts";
import type { PageCache } from "./pageCache.ts";
import { sharedPages } from "./pageCache.ts";

/** Tells whether an id is the one that is asked for: another text may have the same hash. */
export type IdTest = (id: number) => boolean;

/** Ids in memory: 2 MiB. Most conversations have fewer, so none of their ids is ever sorted. */
const mostRecent = 131_072;
/** Ids of a table that is not merged any more, since nobody is served meanwhile. */
const mostMerged = 2 ** 20;

export class IdTables {
  readonly #cache: PageCache;
  readonly #mostRecent: number;
  #recent = new RecentIds();
  /** The largest first. */
  readonly #sorted: SortedIds[] = [];

  constructor(cache = sharedPages, most = mostRecent) {
    this.#cache = cache;
    this.#mostRecent = most;
  }

  /** The id that passes the test, or 0. */
  find(hash: number, isWanted: IdTest): number {
    const recent = this.#recent.find(hash, isWanted);
    if (recent !== 0) return recent;
    for (let table = this.#sorted.length - 1; table >= 0; table--) {
      const id = this.#sorted[table]?.find(hash, isWanted) ?? 0;
      if (id !== 0) return id;
    }
    return 0;
  }

  /** An id that is not there yet. */
  add(hash: number, id: number): void {
    this.#recent.add(hash, id);
    if (this.#recent.count < this.#mostRecent) return;
    let merged = this.#recent.sorted(this.#cache);
    this.#recent = new RecentIds();
    for (let last = this.#sorted.at(-1); last !== undefined && last.count <= merged.count; last = this.#sorted.at(-1)) {
      if (last.count + merged.count > mostMerged) break;
      this.#sorted.pop();
      merged = merge(last, merged, this.#cache);
    }
    this.#sorted.push(merged);
  }
}

/** An open hash table of pairs: hash and id. */
class RecentIds {
  count = 0;
  /** Small at first: a reading has dozens of tables, and those of a short transcript hold little. */
  #pairs = new Int32Array(2 * 64);

  find(hash: number, isWanted: IdTest): number {
    const pairs = this.#pairs;
    for (let at = firstPair(pairs, hash); ; at = (at + 2) & (pairs.length - 1)) {
      const id = pairs[at + 1] ?? 0;
      if (id === 0 || (pairs[at] === hash && isWanted(id))) return id;
    }
  }

  add(hash: number, id: number): void {
    put(this.#pairs, hash, id);
    this.count++;
    if (this.count * 3 > this.#pairs.length) this.#grow();
  }

  sorted(cache: PageCache): SortedIds {
    const table = new SortedIds(cache, this.count);
    const pairs = inOrder(this.#pairs, this.count);
    for (let at = 0; at < pairs.length; at += 2) table.append(pairs[at] ?? 0, pairs[at + 1] ?? 0);
    return table;
  }

  #grow(): void {
    const pairs = new Int32Array(this.#pairs.length * 2);
    for (let at = 0; at < this.#pairs.length; at += 2) {
      const id = this.#pairs[at + 1] ?? 0;
      if (id !== 0) put(pairs, this.#pairs[at] ?? 0, id);
    }
    this.#pairs = pairs;
  }
}

/**
 * The pairs that hold an id, in the order of their hashes as unsigned numbers. They nearly stand in it, but for those that found
 * their slots taken, so each goes a few places back at most.
 */
function inOrder(pairs: Int32Array, count: number): Int32Array {
  const found = new Int32Array(2 * count);
  let used = 0;
  for (let at = 0; at < pairs.length; at += 2) {
    const id = pairs[at + 1] ?? 0;
    if (id === 0) continue;
    const hash = pairs[at] ?? 0;
    let place = used;
    for (; place > 0 && (found[place - 2] ?? 0) >>> 0 > hash >>> 0; place -= 2) {
      found[place] = found[place - 2] ?? 0;
      found[place + 1] = found[place - 1] ?? 0;
    }
    found[place] = hash;
    found[place + 1] = id;
    used += 2;
  }
  return found;
}

/** By the first bits of a hash: so pairs stand in the order of their hashes, and a larger table is filled from front to back. */
function firstPair(pairs: Int32Array, hash: number): number {
  return (hash >>> Math.clz32((pairs.length >> 1) - 1)) << 1;
}

function put(pairs: Int32Array, hash: number, id: number): void {
  let at = firstPair(pairs, hash);
  while (pairs[at + 1] !== 0) at = (at + 2) & (pairs.length - 1);
  pairs[at] = hash;
  pairs[at + 1] = id;
}

/** Slots for one id. */
const spread = 1.5;

/**
 * A hash table whose slots are in the order of the hashes, since an id stands at the place its hash has among all hashes, or at
 * the next free one. Mostly a byte of the hash says that a slot holds another.
 */
class SortedIds {
  readonly count: number;
  /** 0: a free slot. */
  readonly #mark: GrowingBytes;
  /** Two cells a slot: the hash and the id, which are mostly looked at together. */
  readonly #pairs: GrowingInts;
  /** Slots up to here are filled as they will be. */
  #end = 0;

  constructor(cache: PageCache, count: number) {
    this.count = count;
    this.#mark = new GrowingBytes(cache);
    this.#pairs = new GrowingInts(cache);
  }

  /** Hashes come in their order, as unsigned numbers. */
  append(hash: number, id: number): void {
    const slot = Math.max(this.#end, this.#firstSlot(hash));
    this.#mark.set(slot, markOf(hash));
    this.#pairs.set(2 * slot, hash);
    this.#pairs.set(2 * slot + 1, id);
    this.#end = slot + 1;
  }

  find(hash: number, isWanted: IdTest): number {
    const wanted = markOf(hash);
    for (let slot = this.#firstSlot(hash); ; slot++) {
      const mark = this.#mark.get(slot);
      if (mark === 0) return 0;
      if (mark !== wanted || this.hashAt(slot) !== hash) continue;
      const id = this.idAt(slot);
      if (isWanted(id)) return id;
    }
  }

  /** The first filled slot from one on; -1: there is none. */
  next(slot: number): number {
    for (let at = slot; at < this.#end; at++) if (this.#mark.get(at) !== 0) return at;
    return -1;
  }

  hashAt(slot: number): number {
    return this.#pairs.get(2 * slot);
  }

  idAt(slot: number): number {
    return this.#pairs.get(2 * slot + 1);
  }

  clear(): void {
    this.#mark.clear();
    this.#pairs.clear();
  }

  #firstSlot(hash: number): number {
    return Math.floor(((hash >>> 0) / 2 ** 32) * this.count * spread);
  }
}

function markOf(hash: number): number {
  return hash & 0xff || 1;
}

function merge(a: SortedIds, b: SortedIds, cache: PageCache): SortedIds {
  const merged = new SortedIds(cache, a.count + b.count);
  let inA = a.next(0);
  let inB = b.next(0);
  while (inA >= 0 || inB >= 0) {
    const isFromA = inB < 0 || (inA >= 0 && a.hashAt(inA) >>> 0 <= b.hashAt(inB) >>> 0);
    const from = isFromA ? a : b;
    const slot = isFromA ? inA : inB;
    merged.append(from.hashAt(slot), from.idAt(slot));
    if (isFromA) inA = a.next(slot + 1);
    else inB = b.next(slot + 1);
  }
  a.clear();
  b.clear();
  return merged;
}
