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

export function has<Value>(shape: Shape<Value>): Test {
  const tests = Object.entries<Test>(shape);
  return (value) => isObject(value) && tests.every(([name, test]) => test(value[name]));
}
