// Captures of server-sent events: `data: {…}` is a record behind the name of its field, and lines of other fields (`event`,
// `id`, `retry`) and comments (`: …`) stand between records. Only at a line's start, and only when spelled exactly so; all
// else is damage, as in any log. See https://html.spec.whatwg.org/multipage/server-sent-events.html.
//
// `[DONE]`, behind `data:` or alone on its line, is no JSON: servers of OpenAI's kind end their streams with it.

import { isBlank } from "./search";
import { comment, damage, field, passed, separators } from "./states";

/** Names as numbers: their letters, the last one lowest. */
const data: u64 = 0x64617461;
const event: u64 = 0x6576656e74;
const id: u64 = 0x6964;
const retry: u64 = 0x7265747279;

/** What follows the bracket of `[DONE]`, the last byte lowest. */
const doneName: u64 = 0x444f4e455d;
export const endMarkBytes: f64 = 6;

const longestName: u32 = 5;
const colon: u8 = 0x3a;

let name: u64 = 0;
let length: u32 = 0;

/** A line begins with this byte; gives the state, `damage` when no field or comment can begin with it. */
export function beginField(byte: u8): u32 {
  name = byte;
  length = 1;
  if (byte == colon) return comment;
  return isLetter(byte) ? field : damage;
}

/** The next byte of a field's name. */
export function goOnField(byte: u8): u32 {
  if (byte == colon) {
    if (name == data) return separators;
    return name == event || name == id || name == retry ? passed : damage;
  }
  if (!isLetter(byte) || ++length > longestName) return damage;
  name = (name << 8) | byte;
  return field;
}

/** A bracket has begun a line's data, and this byte follows it: true when it may be the end mark's. */
export function beginEndMark(byte: u8): bool {
  name = byte;
  length = 1;
  return byte == <u8>(doneName >> 32);
}

/** The next byte of an end mark, or behind it: false when it is none. */
export function goOnEndMark(byte: u8): bool {
  if (hasEndMark()) return isBlank(byte);
  name = (name << 8) | byte;
  length++;
  return name == doneName >> (<u64>(longestName - length) * 8);
}

export function hasEndMark(): bool {
  return name == doneName;
}

// @ts-ignore: decorator
@inline
function isLetter(byte: u8): bool {
  return byte >= 0x61 && byte <= 0x7a;
}
