// Tokens that JSON does not allow where they stand. A record with some is malformed; as long as its brackets may close it is
// read on, for its kind and time, as its writer seems to have meant it. Behind damage a record must be whole JSON.

import { depth, inObject, roomForContainer } from "./containers";
import { damaged, markOdd } from "./record";
import { giveUp, recordInString, tearAt } from "./resync";
import { backslash, quote } from "./search";
import { afterValue, colon, inKey, inString, key, keyOrEnd, value } from "./states";
import { aimAtNothing, closeContainer, openContainer } from "./values";

const comma: u8 = 0x2c;
const colonByte: u8 = 0x3a;

/** A control character or a wrong escape at `p`, inside a key or string: gives the state behind it. */
export function oddInString(p: usize, now: u32): u32 {
  if (damaged) return giveUp(p);
  markOdd();
  return now;
}

/** A number or word that is none of JSON's has ended in front of `p`, where a value may stand. */
export function oddLiteral(p: usize): u32 {
  if (damaged || depth == 0) return giveUp(p);
  markOdd();
  return afterValue;
}

/** A token begins at `p` that may not stand there: gives the state behind its first byte. */
export function oddToken(p: usize, byte: u8, now: u32): u32 {
  const isBracketEnd = (byte | 0x20) == 0x7d;
  if (byte != comma && byte != colonByte && !isBracketEnd) {
    const start = recordInString(p, now);
    if (start != 0) return giveUp(start);
  }
  if (byte == backslash) return giveUp(p);
  if (byte == 0x7b) return tearAt(p, now);
  if (damaged) return giveUp(p);
  markOdd();
  if (isBracketEnd) return closeContainer(p + 1);
  if (byte == comma) return now == keyOrEnd || now == key || inObject ? key : value;
  aimAtNothing();
  if (byte == colonByte) return value;
  if (byte == 0x5b) return roomForContainer() ? openContainer(p, false) : giveUp(p);
  const isKey = now == keyOrEnd || now == key;
  if (byte == quote) return now == afterValue && inObject ? inKey : inString;
  return isKey ? colon : afterValue;
}
