// Where the input region lies in the transcript.

import { input } from "./layout";

/** Transcript offset of the region's first byte. */
let base: f64 = 0;

export function setBase(offset: f64): void {
  base = offset;
}

/** Transcript offset of a byte in the input region. */
// @ts-ignore: decorator
@inline
export function offsetOf(p: usize): f64 {
  return base + <f64>(p - input);
}
