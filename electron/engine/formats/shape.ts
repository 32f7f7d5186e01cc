// What a JSON value has to look like, as data, and two readings of it over a value in the source: does it fit, and what is
// written when it nearly does (an optional null is left out, snake_case becomes camelCase, what is missing gets its
// stand-in). Both walk the bytes, so a value may be of any length. They are generators that yield `undefined` wherever
// the caller may pause.
//
// A value that fits is never rewritten. Members a shape does not know are left as they are: readers ignore them.

import type { ValueType } from "../../../shared/rows.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import type { Member } from "../scanner/jsonWalk.ts";
import { walkMembers } from "../scanner/jsonWalk.ts";
import { decodeStringText } from "../scanner/stringText.ts";

export type Shape =
  | { readonly is: "any" }
  /** Anything but null. */
  | { readonly is: "value" }
  | { readonly is: "string" }
  /** A string; when it is another value, the string that holds its JSON text. */
  | { readonly is: "quotable" }
  | { readonly is: "whole"; readonly least: number }
  | { readonly is: "boolean" }
  | { readonly is: "object" }
  | { readonly is: "pointer" }
  | { readonly is: "word"; readonly words: readonly string[] }
  | { readonly is: "stringOr"; readonly other: ListShape }
  | ListShape
  | RecordShape
  | VariantShape;

export interface ListShape {
  readonly is: "list";
  readonly of: Shape;
  readonly least: number;
}

export interface RecordShape {
  readonly is: "record";
  /** By every spelling of a member's name. */
  readonly spelled: ReadonlyMap<string, MemberShape>;
  readonly required: readonly MemberShape[];
}

/** One of several records, by the string that one member holds. */
export interface VariantShape {
  readonly is: "variant";
  readonly by: string;
  readonly of: ReadonlyMap<string, RecordShape>;
  /** Whether a value of another sort fits, since readers drop it by themselves. */
  readonly others: boolean;
}

export interface MemberShape {
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
  /** JSON text for a required member that is missing or null. */
  readonly standIn: string | undefined;
  /** Readers take null for missing. */
  readonly nullable: boolean;
}

/** `mend`: it fits once it is rewritten. `unfit`: nothing can be made of it. */
export type Fitness = "fine" | "mend" | "unfit";

/** A value in the source. */
export interface Value extends ByteRange {
  readonly type: ValueType;
}

/** Text to write, a place to copy from (perhaps as a string that holds what stands there), or a point to pause at. */
export type MendedPart = string | ByteRange | Quoted | undefined;

export interface Quoted {
  readonly quoted: ByteRange;
}

const sliceBytes = 1024 * 1024;
const pointerText = /^(?:\/(?:[^/~]|~[01])*)*$/;

export function* fitness(window: ByteWindow, value: Value, shape: Shape): Generator<undefined, Fitness> {
  switch (shape.is) {
    case "stringOr":
      return value.type === "string" ? "fine" : yield* fitness(window, value, shape.other);
    case "list":
      return yield* fitnessOfList(window, value, shape);
    case "variant": {
      const variant = yield* variantOf(window, value, shape);
      return typeof variant === "string" ? variant : (yield* survey(window, value, variant)).fitness;
    }
    case "record":
      return (yield* survey(window, value, shape)).fitness;
    case "quotable":
      return value.type === "string" ? "fine" : value.type === "null" ? "unfit" : "mend";
    default:
      return fitsLeaf(window, value, shape) ? "fine" : "unfit";
  }
}

type LeafShape = Exclude<Shape, { readonly is: "stringOr" | "list" | "variant" | "record" | "quotable" }>;

function fitsLeaf(window: ByteWindow, value: Value, shape: LeafShape): boolean {
  switch (shape.is) {
    case "any":
      return true;
    case "value":
      return value.type !== "null";
    case "whole": {
      const number = value.type === "number" && value.length < 64 ? Number(textOf(window, value)) : Number.NaN;
      return Number.isSafeInteger(number) && number >= shape.least;
    }
    case "pointer":
      return value.type === "string" && isPointer(textOf(window, value));
    case "word":
      return value.type === "string" && shape.words.includes(textOf(window, value));
    default:
      return value.type === shape.is;
  }
}

function* fitnessOfList(window: ByteWindow, value: Value, shape: ListShape): Generator<undefined, Fitness> {
  if (value.type !== "array") return "unfit";
  let result: Fitness = "fine";
  let fitting = 0;
  for (const member of pausing(window, value)) {
    if (member === undefined) yield;
    else {
      const found = yield* fitness(window, member, shape.of);
      if (found !== "fine") result = "mend";
      if (found !== "unfit") fitting++;
    }
  }
  return fitting < shape.least ? "unfit" : result;
}

/** The record shape that a value has to fit, or what it is without one. */
function* variantOf(
  window: ByteWindow,
  value: Value,
  shape: VariantShape,
): Generator<undefined, RecordShape | "fine" | "unfit"> {
  if (value.type !== "object") return "unfit";
  let variant: RecordShape | undefined;
  for (const member of pausing(window, value)) {
    if (member === undefined) yield;
    else if (member.key === shape.by && !member.keyCut) {
      variant = member.type === "string" ? shape.of.get(textOf(window, member)) : undefined;
    }
  }
  return variant ?? (shape.others ? "fine" : "unfit");
}

export interface Survey {
  readonly fitness: Fitness;
  /** By name: the one member that counts. */
  readonly chosen: ReadonlyMap<string, Chosen>;
}

export interface Chosen {
  readonly member: Member;
  readonly fitness: Fitness;
}

/** Looks at all members of a record and chooses, of members of one name, the one to keep. */
export function* survey(window: ByteWindow, value: Value, shape: RecordShape): Generator<undefined, Survey> {
  const chosen = new Map<string, Chosen>();
  if (value.type !== "object") return { fitness: "unfit", chosen };
  let result: Fitness = "fine";
  for (const member of pausing(window, value)) {
    const known = member?.key === undefined || member.keyCut ? undefined : shape.spelled.get(member.key);
    if (member === undefined) yield;
    else if (known !== undefined) {
      const found = yield* fitnessOfMember(window, member, known);
      const before = chosen.get(known.name);
      // As JSON.parse does, the last one counts; but another spelling gives way to the right one.
      const isWeaker = before?.member.key === known.name && member.key !== known.name && before.fitness !== "unfit";
      if (!isWeaker) chosen.set(known.name, { member, fitness: found });
      if (member.key !== known.name) result = "mend";
    }
  }
  for (const { fitness } of chosen.values()) if (fitness !== "fine") result = "mend";
  for (const member of shape.required) {
    const kept = chosen.get(member.name);
    if (kept !== undefined && kept.fitness !== "unfit") continue;
    const mayStandIn = member.standIn !== undefined && (kept === undefined || kept.member.type === "null");
    if (!mayStandIn) return { fitness: "unfit", chosen };
    result = "mend";
  }
  return { fitness: result, chosen };
}

function* fitnessOfMember(window: ByteWindow, member: Member, shape: MemberShape): Generator<undefined, Fitness> {
  if (member.type === "null" && shape.nullable) return "fine";
  return yield* fitness(window, member, shape.shape);
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

function* mendedRecord(window: ByteWindow, value: Value, shape: RecordShape): Generator<MendedPart> {
  const { chosen } = yield* survey(window, value, shape);
  let separator = "{";
  for (const member of pausing(window, value)) {
    if (member?.key === undefined || member.keyCut) {
      yield;
      continue;
    }
    const known = shape.spelled.get(member.key);
    const choice = known === undefined ? undefined : chosen.get(known.name);
    if (choice !== undefined && (choice.member.index !== member.index || choice.fitness === "unfit")) continue;
    yield `${separator}${JSON.stringify(known?.name ?? member.key)}:`;
    separator = ",";
    if (known === undefined || choice?.fitness === "fine") yield member;
    else yield* mended(window, member, known.shape);
  }
  for (const { name, standIn } of shape.required) {
    if (standIn === undefined || (chosen.get(name)?.fitness ?? "unfit") !== "unfit") continue;
    yield `${separator}${JSON.stringify(name)}:${standIn}`;
    separator = ",";
  }
  yield separator === "{" ? "{}" : "}";
}

/** Whether a text is a JSON Pointer (RFC 6901). */
export function isPointer(text: string): boolean {
  return pointerText.test(text);
}

/** The members of a container, and `undefined` at every pause: at the latest after a megabyte. */
export function* pausing(window: ByteWindow, value: ByteRange): Generator<Member | undefined> {
  const walk = walkMembers(window, value, undefined, { sliceBytes });
  let pausedAt = value.offset;
  for (;;) {
    const member = walk.next();
    if (member !== undefined) {
      yield member;
      if (member.next.offset - pausedAt < sliceBytes) continue;
      pausedAt = member.next.offset;
      yield undefined;
    } else if (walk.paused) yield undefined;
    else return;
  }
}

/** The text of a short string or number; of a longer one than the window holds, its begin. */
export function textOf(window: ByteWindow, value: Value): string {
  if (value.type !== "string") return window.view(value.offset, value.length).toString("latin1");
  return decodeStringText(window.view(value.offset + 1, value.length - 2));
}
