// Judges records and values before their parts are taken over: are they JSON, and do they fit a shape. Short ones, which
// most are, are parsed for that; longer ones are walked where they lie.

import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import { judgeJson } from "./jsonCheck.ts";
import { describeMend } from "./mendWords.ts";
import { fits } from "./parsedShape.ts";
import type { Fitness, RecordShape, Shape, Value } from "./shape.ts";
import { pausing } from "./shape.ts";
import { fitness, survey } from "./survey.ts";

/** Longer values are not parsed. */
const parsedBytes = 64 * 1024;

/** What was found, and of a short value that fits: what was parsed. */
export interface Judgement<Found> {
  readonly found: Found;
  readonly parsed: unknown;
  /** What has to be mended, in words. */
  readonly mend: string;
}

/** A record: `broken` when it is no JSON, `too deep` when nobody can say. */
export function* judgeRecord(
  window: ByteWindow,
  range: ByteRange,
  shape: RecordShape,
): Generator<undefined, Judgement<Fitness | "broken" | "too deep">> {
  if (range.length > parsedBytes) {
    const verdict = yield* judgeJson(window, range);
    if (verdict !== "json") {
      return { found: verdict === "too deep" ? verdict : "broken", parsed: undefined, mend: "" };
    }
  } else {
    const parsed = parse(window, range);
    if (parsed === undefined) return { found: "broken", parsed, mend: "" };
    if (fits(parsed, shape)) return { found: "fine", parsed, mend: "" };
  }
  const found = yield* survey(window, asObject(range), shape);
  const mend = found.fitness === "mend" ? describeMend(shape, found) : "";
  return { found: found.fitness, parsed: undefined, mend };
}

/** A value of a record that is known to be JSON. */
export function* judgeValue(window: ByteWindow, value: Value, shape: Shape): Generator<undefined, Judgement<Fitness>> {
  if (value.length <= parsedBytes) {
    const parsed = parse(window, value);
    if (fits(parsed, shape)) return { found: "fine", parsed, mend: "" };
  }
  return { found: yield* fitness(window, value, shape), parsed: undefined, mend: "" };
}

/** A member of what was parsed, or undefined. */
export function memberOf(parsed: unknown, name: string): unknown {
  if (typeof parsed !== "object" || parsed === null || !Object.hasOwn(parsed, name)) return undefined;
  return Reflect.get(parsed, name);
}

/** The member of an object by its name; of several, the last. */
export function* findMember(
  window: ByteWindow,
  range: ByteRange,
  name: string,
): Generator<undefined, Value | undefined> {
  return (yield* findMembers(window, range, new Set([name]))).get(name);
}

/** The members of an object that have one of some names, in one walk. */
export function* findMembers(
  window: ByteWindow,
  range: ByteRange,
  names: ReadonlySet<string>,
): Generator<undefined, ReadonlyMap<string, Value>> {
  const found = new Map<string, Value>();
  for (const member of pausing(window, range)) {
    if (member === undefined) yield;
    else if (member.key !== undefined && !member.keyCut && names.has(member.key)) found.set(member.key, member);
  }
  return found;
}

/** A record as a value, for reading its members. */
export function asObject(range: ByteRange): Value {
  return { type: "object", offset: range.offset, length: range.length };
}

/** A short value, parsed; undefined for one that is long or no JSON. */
export function parseShort(window: ByteWindow, range: ByteRange): unknown {
  return range.length <= parsedBytes ? parse(window, range) : undefined;
}

/** Undefined stands for what is no JSON. */
function parse(window: ByteWindow, { offset, length }: ByteRange): unknown {
  try {
    return JSON.parse(window.view(offset, length).toString("utf8"));
  } catch {
    return undefined;
  }
}
