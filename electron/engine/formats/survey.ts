// Whether a value in the source fits a shape, and which of its members count.

import type { ByteWindow } from "../scanner/byteWindow.ts";
import type { Member } from "../scanner/jsonWalk.ts";
import type { Fitness, ListShape, MemberShape, RecordShape, Shape, Value, VariantShape } from "./shape.ts";
import { isPointer, millisecondsOf, pausing, textOf } from "./shape.ts";

/** The longest text of a number or a time that is looked at. */
const longestNumber = 256;

/** Yields at the latest after a megabyte of the value. "mend" where `mended.ts` can make a value of it that fits. */
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
    case "time":
      return fitnessOfTime(window, value);
    default:
      return fitsLeaf(window, value, shape) ? "fine" : "unfit";
  }
}

type LeafShape = Exclude<Shape, { readonly is: "stringOr" | "list" | "variant" | "record" | "quotable" | "time" }>;

function fitsLeaf(window: ByteWindow, value: Value, shape: LeafShape): boolean {
  switch (shape.is) {
    case "any":
      return true;
    case "value":
      return value.type !== "null";
    case "whole": {
      const number =
        value.type === "number" && value.length <= longestNumber ? Number(textOf(window, value)) : Number.NaN;
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

function fitnessOfTime(window: ByteWindow, value: Value): Fitness {
  if ((value.type !== "number" && value.type !== "string") || value.length > longestNumber) return "unfit";
  const text = textOf(window, value);
  if (value.type === "number" && Number.isSafeInteger(Number(text))) return "fine";
  return millisecondsOf(text) === undefined ? "unfit" : "mend";
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
export function* variantOf(
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

/** Of the members only places are held, and of a record at most one for each name of its shape. */
export interface Survey {
  readonly fitness: Fitness;
  /** By name: the one member that counts. */
  readonly chosen: ReadonlyMap<string, Chosen>;
  /** When a member has to be put together: by the name inside, what it is put together from. */
  readonly gathered: ReadonlyMap<string, Chosen> | undefined;
}

/** The member as it stands in the source, and how well its value fits. */
export interface Chosen {
  readonly member: Member;
  readonly fitness: Fitness;
}

/** Looks at all members of a record and chooses, of members of one name, the one to keep. */
export function* survey(window: ByteWindow, value: Value, shape: RecordShape): Generator<undefined, Survey> {
  const chosen = new Map<string, Chosen>();
  const beside = new Map<string, Chosen>();
  if (value.type !== "object") return { fitness: "unfit", chosen, gathered: undefined };
  for (const member of pausing(window, value)) {
    if (member === undefined) yield;
    else if (member.key !== undefined && !member.keyCut) {
      const known = shape.spelled.get(member.key);
      const inside = shape.gathered?.from.get(member.key);
      if (known !== undefined) {
        const found = { member, fitness: yield* fitnessOfMember(window, member, known) };
        if (isBetter(found, chosen.get(known.name), known)) chosen.set(known.name, found);
      }
      const part = inside === undefined ? undefined : shape.gathered?.shape.spelled.get(inside);
      if (part !== undefined) beside.set(part.name, { member, fitness: yield* fitnessOfMember(window, member, part) });
    }
  }
  const gathered = isUsable(chosen.get(shape.gathered?.name ?? "")) || beside.size === 0 ? undefined : beside;
  return { fitness: fitnessOfChosen(shape, chosen, gathered), chosen, gathered };
}

/** As JSON.parse does, the last one counts; but another spelling gives way to the right one. */
function isBetter(found: Chosen, before: Chosen | undefined, { name }: MemberShape): boolean {
  if (before === undefined || found.member.key === name) return true;
  return before.member.key !== name || before.fitness === "unfit";
}

function fitnessOfChosen(
  shape: RecordShape,
  chosen: ReadonlyMap<string, Chosen>,
  gathered: ReadonlyMap<string, Chosen> | undefined,
): Fitness {
  let result: Fitness = gathered === undefined ? "fine" : "mend";
  for (const [name, { member, fitness }] of chosen) if (fitness !== "fine" || member.key !== name) result = "mend";
  for (const member of shape.required) {
    const kept = chosen.get(member.name);
    if (isUsable(kept) || (gathered !== undefined && member.name === shape.gathered?.name)) continue;
    const isThere = kept !== undefined && kept.member.type !== "null";
    const mayStandIn = member.standIn !== undefined && !isThere;
    if (!mayStandIn) return "unfit";
    result = "mend";
  }
  return result;
}

export function isUsable(choice: Chosen | undefined): choice is Chosen & { readonly fitness: "fine" | "mend" } {
  return choice !== undefined && choice.fitness !== "unfit";
}

function* fitnessOfMember(window: ByteWindow, member: Member, shape: MemberShape): Generator<undefined, Fitness> {
  if (member.type === "null" && shape.nullable) return "fine";
  return yield* fitness(window, member, shape.shape);
}
