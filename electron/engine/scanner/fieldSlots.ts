// What the scanner knows of a record's fields, read where it lies: for whoever asks for dozens of fields of each of millions of
// records. It says what `FieldRecord` says. Of a slot's 32 bytes (assembly/slots.ts) the first two numbers are the value's start and
// length; an interned number, the address, the type and whether it is escaped follow.

import type { FieldRecord, FieldType } from "./fields.ts";

/** Types by their numbers in a slot; a field that the record has not is 0. */
export const fieldTypes: readonly FieldType[] = [
  "absent",
  "string",
  "number",
  "object",
  "array",
  "true",
  "false",
  "null",
];
/** Numbers of types that are asked for. */
export const isString = 1;
/** As `isString`. */
export const isNumber = 2;
/** As `isString`. */
export const isObject = 3;
/** As `isString`. */
export const isArray = 4;

export const slotBytes = 32;
const slotInts = 3;
const slotNumbers = 2;
const lengthNumber = 1;
const addressInt = 5;
const typeInt = 6;
const escapedInt = 7;

/** Several fields, of which one may be asked for all at once. */
export interface FieldSet {
  readonly first: number;
  readonly beyond: number;
}

/** `fields`: by their positions in the list of specs. */
export function setOf(fields: readonly number[]): FieldSet {
  let first = 0;
  let beyond = 0;
  for (const field of fields) {
    if (field < 32) first |= 1 << field;
    else beyond |= 1 << (field - 32);
  }
  return { first, beyond };
}

/** One for a scan; each record that it `begin`s takes the place of the one before. */
export class FieldSlots {
  /** The scanner's memory. */
  bytes: Uint8Array = new Uint8Array(0);
  #ints: Int32Array = new Int32Array(0);
  #numbers: Float64Array = new Float64Array(0);
  #fields = 0;
  #fieldsBeyond = 0;
  /** Where the first slot lies, in units of 4 bytes. */
  #at = 0;

  /** What is asked for is this record's from now on, for as long as the record is valid. */
  begin(record: FieldRecord): void {
    this.#fields = record.fields;
    this.#fieldsBeyond = record.fieldsBeyond;
    this.#at = record.slots >>> 2;
    if (record.memory === this.bytes) return;
    this.bytes = record.memory;
    this.#ints = new Int32Array(record.memory.buffer);
    this.#numbers = new Float64Array(record.memory.buffer);
  }

  has(field: number): boolean {
    return (((field < 32 ? this.#fields : this.#fieldsBeyond) >>> (field & 31)) & 1) !== 0;
  }

  hasOneOf({ first, beyond }: FieldSet): boolean {
    return ((this.#fields & first) | (this.#fieldsBeyond & beyond)) !== 0;
  }

  /** The type's number. */
  type(field: number): number {
    return this.has(field) ? (this.#ints[this.#at + (field << slotInts) + typeInt] ?? 0) : 0;
  }

  // Of a field that the record has:

  address(field: number): number {
    return this.#ints[this.#at + (field << slotInts) + addressInt] ?? 0;
  }

  isEscaped(field: number): boolean {
    return this.#ints[this.#at + (field << slotInts) + escapedInt] === 1;
  }

  start(field: number): number {
    return this.#numbers[(this.#at >>> 1) + (field << slotNumbers)] ?? 0;
  }

  byteLength(field: number): number {
    return this.#numbers[(this.#at >>> 1) + (field << slotNumbers) + lengthNumber] ?? 0;
  }
}
