// Keys, values and containers of the open record as they begin and end: what is wanted of them is captured.

import { beginElement, dropCalls, found, takeCallValue } from "./calls";
import { depth, enterContainer, leaveContainer } from "./containers";
import { decodeString } from "./decode";
import { decoded, slotCapacity } from "./layout";
import { enterLevel, leaveLevel, level, node, roomForLevel } from "./levels";
import { readsFields } from "./lines";
import { literalType } from "./literals";
import { childOf, firstElementOf, hasKeys, laterElementOf, none, slotOf, slotsBelow, useAt } from "./paths";
import { offsetOf } from "./position";
import { endRecord } from "./record";
import { capture, clearSlots, hold, setLength, startOf, typeArray, typeNull, typeObject, typeString } from "./slots";
import { afterValue, keyOrEnd, valueOrEnd } from "./states";
import { endText, textAt, textBefore, textEscaped, textHeld, textLength, textStart } from "./text";

/** Where the value that comes next stands in the trie of paths. */
let target: i32 = none;
/** The slot of the container that is open and is not walked. */
let containerSlot: i32 = none;

/** The record's own value comes next. */
// @ts-ignore: decorator
@inline
export function aimAtRoot(): void {
  target = 0;
  containerSlot = none;
}

/** A value that nobody wants comes next. */
// @ts-ignore: decorator
@inline
export function aimAtNothing(): void {
  target = none;
}

/** An array's next element comes. */
// @ts-ignore: decorator
@inline
export function aimAtElement(): void {
  target = none;
  if (depth != level) return;
  target = laterElementOf(node);
  if (target != none) beginElement();
}

/** A key has ended that is `length` bytes at `at`, as far as they are in memory. */
// @ts-ignore: decorator
@inline
export function takeKey(at: usize, length: u32, escaped: bool): void {
  target = none;
  if (depth != level || length > slotCapacity) return;
  if (escaped) {
    const size = decodeString(at, length, decoded);
    target = childOf(node, decoded, size);
  } else target = childOf(node, at, length);
  if (target == none) return;
  clearSlots(slotsBelow(target));
  if (found > 0) dropCalls(target);
}

// @ts-ignore: decorator
@inline
function slotOfTarget(): i32 {
  return target == none ? none : slotOf(target);
}

/** A string has ended whose text is [start, end) in memory. */
// @ts-ignore: decorator
@inline
export function takeString(start: usize, end: usize, escaped: bool): void {
  const slot = slotOfTarget();
  if (slot == none) {
    if (isOfCall()) takeCallValue(target, start, <f64>(end - start), typeString, escaped);
    return;
  }
  const length = <u32>(end - start);
  capture(slot, offsetOf(start), <f64>length, start, length, typeString, escaped);
}

/** The open text is a string that has ended in front of `p`. */
export function takeText(p: usize): void {
  const slot = slotOfTarget();
  if (slot == none) {
    if (!isOfCall()) return;
    endText(p);
    takeCallValue(target, textAt, textLength, typeString, textEscaped);
    return;
  }
  endText(p);
  captureText(slot, typeString);
}

/** The value that comes next tells of a call behind the record's first. */
// @ts-ignore: decorator
@inline
function isOfCall(): bool {
  return target != none && useAt(target) != 0;
}

function captureText(slot: u32, type: u8): void {
  const inInput = textBefore == 0;
  capture(slot, textStart, textLength, textAt, inInput ? <u32>textLength : textHeld, type, textEscaped);
  if (!inInput) hold(slot);
}

/** True when the value that comes next is wanted. */
// @ts-ignore: decorator
@inline
export function isWanted(): bool {
  return slotOfTarget() != none || isOfCall();
}

/** The open text is a number or word that has ended in front of `p`. */
export function takeLiteralText(p: usize): void {
  endText(p);
  const type = literalType(textAt, textLength);
  // For the index, null is no value.
  if (type == typeNull && !readsFields) return;
  const slot = slotOfTarget();
  if (slot == none) takeCallValue(target, textAt, textLength, type, false);
  else captureText(slot, type);
}

/** Whether a wanted path leads into the container that comes next. */
// @ts-ignore: decorator
@inline
export function leadsOn(object: bool): bool {
  return depth == level && target != none && roomForLevel() && (object ? hasKeys(target) : firstElementOf(target) != none);
}

/** The value that was aimed at is the container [from, to), whose inside nobody wants. */
// @ts-ignore: decorator
@inline
export function takeContainer(from: usize, to: usize, object: bool): void {
  if (target == none || !readsFields) return;
  const slot = slotOf(target);
  if (slot != none) capture(slot, offsetOf(from), <f64>(to - from), from, 0, object ? typeObject : typeArray, false);
}

/** The value that was aimed at is the number or word [from, to). */
// @ts-ignore: decorator
@inline
export function takeWholeLiteral(from: usize, to: usize): void {
  if (!isWanted()) return;
  const slot = slotOfTarget();
  const length = <u32>(to - from);
  const type = literalType(from, <f64>length);
  if (slot == none) {
    if (type != typeNull) takeCallValue(target, from, <f64>length, type, false);
    return;
  }
  // For the index, null is no value.
  if (type != typeNull || readsFields) capture(slot, offsetOf(from), <f64>length, from, length, type, false);
}

/** A container begins at `p` as the value that was aimed at: its keys are looked at when a wanted path leads into it. */
export function openContainer(p: usize, object: bool): u32 {
  let slot = none;
  if (target != none && readsFields) {
    slot = slotOf(target);
    if (slot != none) capture(slot, offsetOf(p), 0, p, 0, object ? typeObject : typeArray, false);
  }
  const isWalked = leadsOn(object);
  enterContainer(object, offsetOf(p));
  if (isWalked) {
    enterLevel(target, slot);
    if (!object) target = firstElementOf(node);
  } else {
    if (slot != none) containerSlot = slot;
    target = none;
  }
  return object ? keyOrEnd : valueOrEnd;
}

/** The innermost container ends in front of `p`. */
export function closeContainer(p: usize): u32 {
  leaveContainer();
  let slot = none;
  if (depth < level) slot = leaveLevel();
  else if (depth == level) {
    slot = containerSlot;
    containerSlot = none;
  }
  if (slot != none) setLength(slot, offsetOf(p) - startOf(slot));
  return endValue(p);
}

/** A value has ended in front of `p`: gives the state behind it. */
// @ts-ignore: decorator
@inline
export function endValue(p: usize): u32 {
  return depth == 0 ? endRecord(p) : afterValue;
}
