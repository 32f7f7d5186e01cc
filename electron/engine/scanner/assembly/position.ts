// Where the input region lies in the transcript.

import { input } from "./layout";

/** Transcript offset of the region's first byte. */
let base: f64 = 0;

export function setBase(offset: f64): void {
  base = offset;
}

/** Transcript offset of a byte in the input region, or in the lead in front of it. */
// @ts-ignore: decorator
@inline
export function offsetOf(p: usize): f64 {
  return base + <f64>(<i32>(p - input));
}

/** Where the byte at a transcript offset lies in the input region; 0: in front of it. */
export function addressAt(offset: f64): usize {
  return offset < base ? 0 : input + <usize>(offset - base);
}
