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
    if (record.address(field) === 0) return "unknown";
    // A longer text is no time.
    const found =
      type === "number" ? timeOfNumber(numberIn(record, field)) : timeOf(record.text(field, keptTextBytes) ?? "");
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of whole milliseconds from 2001 to 2286. */
const usualDigits = 13;

/** Read where it lies when it is as most times are, since a log of deltas has millions of them. */
function numberIn(record: FieldRecord, field: number): number {
  const { memory } = record;
  const at = record.address(field);
  let value = 0;
  for (let i = 0; i < usualDigits; i++) value = value * 10 + (digits[memory[at + i] ?? 0] ?? Number.NaN);
  if (record.byteLength(field) === usualDigits && !Number.isNaN(value)) return value;
  return Number(Buffer.from(record.bytes(field) ?? []).toString("latin1"));
}

/** By byte. */
const digits = Float64Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : Number.NaN,
);
