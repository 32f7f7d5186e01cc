// The containers on wanted paths that are open, outermost first. They are the outer ones of a record's containers.

import { levels, levelSize, maxLevels } from "./layout";
import { none } from "./paths";

/** How many are open. */
export let level: u32 = 0;
/** The innermost one's place in the trie of paths. */
export let node: i32 = none;

export function leaveAllLevels(): void {
  level = 0;
}

// @ts-ignore: decorator
@inline
export function roomForLevel(): bool {
  return level < maxLevels;
}

/** Enters a container whose value is wanted in `slot` (or `none`). */
// @ts-ignore: decorator
@inline
export function enterLevel(at: i32, slot: i32): void {
  const entry = levels + level * levelSize;
  store<i32>(entry, at);
  store<i32>(entry, slot, 4);
  level++;
  node = at;
}

/** Leaves the innermost container; gives its slot. */
// @ts-ignore: decorator
@inline
export function leaveLevel(): i32 {
  level--;
  const slot = load<i32>(levels + level * levelSize, 4);
  if (level > 0) node = load<i32>(levels + (level - 1) * levelSize);
  return slot;
}
