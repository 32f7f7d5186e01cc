// Strings become small numbers, equal numbers for equal bytes: kinds, roles, tools, ids. An open-addressed table of
// (hash, address, length, number) beside an arena of bytes; both live behind the static layout and double when full.
// A bounded table (`limit`) answers `overflow` for a new string when it is full, so a hostile file cannot fill memory.

import { heapStart } from "./layout";

let heap: usize = heapStart;

/** Memory is only ever added, never freed: outgrown tables are at most as large as the current ones together. */
function allocate(bytes: usize): usize {
  const at = (heap + 15) & ~15;
  heap = at + bytes;
  const pages = <i32>((heap + 0xffff) >>> 16);
  const have = memory.size();
  if (pages > have && memory.grow(pages - have) < 0) unreachable();
  return at;
}

/** Forgets every table. */
export function resetInterners(): void {
  heap = heapStart;
}

const entrySize: u32 = 16;
const arenaBlock: u32 = 65536;

export const overflow: u32 = 0xffffffff;

@unmanaged
export class Interner {
  table: usize;
  capacity: u32;
  count: u32;
  limit: u32;
  arena: usize;
  arenaLeft: u32;
  /** By number: address and length of the bytes. */
  directory: usize;
  directoryCapacity: u32;
}

export function createInterner(limit: u32): Interner {
  const interner = changetype<Interner>(allocate(offsetof<Interner>()));
  interner.capacity = 256;
  interner.table = allocate(256 * entrySize);
  memory.fill(interner.table, 0, 256 * entrySize);
  interner.count = 0;
  interner.limit = limit;
  interner.arena = 0;
  interner.arenaLeft = 0;
  interner.directoryCapacity = 128;
  interner.directory = allocate(128 * 8);
  return interner;
}

/** A 32-bit hash of any bytes; equal bytes give equal hashes wherever they lie. Never 0. */
// @ts-ignore: decorator
@inline
export function hashBytes(at: usize, length: u32): u32 {
  let h: u64 = 0x9e3779b97f4a7c15 ^ <u64>length;
  let p = at;
  let left = length;
  while (left >= 8) {
    h = (h ^ load<u64>(p)) * 0xff51afd7ed558ccd;
    h ^= h >> 32;
    p += 8;
    left -= 8;
  }
  if (left > 0) {
    // The bytes behind the string are readable (padding) and masked away.
    const tail = load<u64>(p) & ((<u64>1 << (left * 8)) - 1);
    h = (h ^ tail) * 0xc4ceb9fe1a85ec53;
    h ^= h >> 32;
  }
  h *= 0x9fb21c651e98df25;
  const folded = <u32>(h ^ (h >> 29));
  return folded == 0 ? 1 : folded;
}

// @ts-ignore: decorator
@inline
function sameBytes(a: usize, b: usize, length: u32): bool {
  let i: u32 = 0;
  while (i + 8 <= length) {
    if (load<u64>(a + i) != load<u64>(b + i)) return false;
    i += 8;
  }
  while (i < length) {
    if (load<u8>(a + i) != load<u8>(b + i)) return false;
    i++;
  }
  return true;
}

/** The number of a string: 0 for the first one seen, then 1, 2, …; `overflow` when the table may not grow any more. */
export function intern(interner: Interner, at: usize, length: u32): u32 {
  const hash = hashBytes(at, length);
  let mask = interner.capacity - 1;
  let slot = hash & mask;
  while (true) {
    const entry = interner.table + slot * entrySize;
    const known = load<u32>(entry);
    if (known == 0) break;
    if (known == hash && load<u32>(entry, 8) == length && sameBytes(load<u32>(entry, 4), at, length)) {
      return load<u32>(entry, 12);
    }
    slot = (slot + 1) & mask;
  }
  if (interner.count >= interner.limit) return overflow;
  if ((interner.count + 1) * 4 > interner.capacity * 3) {
    growTable(interner);
    mask = interner.capacity - 1;
    slot = hash & mask;
    while (load<u32>(interner.table + slot * entrySize) != 0) slot = (slot + 1) & mask;
  }
  return insert(interner, slot, hash, at, length);
}

function insert(interner: Interner, slot: u32, hash: u32, at: usize, length: u32): u32 {
  const room = length + 8; // whole words may be compared
  if (interner.arenaLeft < room) {
    const size = room > arenaBlock ? room : arenaBlock;
    interner.arena = allocate(size);
    interner.arenaLeft = size;
  }
  const copy = interner.arena;
  memory.copy(copy, at, length);
  interner.arena += room;
  interner.arenaLeft -= room;
  const number = interner.count++;
  const entry = interner.table + slot * entrySize;
  store<u32>(entry, hash);
  store<u32>(entry, <u32>copy, 4);
  store<u32>(entry, length, 8);
  store<u32>(entry, number, 12);
  if (number >= interner.directoryCapacity) {
    const larger = allocate(interner.directoryCapacity * 16);
    memory.copy(larger, interner.directory, interner.directoryCapacity * 8);
    interner.directory = larger;
    interner.directoryCapacity *= 2;
  }
  store<u32>(interner.directory + number * 8, <u32>copy);
  store<u32>(interner.directory + number * 8, length, 4);
  return number;
}

function growTable(interner: Interner): void {
  const larger = interner.capacity * 2;
  const table = allocate(larger * entrySize);
  memory.fill(table, 0, larger * entrySize);
  for (let i: u32 = 0; i < interner.capacity; i++) {
    const entry = interner.table + i * entrySize;
    const hash = load<u32>(entry);
    if (hash == 0) continue;
    let slot = hash & (larger - 1);
    while (load<u32>(table + slot * entrySize) != 0) slot = (slot + 1) & (larger - 1);
    memory.copy(table + slot * entrySize, entry, entrySize);
  }
  interner.table = table;
  interner.capacity = larger;
}
