// Where the events of a line lie: found for all of it before any is looked at, so that who goes from one to the next
// neither cares about blocks nor about the insides of strings.

import { check, eventsFrom, lineEnds, resetEvents, skipText, stringOpen } from "./events";
import { mostPositions, positions } from "./layout";

/** The lowest event of `bits` is written. */
// @ts-ignore: decorator
@inline
function put(to: usize, block: usize, bits: u64): u64 {
  store<u32>(to, <u32>(block + <usize>ctz(bits)));
  return bits & (bits - 1);
}

/** As many are written at once, needed or not: to ask after each costs more. */
const atOnce: usize = 8;

/**
 * Writes the events of the line that begins at `from`, its end the last one; a line end stands before `end`. False: there are
 * too many.
 */
export function findPositions(from: usize, end: usize): bool {
  resetEvents();
  check(true);
  let to = positions;
  const last = positions + (<usize>mostPositions - 64 - atOnce) * 4;
  for (let block = from; block < end; block += 64) {
    let bits = eventsFrom(block, end);
    if (bits == 0) {
      if (stringOpen != 0 && block + 128 <= end) block = skipText(block + 64, end) - 64;
      continue;
    }
    const next = to + (<usize>popcnt(bits) << 2);
    do {
      bits = put(to, block, bits);
      bits = put(to + 4, block, bits);
      bits = put(to + 8, block, bits);
      bits = put(to + 12, block, bits);
      bits = put(to + 16, block, bits);
      bits = put(to + 20, block, bits);
      bits = put(to + 24, block, bits);
      bits = put(to + 28, block, bits);
      to += atOnce * 4;
    } while (bits != 0);
    to = next;
    if (lineEnds != 0) return true;
    if (to > last) return false;
  }
  return false;
}
