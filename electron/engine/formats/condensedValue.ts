// Reads members of a record's condensed value (condense.ts). A string may be there whole or cut; whoever wants text takes
// either, and whoever needs all of it asks where it lies.

import { randomWord } from "../environment/randomWord.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";

/** The name that marks a cut string. No transcript can know it. */
export const cutMark = `cut-${randomWord()}${randomWord()}`;

/** Members and elements from a value down. */
export type ValuePath = readonly (string | number)[];

/**
 * What is wanted of a member: all that it may be, or only objects and lists, and nothing is made of a text; `around`: it lies
 * around the value that is asked for, and may be given without having looked at it.
 */
export type Wanted = "any" | "container" | "around";

/**
 * An object of which members are read when they are asked for (capturedValue.ts). Only the functions below ask it, step by step.
 */
export abstract class AskedValue {
  abstract member(name: string | number, wanted: Wanted): unknown;
  /** Whether a member is a string with anything in it, or begins so. */
  abstract isText(name: string | number): boolean;
  abstract begins(name: string | number, beginning: string): boolean;
}

/** A string of which only the beginning is here. */
export interface CutText {
  readonly head: string;
  /** Where its text lies in the source: without its quotes, escaped as it stands there. */
  readonly range: ByteRange;
}

/** An object out of JSON text: members are looked up by `valueAt`, which passes over what objects inherit. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** No list and not null. A captured value is an object too; its members are only asked by the functions here. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What lies at a path, or undefined. Readers ask some dozens of times a record: so a path is gone step by step in each function that
 * takes one, and as long as it is handed on to nobody, no list is made of it.
 */
export function valueAt(value: unknown, ...path: ValuePath): unknown {
  let at = value;
  for (let n = 0; n < path.length; n++) at = stepDown(at, path[n] ?? "", n < path.length - 1 ? "around" : "any");
  return at;
}

function stepDown(value: unknown, step: string | number, wanted: Wanted): unknown {
  if (value instanceof AskedValue) return value.member(step, wanted);
  if (isObject(value)) return memberOf(value, step);
  return Array.isArray(value) && typeof step === "number" ? value[step] : undefined;
}

/**
 * A member that the object has itself. All that objects inherit are functions, which JSON has none of, and `__proto__`: so mostly
 * one look is enough.
 */
function memberOf(object: JsonObject, name: string | number): unknown {
  const found = object[name];
  if (typeof found !== "function" && name !== "__proto__") return found;
  return Object.hasOwn(object, name) ? found : undefined;
}

/** The string at a path, of a cut one its beginning; undefined when there is none. */
export function textAt(value: unknown, ...path: ValuePath): string | undefined {
  let found = value;
  for (let n = 0; n < path.length; n++) found = stepDown(found, path[n] ?? "", n < path.length - 1 ? "around" : "any");
  return typeof found === "string" ? found : cutText(found)?.head;
}

/**
 * The number at a path; undefined also for one that is spelled as text. Numbers are JavaScript's: beyond 2^53 they are
 * rounded.
 */
export function numberAt(value: unknown, ...path: ValuePath): number | undefined {
  let found = value;
  for (let n = 0; n < path.length; n++) found = stepDown(found, path[n] ?? "", n < path.length - 1 ? "around" : "any");
  return typeof found === "number" ? found : undefined;
}

/** The id at a path, as text: programs count with numbers or with texts. Anything else is none. */
export function idAt(value: unknown, ...path: ValuePath): string | undefined {
  const number = numberAt(value, ...path);
  return number === undefined ? textAt(value, ...path) : String(number);
}

/** Whether `true` stands at a path. */
export function isTrueAt(value: unknown, ...path: ValuePath): boolean {
  let found = value;
  for (let n = 0; n < path.length; n++) found = stepDown(found, path[n] ?? "", n < path.length - 1 ? "around" : "any");
  return found === true;
}

/** The elements of the array at a path; none when there is no array. */
export function listAt(value: unknown, ...path: ValuePath): readonly unknown[] {
  let found = value;
  for (let n = 0; n < path.length; n++)
    found = stepDown(found, path[n] ?? "", n < path.length - 1 ? "around" : "container");
  return Array.isArray(found) ? found : [];
}

/** The object at a path; undefined for a cut string. */
export function objectAt(value: unknown, ...path: ValuePath): JsonObject | undefined {
  let found = value;
  for (let n = 0; n < path.length; n++)
    found = stepDown(found, path[n] ?? "", n < path.length - 1 ? "around" : "container");
  return isObject(found) && !Object.hasOwn(found, cutMark) ? found : undefined;
}

/** A value as a cut string, if it is one. */
export function cutText(value: unknown): CutText | undefined {
  if (!isObject(value) || !Object.hasOwn(value, cutMark)) return undefined;
  const [offset, head, length] = listAt(value, cutMark);
  if (typeof offset !== "number" || typeof head !== "string" || typeof length !== "number") return undefined;
  return { head, range: { offset, length } };
}

/** Whether a value is a string with anything in it. */
export function isText(value: unknown): boolean {
  return typeof value === "string" ? value !== "" : cutText(value) !== undefined;
}

/** Whether a member is a string with anything in it. Nothing is made of it for that. */
export function isTextAt(value: unknown, name: string | number): boolean {
  return value instanceof AskedValue ? value.isText(name) : isText(valueAt(value, name));
}

/** Whether a member is a string that begins so; of a cut one its beginning is looked at. */
export function beginsAt(value: unknown, name: string | number, beginning: string): boolean {
  if (value instanceof AskedValue) return value.begins(name, beginning);
  return textAt(value, name)?.startsWith(beginning) === true;
}

/**
 * A text of more than blanks: many models put an empty line before their calls, which says nothing. Of pieces of a text it would be
 * wrong to ask.
 */
export function isVisible(value: unknown): boolean {
  return typeof value === "string" ? /\S/.test(value) : isText(value);
}
