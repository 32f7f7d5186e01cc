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
    const found = type === "number" ? timeOfNumber(numberIn(record, field)) : timeInText(record, field);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `2026-03-01T`, with which the text began that was read last, and its midnight: the next one is mostly of the same day. */
const lastDate = new Uint8Array(11);
let lastMidnight = Number.NaN;
const usualLength = 24;
/** Far from where times end (shared/time.ts). */
const farEnough = 4e12;

/** A time as most programs write it, 2026-03-01T10:00:00.250Z, is read where it lies. */
function timeInText(record: FieldRecord, field: number): number | undefined {
  const isUsual = record.byteLength(field) === usualLength;
  const clock = isUsual ? clockIn(record.memory, record.address(field)) : Number.NaN;
  if (clock >= 0) return lastMidnight + clock;
  // A longer text is no time.
  const text = record.text(field, keptTextBytes) ?? "";
  const found = timeOf(text);
  if (isUsual && found !== undefined && text[10] === "T") remember(record.memory, record.address(field), text);
  return found;
}

function remember(memory: Uint8Array, at: number, text: string): void {
  const midnight = timeOf(`${text.slice(0, lastDate.length)}00:00:00.000Z`);
  if (midnight === undefined || Math.abs(midnight) > farEnough) return;
  lastDate.set(memory.subarray(at, at + lastDate.length));
  lastMidnight = midnight;
}

/** Milliseconds since the last text's midnight; NaN: it is of another day, or written in another way. */
function clockIn(memory: Uint8Array, at: number): number {
  for (let i = lastDate.length - 1; i >= 0; i--) if (memory[at + i] !== lastDate[i]) return Number.NaN;
  const isMarked =
    memory[at + 13] === colon && memory[at + 16] === colon && memory[at + 19] === dot && memory[at + 23] === letterZ;
  const hour = twoDigits(memory, at + 11);
  const minute = twoDigits(memory, at + 14);
  const second = twoDigits(memory, at + 17);
  const thousandths = twoDigits(memory, at + 20) * 10 + (digits[memory[at + 22] ?? 0] ?? Number.NaN);
  if (!isMarked || !(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  return ((hour * 60 + minute) * 60 + second) * 1000 + thousandths;
}

const colon = 0x3a;
const dot = 0x2e;
const letterZ = 0x5a;

function twoDigits(memory: Uint8Array, at: number): number {
  return (digits[memory[at] ?? 0] ?? Number.NaN) * 10 + (digits[memory[at + 1] ?? 0] ?? Number.NaN);
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
