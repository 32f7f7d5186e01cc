// The containers of a record that are open, wanted or not: of each whether it is an object, and of the outer ones where
// they begin.

import { containerKinds, containerStarts, deepest, knownStarts, readLevels } from "./layout";

/** How many are open. */
export let depth: u32 = 0;
/** Some lay inside `readLevels` others since it was asked last. */
let deep: bool = false;
/** Whether the innermost one is an object. */
export let inObject: bool = false;
/** Where the object begins in the transcript that was the last container to be closed; -1: it was none, or lay too deep to say. */
export let lastObject: f64 = -1;

export function leaveAllContainers(): void {
  depth = 0;
  deep = false;
  inObject = false;
  lastObject = -1;
}

// @ts-ignore: decorator
@inline
export function roomForContainer(): bool {
  return depth < deepest;
}

// @ts-ignore: decorator
@inline
export function enterContainer(object: bool, start: f64): void {
  store<u8>(containerKinds + depth, inObject ? 1 : 0);
  if (depth < knownStarts) store<f64>(containerStarts + depth * 8, start);
  inObject = object;
  depth++;
  if (depth == readLevels) deep = true;
}

/** Whether the record that ends lies deeper than records are read. */
// @ts-ignore: decorator
@inline
export function takeDeep(): bool {
  const was = deep;
  deep = false;
  return was;
}

// @ts-ignore: decorator
@inline
export function leaveContainer(): void {
  depth--;
  lastObject = inObject && depth < knownStarts ? load<f64>(containerStarts + depth * 8) : -1;
  inObject = load<u8>(containerKinds + depth) != 0;
}
