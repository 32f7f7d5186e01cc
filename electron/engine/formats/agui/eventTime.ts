// When an event was, in whole milliseconds. Most logs that have times write them as numbers of milliseconds, the others as
// "2026-03-01T10:00:00.123Z", one close to the other: both are read from the bytes. All other spellings take the long way.

import { timeOf } from "../../../../shared/time.ts";
import type { FieldRecord } from "../../scanner/fields.ts";
import { field } from "./fields.ts";

/** The longest text that may be a time. */
const longest = 256;
/** "2026-03-01T" */
const dateBytes = 11;
const zero = 0x30;
const none = 0;

export class EventClock {
  /** Whether the time of the last event is not as the AG-UI schema wants it: a whole number. */
  isOdd = false;
  /** The last date that was read, and its midnight. */
  readonly #date = new Uint8Array(dateBytes);
  #midnight = none;

  /** The time of an event; 0 when it has none. */
  read(record: FieldRecord): number {
    this.isOdd = false;
    switch (record.type(field.timestamp)) {
      case "absent":
        return none;
      case "number":
        return this.#ofNumber(record);
      case "string":
        this.isOdd = true;
        return this.#ofClock(record) ?? this.#ofText(record);
      default:
        this.isOdd = true;
        return none;
    }
  }

  /** A number of milliseconds has thirteen digits from 2001 to 2286. */
  #ofNumber(record: FieldRecord): number {
    const at = record.address(field.timestamp);
    const length = record.byteLength(field.timestamp);
    const ms = at !== 0 && length === 13 ? digits(record.memory, at, length) : -1;
    if (ms >= 0) return ms;
    const text = textOf(record);
    this.isOdd = !Number.isSafeInteger(Number(text));
    return wholeMs(text);
  }

  #ofClock(record: FieldRecord): number | undefined {
    const at = record.address(field.timestamp);
    const length = record.byteLength(field.timestamp);
    const { memory } = record;
    const isUtc = memory[at + length - 1] === 0x5a;
    if (at === 0 || !isUtc || length < dateBytes + 9 || memory[at + 13] !== 0x3a || memory[at + 16] !== 0x3a)
      return undefined;
    if (!this.#isSameDate(memory, at) && !this.#readDate(record)) return undefined;
    const hour = digits(memory, at + 11, 2);
    const minute = digits(memory, at + 14, 2);
    const second = digits(memory, at + 17, 2);
    const fraction = length === dateBytes + 9 ? 0 : thousandths(memory, at + 19, at + length - 1);
    if (Math.min(hour, minute, second, fraction) < 0 || hour > 23 || minute > 59 || second > 59) return undefined;
    return this.#midnight + ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
  }

  #isSameDate(memory: Uint8Array, at: number): boolean {
    if (this.#midnight === none) return false;
    for (let i = 0; i < dateBytes; i++) if (memory[at + i] !== this.#date[i]) return false;
    return true;
  }

  #readDate(record: FieldRecord): boolean {
    const at = record.address(field.timestamp);
    const date = record.memory.subarray(at, at + dateBytes);
    const midnight = timeOf(`${Buffer.from(date).toString("latin1")}00:00:00Z`);
    if (midnight === undefined || date[10] !== 0x54) return false;
    this.#date.set(date);
    this.#midnight = midnight;
    return true;
  }

  #ofText(record: FieldRecord): number {
    return wholeMs(textOf(record));
  }
}

function textOf(record: FieldRecord): string {
  if (record.type(field.timestamp) === "string") return record.text(field.timestamp, longest) ?? "";
  const bytes = record.bytes(field.timestamp);
  return bytes === undefined || bytes.length > longest ? "" : Buffer.from(bytes).toString("latin1");
}

function wholeMs(text: string): number {
  return Math.floor(timeOf(text) ?? none);
}

/** The number that some digits mean; -1 when they are none. */
function digits(memory: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = at; i < at + length; i++) {
    const digit = (memory[i] ?? 0) - zero;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Of a second, from a point and digits; -1 when they are not that. */
function thousandths(memory: Uint8Array, from: number, to: number): number {
  if (memory[from] !== 0x2e || to === from + 1) return -1;
  if (digits(memory, from + 1, to - from - 1) < 0) return -1;
  const length = Math.min(3, to - from - 1);
  return digits(memory, from + 1, length) * 10 ** (3 - length);
}
