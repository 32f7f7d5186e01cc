// Whether a value that has been parsed fits a shape as it is. The quick answer for the many short values that do; when it
// is no, `fitness` looks closer.

import { isObject } from "./condensedValue.ts";
import type { Shape } from "./shape.ts";
import { isPointer } from "./shape.ts";

/** True: `fitness` would say "fine". */
export function fits(value: unknown, shape: Shape): boolean {
  switch (shape.is) {
    case "any":
      return true;
    case "value":
      return value !== null;
    case "time":
      return Number.isSafeInteger(value);
    case "string":
    case "quotable":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "whole":
      return typeof value === "number" && Number.isSafeInteger(value) && value >= shape.least;
    case "object":
      return isObject(value);
    case "pointer":
      return typeof value === "string" && isPointer(value);
    case "word":
      return typeof value === "string" && shape.words.includes(value);
    case "stringOr":
      return typeof value === "string" || fits(value, shape.other);
    case "list":
      return Array.isArray(value) && value.length >= shape.least && value.every((item) => fits(item, shape.of));
    case "variant": {
      if (!isObject(value)) return false;
      const tag = Object.hasOwn(value, shape.by) ? value[shape.by] : undefined;
      const variant = typeof tag === "string" ? shape.of.get(tag) : undefined;
      return variant === undefined ? shape.others : fits(value, variant);
    }
    default: {
      if (!isObject(value)) return false;
      for (const key of Object.keys(value)) {
        const member = shape.spelled.get(key);
        if (member === undefined) continue;
        // Another spelling of a member that is there is of no interest to readers.
        if (member.name !== key && Object.hasOwn(value, member.name)) continue;
        if (member.name !== key) return false;
        const item = value[key];
        if (!(item === null && member.nullable) && !fits(item, member.shape)) return false;
      }
      return shape.required.every(({ name }) => Object.hasOwn(value, name));
    }
  }
}
