// The calls of a record behind its first. An answer that calls for several tools at once has them in one list, and so have their
// results: the columns hold what the list's first element says (where that is no call, what the first call says), and here is what the
// others do: for each its record, its tool and the hash of its pairing id.
//
// A list's later elements share one place in the trie of paths (paths.ts). What is found there is used at once: names are interned, ids
// hashed.

import { flagError } from "./errorLevel";
import { overflowNames, tools } from "./columns";
import { decodeString } from "./decode";
import { hashBytes, intern, overflow } from "./interner";
import { decoded, furtherPairs, furtherRows, furtherTools, mostFurther, mostOpenCalls, openCalls, slotCapacity } from "./layout";
import { isWithin, leadsToCalls, liesInLater, useAt } from "./paths";
import { typeTrue } from "./slots";

const useTool: u32 = 1;
const usePairId: u32 = 2;
const useError: u32 = 3;

/** Of all records of the open segment. */
export let furtherCount: u32 = 0;
/** Of the open record. */
export let found: u32 = 0;
/** Whether the last record had some. */
export let hadFurther: bool = false;
/** The element of a list that is being read, by a number of its own. */
let element: u32 = 0;
/** What the first call says of a record whose list begins with something else; 0: nothing. */
export let firstTool: u32 = 0;
export let firstPair: u32 = 0;

// A call of the open record, all u32: element; tool, pairing hash, flags; where in the trie each of these three was found.
const openSize: u32 = 32;

export function resetFurther(): void {
  furtherCount = 0;
  found = 0;
}

// @ts-ignore: decorator
@inline
export function forgetCalls(): void {
  found = 0;
}

/** Forgets the open record's calls for a while; gives what brings them back. */
export function setCallsAside(): u32 {
  const calls = found;
  found = 0;
  return calls;
}

export function bringCallsBack(calls: u32): void {
  found = calls;
}

/** A list's next element begins. */
// @ts-ignore: decorator
@inline
export function beginElement(): void {
  element++;
}

/** The value at `node` in a later element: its text, which is all in memory unless it is longer than `slotCapacity`. */
export function takeCallValue(node: i32, at: usize, length: f64, type: u8, escaped: bool): void {
  const use = useAt(node);
  if (use == useError && type != typeTrue) return;
  const entry = openEntry();
  if (entry == 0) return;
  if (use == useError) {
    store<u32>(entry, flagError, 12);
    store<i32>(entry, node, 24);
    return;
  }
  // Of several places for one thing, the first that is met counts; a text too long to keep counts as none.
  const field: usize = use == useTool ? 4 : 8;
  if (load<u32>(entry + field) != 0 || length > <f64>slotCapacity) return;
  let text = at;
  let size = <u32>length;
  if (escaped) {
    size = decodeString(at, size, decoded);
    text = decoded;
  }
  let number: u32 = 0;
  if (use == useTool) {
    number = intern(tools, text, size);
    if (number == overflow) {
      overflowNames();
      number = 0;
    }
  } else if (use == usePairId && size > 0) number = hashBytes(text, size);
  store<u32>(entry + field, number);
  store<i32>(entry + field, node, 12);
}

/** The entry of the element that is being read, made when it has none; 0: there is no room. */
function openEntry(): usize {
  if (found > 0) {
    const last: usize = openCalls + (found - 1) * openSize;
    if (load<u32>(last) == element) return last;
  }
  if (found == mostOpenCalls) {
    overflowNames();
    return 0;
  }
  const entry: usize = openCalls + found * openSize;
  memory.fill(entry, 0, openSize);
  store<u32>(entry, element);
  found++;
  return entry;
}

/** A member comes that may have come before, and then the last one counts: forgets what was found in the value at `node`. */
export function dropCalls(node: i32): void {
  if (!leadsToCalls(node)) return;
  if (liesInLater(node)) {
    // Elements come one after the other, so what was found in this one is the last entry.
    const entry: usize = openCalls + (found - 1) * openSize;
    if (load<u32>(entry) == element) dropWithin(entry, node);
    return;
  }
  let isAnyLeft = false;
  for (let i: u32 = 0; i < found; i++) {
    const entry: usize = openCalls + i * openSize;
    dropWithin(entry, node);
    isAnyLeft = isAnyLeft || (load<u32>(entry, 4) | load<u32>(entry, 8) | load<u32>(entry, 12)) != 0;
  }
  // Who repeats a list again and again pays for each of its calls once.
  if (!isAnyLeft) found = 0;
}

function dropWithin(entry: usize, node: i32): void {
  for (let field: usize = 4; field <= 12; field += 4) {
    if (load<u32>(entry + field) != 0 && isWithin(load<i32>(entry + field, 12), node)) store<u32>(entry + field, 0);
  }
}

/** What the open record's calls add to its flags. */
// @ts-ignore: decorator
@inline
export function callFlags(): u32 {
  let flags: u32 = 0;
  for (let i: u32 = 0; i < found; i++) flags |= load<u32>(openCalls + i * openSize, 12);
  return flags;
}

/** The record is in this row of the open segment. `isFirst`: it has no call so far, so that its first one here is its own. */
export function addCalls(row: u32, isFirst: bool): void {
  firstTool = 0;
  firstPair = 0;
  let isOwn = isFirst;
  for (let i: u32 = 0; i < found; i++) {
    const entry: usize = openCalls + i * openSize;
    const tool = load<u32>(entry, 4);
    const pair = load<u32>(entry, 8);
    if (tool == 0 && pair == 0) continue;
    if (isOwn) {
      isOwn = false;
      firstTool = tool;
      firstPair = pair;
    } else if (furtherCount == mostFurther) {
      overflowNames();
      break;
    } else {
      store<u16>(furtherRows + furtherCount * 2, <u16>row);
      store<u16>(furtherTools + furtherCount * 2, <u16>tool);
      store<u32>(furtherPairs + furtherCount * 4, pair);
      furtherCount++;
    }
  }
  found = 0;
}

export function markFurther(some: bool): void {
  hadFurther = some;
}
