// What is written for a value that nearly fits a shape: an optional null is left out, snake_case becomes camelCase, what is
// missing gets its stand-in, a time becomes its milliseconds.

import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import type { Member } from "../scanner/jsonWalk.ts";
import type { Gathered, ListShape, MemberShape, RecordShape, Shape, Value } from "./shape.ts";
import { millisecondsOf, pausing, textOf } from "./shape.ts";
import type { Chosen, Survey } from "./survey.ts";
import { fitness, isUsable, survey, variantOf } from "./survey.ts";

/** Text to write, a place to copy from (perhaps as a string that holds what stands there), or a point to pause at. */
export type MendedPart = string | ByteRange | Quoted | undefined;

export interface Quoted {
  readonly quoted: ByteRange;
}

/** What to write for a value that needs mending (or does not). Call only when it is not unfit. */
export function* mended(window: ByteWindow, value: Value, shape: Shape): Generator<MendedPart> {
  switch (shape.is) {
    case "stringOr":
      if (value.type === "string") yield value;
      else yield* mended(window, value, shape.other);
      return;
    case "quotable":
      yield value.type === "string" ? value : { quoted: value };
      return;
    case "time":
      yield mendedTime(window, value);
      return;
    case "list":
      yield* mendedList(window, value, shape);
      return;
    case "variant": {
      const variant = yield* variantOf(window, value, shape);
      if (typeof variant === "string") yield value;
      else yield* mendedRecord(window, value, variant);
      return;
    }
    case "record":
      yield* mendedRecord(window, value, shape);
      return;
    default:
      yield value;
  }
}

function* mendedList(window: ByteWindow, value: Value, shape: ListShape): Generator<MendedPart> {
  let separator = "[";
  for (const member of pausing(window, value)) {
    if (member === undefined) {
      yield;
      continue;
    }
    const found = yield* fitness(window, member, shape.of);
    if (found === "unfit") continue;
    yield separator;
    separator = ",";
    if (found === "fine") yield member;
    else yield* mended(window, member, shape.of);
  }
  yield separator === "[" ? "[]" : "]";
}

function mendedTime(window: ByteWindow, value: Value): MendedPart {
  const text = textOf(window, value);
  return value.type === "number" && Number.isSafeInteger(Number(text)) ? value : millisecondsOf(text);
}

function* mendedRecord(window: ByteWindow, value: Value, shape: RecordShape): Generator<MendedPart> {
  const found = yield* survey(window, value, shape);
  let separator = "{";
  for (const member of pausing(window, value)) {
    if (member === undefined) yield;
    const kept = member === undefined ? undefined : keptAs(member, shape, found);
    if (member === undefined || kept === undefined) continue;
    yield `${separator}${JSON.stringify(kept.name)}:`;
    separator = ",";
    if (kept.shape === undefined || kept.isFine) yield member;
    else yield* mended(window, member, kept.shape);
  }
  if (found.gathered !== undefined && shape.gathered !== undefined) {
    yield `${separator}${JSON.stringify(shape.gathered.name)}:`;
    yield* mendedGathered(window, shape.gathered, found.gathered);
    separator = ",";
  }
  for (const { name, standIn } of standInsOf(shape, found)) {
    yield `${separator}${JSON.stringify(name)}:${standIn}`;
    separator = ",";
  }
  yield separator === "{" ? "{}" : "}";
}

/** A member that is put together from those beside it. */
function* mendedGathered(
  window: ByteWindow,
  { shape }: Gathered,
  parts: ReadonlyMap<string, Chosen>,
): Generator<MendedPart> {
  let separator = "{";
  for (const { name, shape: of, standIn } of new Set(shape.spelled.values())) {
    const part = parts.get(name);
    if (!isUsable(part) && standIn === undefined) continue;
    yield `${separator}${JSON.stringify(name)}:`;
    separator = ",";
    if (isUsable(part)) yield* mended(window, part.member, of);
    else yield standIn;
  }
  yield "}";
}

/** How a member is kept in its record. */
export interface Kept {
  readonly name: string;
  /** Undefined for a member that the shape does not know: it stays as it is. */
  readonly shape: Shape | undefined;
  readonly isFine: boolean;
}

/** Undefined for a member that is left out. */
export function keptAs(member: Member, shape: RecordShape, { chosen, gathered }: Survey): Kept | undefined {
  if (member.key === undefined || member.keyCut) return undefined;
  const known = shape.spelled.get(member.key);
  const isMoved = gathered !== undefined && shape.gathered?.from.has(member.key) === true;
  const choice = known === undefined ? undefined : chosen.get(known.name);
  if (known === undefined) return isMoved ? undefined : { name: member.key, shape: undefined, isFine: true };
  if (!isUsable(choice)) return undefined;
  if (choice.member.index !== member.index) {
    // Another spelling of what the record has already: to readers, that is a member that they do not know.
    return member.key === known.name ? undefined : { name: member.key, shape: undefined, isFine: true };
  }
  return { name: known.name, shape: known.shape, isFine: choice.fitness === "fine" };
}

/** The members that a record lacks, with what is written for them. */
export function standInsOf(shape: RecordShape, { chosen, gathered }: Survey): readonly MemberShape[] {
  return shape.required.filter(
    ({ name, standIn }) =>
      standIn !== undefined &&
      !isUsable(chosen.get(name)) &&
      !(gathered !== undefined && name === shape.gathered?.name),
  );
}
