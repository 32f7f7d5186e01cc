// The containers on wanted paths that are open, outermost first.

import { levels, levelSize, maxLevels } from "./layout";
import { none } from "./paths";

/** How many are open. */
export let level: u32 = 0;
/** The innermost one: its place in the trie of paths, and whether it is an array. */
export let node: i32 = none;
export let inArray: bool = false;

export function leaveAllLevels(): void {
  level = 0;
}

// @ts-ignore: decorator
@inline
export function roomForLevel(): bool {
  return level < maxLevels;
}

/** Enters a container whose value is wanted in `slot` (or `none`). */
export function enterLevel(at: i32, array: bool, slot: i32): void {
  const entry = levels + level * levelSize;
  store<i32>(entry, at);
  store<i32>(entry, array ? 1 : 0, 4);
  store<i32>(entry, slot, 8);
  level++;
  node = at;
  inArray = array;
}

/** Leaves the innermost container; gives its slot. */
// @ts-ignore: decorator
@inline
export function leaveLevel(): i32 {
  level--;
  const slot = load<i32>(levels + level * levelSize, 8);
  if (level > 0) {
    const outer = levels + (level - 1) * levelSize;
    node = load<i32>(outer);
    inArray = load<i32>(outer, 4) != 0;
  }
  return slot;
}
