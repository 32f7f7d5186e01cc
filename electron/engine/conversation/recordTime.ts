// A record's time: of the members that may hold one, the first that does. Read from its value, or from what the scanner has seen
// of it where nobody wants the value; both say the same.

import { keptTextBytes } from "../../../shared/limits.ts";
import { timeOf, timeOfNumber } from "../../../shared/time.ts";
import { textAt, valueAt } from "../formats/condensedValue.ts";
import type { FieldPath, FieldRecord } from "../scanner/fields.ts";

export function timeInValue(value: unknown, paths: readonly FieldPath[]): number | undefined {
  for (const path of paths) {
    const at = valueAt(value, ...path);
    const found = typeof at === "number" ? timeOfNumber(at) : timeOf(textAt(at) ?? "");
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The same of the fields [from, to); "unknown": the value has to be read for it. */
export function timeInFields(record: FieldRecord, from: number, to: number): number | undefined | "unknown" {
  for (let field = from; field < to; field++) {
    const type = record.type(field);
    if (type !== "number" && type !== "string") continue;
    const bytes = record.bytes(field);
    if (bytes === undefined) return "unknown";
    // A longer text is no time.
    const found = type === "number" ? timeOfDigits(bytes) : timeOf(record.text(field, keptTextBytes) ?? "");
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whole milliseconds from 2001 to 2286. */
const usualDigits = 13;

function timeOfDigits(bytes: Uint8Array): number | undefined {
  let value = 0;
  for (let i = 0; i < bytes.length; i++) {
    const digit = (bytes[i] ?? 0) - 0x30;
    if (bytes.length !== usualDigits || digit < 0 || digit > 9)
      return timeOfNumber(Number(Buffer.from(bytes).toString("latin1")));
    value = value * 10 + digit;
  }
  return timeOfNumber(value);
}
