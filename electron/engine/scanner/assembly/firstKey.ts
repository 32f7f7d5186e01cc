// What the record that is open begins with: its first key, and whether an object inside a torn record begins like that.

import { headOf } from "./paths";

const unknown: u32 = 0xffffffff;

/** The first key of the record: its length and its first eight bytes, as they are spelled. */
let length: u32 = unknown;
let head: u64 = 0;
let tornLength: u32 = unknown;
let tornHead: u64 = 0;
/** The record counts only if it begins as the torn one. */
let mustMatch: bool = false;

// @ts-ignore: decorator
@inline
export function forgetFirstKey(): void {
  length = unknown;
  mustMatch = false;
}

/** What follows is compared with the record that is open now. */
export function rememberTorn(): void {
  tornLength = length;
  tornHead = head;
}

export function demandMatch(): void {
  mustMatch = true;
}

// @ts-ignore: decorator
@inline
export function awaitsFirstKey(): bool {
  return length == unknown;
}

/** The first key has been read. False: the record had to begin as the torn one, and does not. */
export function takeFirstKey(at: usize, size: u32): bool {
  length = size;
  head = headOf(at, size);
  return !mustMatch || (length == tornLength && head == tornHead);
}
