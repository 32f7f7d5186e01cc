// The key or value that is open, across chunks: its bytes in this chunk, and what earlier chunks held of it.

import { input, pending, slotCapacity } from "./layout";
import { offsetOf } from "./position";

/** Where its bytes in this chunk begin. */
let textFrom: usize = 0;
/** Where it begins in the transcript. */
export let textStart: f64 = 0;
/** Bytes of it in earlier chunks, and how many of them are kept. */
export let textBefore: f64 = 0;
export let textHeld: u32 = 0;
/** True when it holds a backslash. */
export let textEscaped: bool = false;

// @ts-ignore: decorator
@inline
export function beginText(p: usize): void {
  textFrom = p;
  textStart = offsetOf(p);
  textBefore = 0;
  textHeld = 0;
  textEscaped = false;
}

export function markEscaped(): void {
  textEscaped = true;
}

/** The chunk ends in front of `to` while the text is open: keeps what is there of it, up to a bound. */
export function keepText(to: usize): void {
  const length = <u32>(to - textFrom);
  const room = slotCapacity - textHeld;
  const copied = min<u32>(length, room);
  memory.copy(pending + textHeld, textFrom, copied);
  textHeld += copied;
  textBefore += <f64>length;
  textFrom = input;
}

/** The bytes of the text that ended, as far as they are in memory, and its whole length. */
export let textAt: usize = 0;
export let textLength: f64 = 0;

/** The text ends in front of `to`. */
export function endText(to: usize): void {
  textLength = textBefore + <f64>(to - textFrom);
  if (textBefore == 0) {
    textAt = textFrom;
    return;
  }
  const copied = min<u32>(<u32>(to - textFrom), slotCapacity - textHeld);
  memory.copy(pending + textHeld, textFrom, copied);
  textHeld += copied;
  textAt = pending;
}
