// Whether an event, as a condensed value, is what the schema wants, and if not in what. What exports mend without a loss (a
// time as text, null for what is missing, another spelling of a name) is no misfit here.

import { judgedElements } from "../../../../shared/limits.ts";
import { cutText, isObject, textAt } from "../condensedValue.ts";
import type { MemberShape, RecordShape, Shape } from "../shape.ts";
import { isPointer } from "../shape.ts";

/** What is wrong, as a sentence; undefined: nothing. */
export function misfitOf(value: unknown, shape: Shape, name = "It"): string | undefined {
  switch (shape.is) {
    case "string":
      return said(isString(value), name, "is no text");
    case "whole":
      return said(
        Number.isInteger(value) && Number(value) >= shape.least,
        name,
        `is no whole number from ${shape.least} on`,
      );
    case "time":
      return said(typeof value === "number" || isString(value), name, "is no time");
    case "boolean":
      return said(typeof value === "boolean", name, "is neither true nor false");
    case "object":
      return said(isObject(value) && cutText(value) === undefined, name, "is no object");
    case "pointer":
      return said(isPointer(textAt(value) ?? "-"), name, "is no JSON Pointer");
    case "word":
      return said(shape.words.includes(textAt(value) ?? ""), name, `is none of ${shape.words.join(", ")}`);
    case "stringOr":
      return isString(value) ? undefined : misfitOf(value, shape.other, name);
    case "list":
      return misfitOfList(value, shape.of, shape.least, name);
    case "record":
      return misfitOfRecord(value, shape, name);
    case "variant": {
      const variant = shape.of.get(textAt(value, shape.by) ?? "");
      return variant === undefined ? undefined : misfitOfRecord(value, variant, name);
    }
    default:
      return undefined;
  }
}

function misfitOfList(value: unknown, of: Shape, least: number, name: string): string | undefined {
  if (!Array.isArray(value)) return `${name} is no list.`;
  if (value.length < least) return `${name} is empty.`;
  for (const [index, element] of value.slice(0, judgedElements).entries()) {
    const misfit = misfitOf(element, of, `${name}[${index}]`);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}

function misfitOfRecord(
  value: unknown,
  { spelled, required, gathered }: RecordShape,
  name: string,
): string | undefined {
  if (!isObject(value) || cutText(value) !== undefined) return `${name} is no object.`;
  const found = new Set<MemberShape>();
  for (const [key, member] of Object.entries(value)) {
    const shape = spelled.get(key);
    if (shape === undefined || member === null) continue;
    found.add(shape);
    const misfit = misfitOf(member, shape.shape, within(name, key));
    if (misfit !== undefined) return misfit;
  }
  const isGathered = (member: MemberShape): boolean =>
    member.name === gathered?.name && [...gathered.from.keys()].some((key) => Object.hasOwn(value, key));
  const missing = required.find((member) => !found.has(member) && !acceptsNull(member, value) && !isGathered(member));
  return missing === undefined ? undefined : `${within(name, missing.name)} is missing.`;
}

/** A value of any sort may be null. */
function acceptsNull({ name, shape }: MemberShape, value: object): boolean {
  return shape.is === "any" && Object.hasOwn(value, name);
}

function within(name: string, key: string): string {
  const shown = key.slice(0, 80);
  return name === "It" ? `Its member “${shown}”` : `${name}.${shown}`;
}

function isString(value: unknown): boolean {
  return typeof value === "string" || cutText(value) !== undefined;
}

function said(fits: boolean, name: string, problem: string): string | undefined {
  return fits ? undefined : `${name} ${problem}.`;
}
