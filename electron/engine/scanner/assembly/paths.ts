// The paths whose values are wanted, as a trie. A node stands for one step: a key of an object, or an array's first
// element. Node 0 is a record's top value. A node may have a slot (its value is wanted) and children.

import { maxNodes, nodeBuckets, nodeKeys, nodeKeysCapacity, nodes, nodeSize } from "./layout";

// A node: 1 if a value at or below it has a use (u32), key address, key length, first child, next sibling, next child in the same bucket,
// first-element child, slot (i32, -1: none), its key's first 8 bytes, zero-padded (u64), the child for later elements, what a value
// there is used for when it stands in one (calls.ts; 0: nothing), parent, 1 if it lies in a later
// element, slots in and below it (u64).
//
// Most keys of a transcript are not wanted, and each costs a look here. So a node has 32 buckets of one byte, chosen by a
// key's length, first and last byte: an empty one (0; the root is nobody's child) says no at once.
export const none: i32 = -1;

let count: u32 = 0;
let keysUsed: u32 = 0;

// @ts-ignore: decorator
@inline
function address(node: i32): usize {
  return nodes + <usize>node * nodeSize;
}

// @ts-ignore: decorator
@inline
export function slotsBelow(node: i32): u64 {
  return load<u64>(address(node), 56);
}

// @ts-ignore: decorator
@inline
export function slotOf(node: i32): i32 {
  return load<i32>(address(node), 28);
}

// @ts-ignore: decorator
@inline
export function firstElementOf(node: i32): i32 {
  return load<i32>(address(node), 24);
}

// @ts-ignore: decorator
@inline
export function laterElementOf(node: i32): i32 {
  return load<i32>(address(node), 40);
}

/** What a value in a later element is used for; 0: nothing. */
// @ts-ignore: decorator
@inline
export function useAt(node: i32): u32 {
  return load<u32>(address(node), 44);
}

// @ts-ignore: decorator
@inline
export function liesInLater(node: i32): bool {
  return load<u32>(address(node), 52) != 0;
}

/** Whether the value at `node` is the one at `around` or lies in it. */
export function isWithin(node: i32, around: i32): bool {
  let at = node;
  while (at != none && at != around) at = load<i32>(address(at), 48);
  return at != none;
}

// @ts-ignore: decorator
@inline
export function hasKeys(node: i32): bool {
  return load<i32>(address(node), 12) != none;
}

// @ts-ignore: decorator
@inline
function bucketOf(node: i32, key: usize, length: u32): usize {
  const first = <u32>load<u8>(key);
  const last = <u32>load<u8>(key + length - 1);
  return nodeBuckets + (<usize>node << 5) + ((length + first * 5 + last * 11) & 31);
}

/** The first 8 bytes of a key, zero-padded. Reads up to 8 bytes whatever the length. */
// @ts-ignore: decorator
@inline
export function headOf(key: usize, length: u32): u64 {
  const word = load<u64>(key);
  return length >= 8 ? word : word & ((<u64>1 << (length * 8)) - 1);
}

function create(key: usize, length: u32, parent: i32): i32 {
  if (count >= maxNodes) unreachable();
  const node = <i32>count;
  count++;
  const at = address(node);
  store<u32>(at, 0);
  store<u64>(at, 0, 56);
  store<u32>(at, <u32>key, 4);
  store<u32>(at, length, 8);
  store<i32>(at, none, 12);
  store<i32>(at, none, 16);
  store<i32>(at, 0, 20);
  store<i32>(at, none, 24);
  store<i32>(at, none, 28);
  store<u64>(at, length == 0 ? 0 : headOf(key, length), 32);
  store<i32>(at, none, 40);
  store<u32>(at, 0, 44);
  store<i32>(at, parent, 48);
  store<u32>(at, parent != none && liesInLater(parent) ? 1 : 0, 52);
  memory.fill(nodeBuckets + (<usize>node << 5), 0, 32);
  return node;
}

/** Forgets all paths and makes the root. */
export function resetPaths(): void {
  count = 0;
  keysUsed = 0;
  create(0, 0, none);
}

/** The child of `parent` for the key at `key`; made when it is new. Keys are not empty. */
export function addKey(parent: i32, key: usize, length: u32): i32 {
  const known = childOf(parent, key, length);
  if (known != none) return known;
  if (keysUsed + length + 8 > nodeKeysCapacity) unreachable();
  const copy = nodeKeys + keysUsed;
  memory.copy(copy, key, length);
  keysUsed += length + 8;
  const node = create(copy, length, parent);
  const at = address(parent);
  store<i32>(address(node), load<i32>(at, 12), 16);
  store<i32>(at, node, 12);
  const bucket = bucketOf(parent, copy, length);
  store<i32>(address(node), load<u8>(bucket), 20);
  store<u8>(bucket, <u8>node);
  return node;
}

/** The child of `parent` for an array's first element; made when it is new. */
export function addFirstElement(parent: i32): i32 {
  const known = firstElementOf(parent);
  if (known != none) return known;
  const node = create(0, 0, parent);
  store<i32>(address(parent), node, 24);
  return node;
}

/** The child of `parent` for all of an array's elements but the first; made when it is new. */
export function addLaterElement(parent: i32): i32 {
  const known = laterElementOf(parent);
  if (known != none) return known;
  const node = create(0, 0, parent);
  store<u32>(address(node), 1, 52);
  store<i32>(address(parent), node, 40);
  return node;
}

/** Says what the value at `node`, in a later element, is used for. */
export function setUse(node: i32, use: u32): void {
  store<u32>(address(node), use, 44);
  for (let at = node; at != none; at = load<i32>(address(at), 48)) store<u32>(address(at), 1);
}

/** Whether calls behind a record's first are told by the value at `node`, or by one in it. */
// @ts-ignore: decorator
@inline
export function leadsToCalls(node: i32): bool {
  return load<u32>(address(node)) != 0;
}

/** Says that the value at `node` is wanted in `slot`. */
export function setSlot(node: i32, slot: i32): void {
  store<i32>(address(node), slot, 28);
}

/** Collects the slots in and below each node, which a later duplicate of it clears; call once after the last path. */
export function finishPaths(): void {
  // Children are made after their parents.
  for (let i = <i32>count - 1; i >= 0; i--) {
    const slot = slotOf(i);
    let mask: u64 = slot == none ? 0 : <u64>1 << slot;
    const first = firstElementOf(i);
    if (first != none) mask |= slotsBelow(first);
    for (let child = load<i32>(address(i), 12); child != none; child = load<i32>(address(child), 16)) {
      mask |= slotsBelow(child);
    }
    store<u64>(address(i), mask, 56);
  }
}

/** The child for a key, or `none`. */
// @ts-ignore: decorator
@inline
export function childOf(node: i32, key: usize, length: u32): i32 {
  if (length == 0) return none;
  const child = <i32>load<u8>(bucketOf(node, key, length));
  return child == 0 ? none : matchChild(child, key, length);
}

function matchChild(first: i32, key: usize, length: u32): i32 {
  const head = headOf(key, length);
  for (let child = first; child != 0; child = load<i32>(address(child), 20)) {
    const at = address(child);
    if (load<u32>(at, 8) != length || load<u64>(at, 32) != head) continue;
    if (length <= 8 || endsAlike(load<u32>(at, 4), key, length)) return child;
  }
  return none;
}

/** Compares all but the first 8 bytes, 8 at a time; the last ones may overlap those before. */
function endsAlike(name: usize, key: usize, length: u32): bool {
  for (let i: u32 = 8; i + 8 < length; i += 8) {
    if (load<u64>(name + i) != load<u64>(key + i)) return false;
  }
  return load<u64>(name + length - 8) == load<u64>(key + length - 8);
}
