// Tells whether a value that comes back from a file is what was written there: behind a sound sum, whoever wrote it.

import { isObject } from "./condensedValue.ts";

export type Test = (value: unknown) => boolean;
/** A test for each member. */
type Shape<Value> = Readonly<Record<keyof Value, Test>>;

export const isNumber: Test = (value) => typeof value === "number";
export const isText: Test = (value) => typeof value === "string";
export const isBoolean: Test = (value) => typeof value === "boolean";
export const oneOf =
  (...values: readonly unknown[]): Test =>
  (value) =>
    values.includes(value);
export const listOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
export const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
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

export function has<Value>(shape: Shape<Value>): Test {
  const tests = Object.entries<Test>(shape);
  return (value) => isObject(value) && tests.every(([name, test]) => test(value[name]));
}
