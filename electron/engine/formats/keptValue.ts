// Tells whether a value that comes back from a file is what was written there: behind a sound sum, whoever wrote it.

import { isObject } from "./condensedValue.ts";

/** Looks at a value and all that it holds; never throws. */
export type Test = (value: unknown) => boolean;
/** A test for each member. */
type Shape<Value> = Readonly<Record<keyof Value, Test>>;

/** NaN and the infinities too, which no JSON gives. */
export const isNumber: Test = (value) => typeof value === "number";
/** Any string, also an empty one. */
export const isText: Test = (value) => typeof value === "string";
/** Not what merely counts as true or false. */
export const isBoolean: Test = (value) => typeof value === "boolean";
/** One of these words or numbers; `undefined` among them allows a member to be missing. */
export const oneOf =
  (...values: readonly unknown[]): Test =>
  (value) =>
    values.includes(value);
/** A list of any length, all of whose elements pass. */
export const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
/** For a member that is always written, with null for none. */
export const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
/** For a member that may be missing, as JSON leaves out what is undefined. */
export const orNone =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);

/** Gives a value of this shape; throws when it is none. */
export function valueIn<Value>(shape: Shape<Value>): (kept: unknown) => Value {
  const test = has<Value>(shape);
  const is = (kept: unknown): kept is Value => test(kept);
  return (kept) => orThrow(kept, is);
}

/** Gives texts; throws when they are none. */
export function textListIn(kept: unknown): readonly string[] {
  const is = (value: unknown): value is readonly string[] => listOf(isText)(value);
  return orThrow(kept, is);
}

/** Gives pairs of such keys and values; throws when they are none. */
export function pairsIn<Key, Value>(isKey: Test, isValue: Test): (kept: unknown) => readonly (readonly [Key, Value])[] {
  const test = listOf((pair) => Array.isArray(pair) && pair.length === 2 && isKey(pair[0]) && isValue(pair[1]));
  const is = (kept: unknown): kept is readonly (readonly [Key, Value])[] => test(kept);
  return (kept) => orThrow(kept, is);
}

function orThrow<Value>(kept: unknown, is: (kept: unknown) => kept is Value): Value {
  if (!is(kept)) throw new Error("no such value");
  return kept;
}

/** An object in which every named member passes; others in it are not looked at. */
export function has<Value>(shape: Shape<Value>): Test {
  const tests = Object.entries<Test>(shape);
  return (value) => isObject(value) && tests.every(([name, test]) => test(value[name]));
}
