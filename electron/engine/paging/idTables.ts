// Finds ids by the hashes of their texts, however many there are. Ids that were met lately are asked for most, so they stand in
// an open hash table in memory. Once it is full, its ids go over into a paged table in the order of their hashes; tables of one
// size are merged into one of twice the size, front to back. So an id is moved a few times, no page is written for one id alone,
// and a new id, which stands in none of the tables, mostly costs one look into a filter, else a look at one byte in each.

import { GrowingBytes, GrowingInts } from "./growing.ts";
import type { PageCache } from "./pageCache.ts";
import { sharedPages } from "./pageCache.ts";

/** Tells whether an id is the one that is asked for: another text may have the same hash. */
export type IdTest = (id: number) => boolean;

/** Ids in memory: 1 MiB, and half of that are hashes. Most conversations have fewer, so none of their ids is ever sorted. */
const mostRecent = 65_536;
/** Ids of a table that is not merged any more, since nobody is served meanwhile. */
const mostMerged = 2 ** 20;

export class IdTables {
  readonly #cache: PageCache;
  readonly #mostRecent: number;
  readonly #recent = new RecentIds();
  /** The largest first. */
  readonly #sorted: SortedIds[] = [];
  /** Of their hashes; made with the first of them. */
  #filter: HashFilter | undefined;

  constructor(cache = sharedPages, most = mostRecent) {
    this.#cache = cache;
    this.#mostRecent = most;
  }

  /** The id that passes the test, or 0. No hash is 0. */
  find(hash: number, isWanted: IdTest): number {
    const recent = this.#recent.find(hash, isWanted);
    if (recent !== 0 || this.#filter?.mayHave(hash) !== true) return recent;
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
    this.#filter ??= new HashFilter();
    let merged = this.#recent.sorted(this.#cache, this.#filter);
    this.#recent.clear();
    for (let last = this.#sorted.at(-1); last !== undefined && last.count <= merged.count; last = this.#sorted.at(-1)) {
      if (last.count + merged.count > mostMerged) break;
      this.#sorted.pop();
      merged = merge(last, merged, this.#cache);
    }
    this.#sorted.push(merged);
  }
}

/** An open hash table. Hashes stand apart from ids, since of a new id only the first are looked at. */
class RecentIds {
  count = 0;
  /** Small at first: a reading has dozens of tables, and those of a short transcript hold little. */
  #slots = new Slots(64);

  find(hash: number, isWanted: IdTest): number {
    const { hashes, ids, first } = this.#slots;
    const last = hashes.length - 1;
    for (let at = hash >>> first; ; at = (at + 1) & last) {
      const found = hashes[at] ?? 0;
      if (found === 0) return 0;
      if (found === hash && isWanted(ids[at] ?? 0)) return ids[at] ?? 0;
    }
  }

  add(hash: number, id: number): void {
    this.#slots.put(hash, id);
    this.count++;
    if (this.count * 3 > this.#slots.hashes.length * 2) this.#grow();
  }

  /** `filter` is told of all of their hashes. */
  sorted(cache: PageCache, filter: HashFilter): SortedIds {
    const table = new SortedIds(cache, this.count);
    const pairs = inOrder(this.#slots, this.count);
    for (let at = 0; at < pairs.length; at += 2) {
      filter.add(pairs[at] ?? 0);
      table.append(pairs[at] ?? 0, pairs[at + 1] ?? 0);
    }
    return table;
  }

  clear(): void {
    this.#slots.hashes.fill(0);
    this.count = 0;
  }

  #grow(): void {
    const { hashes, ids } = this.#slots;
    const larger = new Slots(2 * hashes.length);
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] ?? 0;
      if (hash !== 0) larger.put(hash, ids[at] ?? 0);
    }
    this.#slots = larger;
  }
}

class Slots {
  /** 0: nothing stands in the slot. */
  readonly hashes: Int32Array;
  readonly ids: Int32Array;
  /** A hash's slot is told by its bits from this one on: so hashes stand in their order, and a larger table is filled from front to back. */
  readonly first: number;

  constructor(count: number) {
    this.hashes = new Int32Array(count);
    this.ids = new Int32Array(count);
    this.first = 32 - Math.log2(count);
  }

  put(hash: number, id: number): void {
    const { hashes, ids, first } = this;
    let at = hash >>> first;
    while (hashes[at] !== 0) at = (at + 1) & (hashes.length - 1);
    hashes[at] = hash;
    ids[at] = id;
  }
}

/**
 * Pairs of hash and id, in the order of the hashes as unsigned numbers. They nearly stand in it, but for those that found
 * their slots taken, so each goes a few places back at most.
 */
function inOrder({ hashes, ids }: Slots, count: number): Int32Array {
  const found = new Int32Array(2 * count);
  let used = 0;
  for (let at = 0; at < hashes.length; at++) {
    const hash = hashes[at] ?? 0;
    if (hash === 0) continue;
    let place = used;
    for (; place > 0 && (found[place - 2] ?? 0) >>> 0 > hash >>> 0; place -= 2) {
      found[place] = found[place - 2] ?? 0;
      found[place + 1] = found[place - 1] ?? 0;
    }
    found[place] = hash;
    found[place + 1] = ids[at] ?? 0;
    used += 2;
  }
  return found;
}

const filterBits = 18;

/**
 * Says of most new ids that they stand in no table, by one look into 1 MiB, whatever the number of tables: a Bloom filter with two bits
 * of one word for each hash. Of two million ids it lets every sixth pass; of many millions all, which are then looked for.
 */
class HashFilter {
  readonly #words = new Int32Array(2 ** filterBits);

  add(hash: number): void {
    const word = hash >>> (32 - filterBits);
    this.#words[word] = (this.#words[word] ?? 0) | twoBits(hash);
  }

  mayHave(hash: number): boolean {
    const bits = twoBits(hash);
    return ((this.#words[hash >>> (32 - filterBits)] ?? 0) & bits) === bits;
  }
}

/** By bits that say nothing of the word. */
function twoBits(hash: number): number {
  return (1 << (hash & 31)) | (1 << ((hash >>> 5) & 31));
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
