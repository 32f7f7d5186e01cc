// Where the next record begins behind a torn one.
//
// A line that is whole JSON never comes here, so the inside of a string of a whole record is never taken for one. Where a
// record cannot go on, the scanner looks for the next `{` that is followed by a key, and takes what begins there for a
// record only if it is whole JSON, by the strict rules, up to its closing bracket; else the search goes on where it stopped
// being JSON. A string cannot hold `{"` as it is, since its quotes are escaped: only the end of one string can look so, and
// what follows it is no key and colon. All that no record claims is damage, one malformed record per stretch.
//
// What gives a torn record away, by what the writer was at when it was cut off:
// - between two tokens: a `{` where no value may stand. The next record begins there.
// - inside a string or key: the next record's `{"` ends that string, and what follows is not what may follow a string. The
//   next record begins at the last byte of the string, its `{`.
// - where a value is due: the next record looks like that value, and the line ends with brackets open (or another `{` comes
//   where none may stand). The next record is the object that was closed last, if nothing came behind it and if it begins
//   with the same key as the torn one: records of a log begin alike, and the objects inside them seldom do as the record.
//
// Every byte is looked at twice at most: once as part of the torn record, once in the search. The object of the last case
// may lie before the input, so the reader is asked for the bytes again (`seek`).

import { flagTorn } from "./columns";
import { depth, lastObject } from "./containers";
import { check, resetEvents } from "./events";
import { demandMatch, rememberTorn } from "./firstKey";
import { endLine } from "./lines";
import { addressAt, offsetOf } from "./position";
import { beginDamage, damageStart, endDamage, goOn, startRecord } from "./record";
import { findOpening, isBlank, newline, quote } from "./search";
import { afterValue, colon, damage, key, separators, value } from "./states";
import { aimAtRoot, openContainer } from "./values";

/** Transcript offset that the reader has to go back to; -1: none. */
export let seek: f64 = -1;
/** Before this offset only the object at `probed` may be a record. */
let notBefore: f64 = -1;
let probed: f64 = -1;
/** White space that is looked back over. More of it hides the record behind it. */
const lookBack: u32 = 16;

export function resetResync(): void {
  seek = -1;
  notBefore = -1;
  probed = -1;
}

export function forgetSeek(): void {
  seek = -1;
}

/** The record is no JSON at `p` and does not go on: the next one is looked for from there on. */
export function giveUp(p: usize): u32 {
  goOn(p);
  return beginDamage();
}

/** A `{` stands at `p` where no value may. */
export function tearAt(p: usize, now: u32): u32 {
  return endsWithObject(p, now) ? goBack(p) : giveUp(p);
}

/** The line ends at `p` while something is open. */
export function endOpenLine(p: usize, now: u32): u32 {
  if (endsWithObject(p, now)) return goBack(p);
  beginDamage();
  endDamageBefore(p, 0);
  endLine(p);
  goOn(p + 1);
  return separators;
}

/** The damage ends with the line (or the transcript) in front of `p`; a carriage return there is not part of it. */
function endDamageBefore(p: usize, flags: u32): void {
  const end = offsetOf(p);
  endDamage(load<u8>(p - 1) == 0x0d && end - 1 > damageStart ? end - 1 : end, flags);
}

/** The transcript ends at `p` while something is open. Its last line may still be written: nothing is looked for in it. */
export function endTorn(p: usize): void {
  beginDamage();
  endDamageBefore(p, flagTorn);
}

/** The `{` of the record that begins inside the string that has just ended in front of `p`; 0: the string ends otherwise. */
export function recordInString(p: usize, now: u32): usize {
  if ((now != colon && now != afterValue) || load<u8>(p - 1) != quote) return 0;
  const at = skipBack(p - 2);
  return load<u8>(at) == 0x7b ? at : 0;
}

/** True when nothing but white space and a comma stands between an object that has been closed and `p`. */
function endsWithObject(p: usize, now: u32): bool {
  if (depth == 0 || lastObject < 0) return false;
  if (now == afterValue) return load<u8>(skipBack(p - 1)) == 0x7d;
  if (now != key && now != value) return false;
  const comma = skipBack(p - 1);
  return load<u8>(comma) == 0x2c && load<u8>(skipBack(comma - 1)) == 0x7d;
}

function skipBack(from: usize): usize {
  let p = from;
  for (let i: u32 = 0; i < lookBack && isBlank(load<u8>(p)); i++) p--;
  return p;
}

/** Looks at the object that was closed last, and then from `p` on. */
function goBack(p: usize): u32 {
  rememberTorn();
  probed = lastObject;
  notBefore = offsetOf(p);
  const at = addressAt(probed);
  if (at == 0) seek = probed;
  goOn(at == 0 ? p : at);
  return beginDamage();
}

/** Goes through damage up to a record that may begin, or to the line's end; gives where. Sets the state. */
export function findRecord(from: usize, end: usize): usize {
  let p = from;
  found = damage;
  while (true) {
    p = findOpening(p, end);
    if (p >= end) return end;
    if (load<u8>(p) == newline) {
      endDamageBefore(p, 0);
      endLine(p);
      found = separators;
      return p + 1;
    }
    const offset = offsetOf(p);
    if ((offset >= notBefore || offset == probed) && mayBeginKey(p + 1, end)) break;
    p++;
  }
  startRecord(p);
  if (offsetOf(p) == probed) demandMatch();
  probed = -1;
  resetEvents();
  check(true);
  aimAtRoot();
  found = openContainer(p, true);
  return p + 1;
}

/** False where what begins there would be given up at once. */
// @ts-ignore: decorator
@inline
function mayBeginKey(p: usize, end: usize): bool {
  return p >= end || load<u8>(p) == quote || isBlank(load<u8>(p));
}

/** The state behind `findRecord`. */
export let found: u32 = damage;
