// A record as a value of which nothing is made but what is asked for. A family's reader names the places at which it looks in most
// records (`LookedAt`); the scanner captures what stands there while it passes over the bytes, and a number, a flag or an id
// is made of it when the reader asks. Of a long text only the beginning is. Whoever asks for anything else gets it from the
// whole value (condense.ts), which is read then. So what is named decides how fast records are read, and never what is read.

import { decodedRecordBytes, keptTextBytes } from "../../../shared/limits.ts";
import type { TextBytes } from "../paging/textIds.ts";
import { type FieldSet, FieldSlots, fieldTypes, isArray, isNumber, isObject, isString } from "../scanner/fieldSlots.ts";
import type { FieldPath, FieldRecord, FieldSpec, FieldType } from "../scanner/fields.ts";
import { backslash } from "../scanner/jsonBytes.ts";
import { decodeStringText } from "../scanner/stringText.ts";
import type { BytePieces } from "../source/readAhead.ts";
import { CapturedPlace, none } from "./capturedPlace.ts";
import type { ValuePath } from "./condensedValue.ts";
import { type AskedValue, cutMark, valueAt } from "./condensedValue.ts";
import { PointedBytes, wholeCharacters } from "./pointedBytes.ts";
import { isTextOf, RecentTexts } from "./recentTexts.ts";

/** Places in records at which a reader looks. Where an array's first element is named, the array itself has to be, too. */
export interface LookedAt {
  readonly usual: readonly FieldPath[];
  /** Members that few records have: a record with one of them is read whole, and no other is for their sake. */
  readonly rare?: readonly FieldPath[];
}

/** Members of the object at a path. */
export function below(path: FieldPath, ...names: readonly string[]): readonly FieldPath[] {
  return names.map((name) => [...path, name]);
}

/** Longer records are condensed, and may lack members then. */
export const longestCaptured = decodedRecordBytes / 2;

/** Bytes before a text that are looked through. */
const mostBlanks = 16;
const space = 0x20;
const letterN = 0x6e;
/** What stands for itself or a control character behind a backslash; a \u may be anything. */
const escapedBytes: ReadonlyMap<number, number> = new Map(
  [...'"\\/bfnrt'].map((letter) => [letter.charCodeAt(0), JSON.parse(`"\\${letter}"`).charCodeAt(0)]),
);

const empty: readonly never[] = [];

/**
 * One for a scan with `specs`, moved on by each record: its `value` is asked by the functions of `condensedValue.ts`,
 * and may not be kept. A path that is not captured costs reading the whole record.
 */
export class CapturedRecord {
  /** Valid for as long as the record is. */
  readonly value: AskedValue;
  readonly specs: readonly FieldSpec[];
  readonly #source: BytePieces;
  readonly #readWhole: (record: FieldRecord) => unknown;
  readonly #recent = new RecentTexts();
  /** Bytes of a text that are no longer in memory. */
  readonly #scratch = Buffer.alloc(keptTextBytes + 1);
  #memory: Uint8Array = this.#scratch;
  #buffer: Buffer = this.#scratch;
  readonly #slots = new FieldSlots();
  #record: FieldRecord | undefined;
  /** Counts records, so that what was made of a field is known to be this one's. */
  #count = 0;
  readonly #made: unknown[] = [];
  readonly #madeIn: number[] = [];
  readonly #bytes: readonly PointedBytes[];
  /** By field: the name that stood there last, since mostly the same comes again. */
  readonly #names: string[];
  #whole: unknown;
  #wholeIn = 0;

  /** `first`: fields that come first, in this order. */
  constructor(
    { usual, rare = [] }: LookedAt,
    first: readonly FieldSpec[],
    source: BytePieces,
    readWhole: (record: FieldRecord) => unknown,
  ) {
    this.#source = source;
    this.#readWhole = readWhole;
    const root = new CapturedPlace(this, []);
    const specs: FieldSpec[] = [];
    for (const spec of [...first, ...usual.map((path) => ({ path, intern: false }))]) {
      const place = root.placeAt(spec.path);
      if (place.field !== none) continue;
      place.field = specs.length;
      specs.push(spec);
    }
    // A key that comes again makes what lay below it undone, so only members of one object share a field.
    const shared = new Map<CapturedPlace, FieldPath[]>();
    for (const path of rare) {
      const around = root.placeAt(path.slice(0, -1));
      shared.set(around, [...(shared.get(around) ?? []), path]);
    }
    for (const [path, ...siblings] of shared.values()) {
      if (path === undefined) continue;
      for (const one of [path, ...siblings]) root.placeAt(one).shareField(specs.length);
      specs.push({ path, siblings, intern: false });
    }
    this.value = root;
    this.specs = specs;
    this.#made = specs.map(() => undefined);
    this.#madeIn = specs.map(() => 0);
    this.#names = specs.map(() => "");
    this.#bytes = specs.map(() => new PointedBytes());
  }

  /** What stands at the places is this record's from now on. */
  begin(record: FieldRecord): void {
    this.#record = record;
    this.#count++;
    this.#slots.begin(record);
    if (record.memory === this.#memory) return;
    this.#memory = record.memory;
    this.#buffer = Buffer.from(record.memory.buffer);
  }

  /** A place's value. */
  valueAt(place: CapturedPlace): unknown {
    const { field } = place;
    if (field === none) return place.fieldsBelow.some((one) => this.has(one)) ? place : this.wholeAt(place.path);
    if (this.#madeIn[field] === this.#count) return this.#made[field];
    return this.#keep(field, this.#valueOf(place));
  }

  /** The string in a field, whole or cut. */
  stringOf(field: number): unknown {
    if (this.#slots.type(field) !== isString) return undefined;
    return this.#madeIn[field] === this.#count ? this.#made[field] : this.#keep(field, this.#textOf(field));
  }

  #keep(field: number, value: unknown): unknown {
    this.#made[field] = value;
    this.#madeIn[field] = this.#count;
    return value;
  }

  #valueOf(place: CapturedPlace): unknown {
    const { field } = place;
    switch (this.typeOf(field)) {
      case "absent":
        return undefined;
      case "string":
        return this.#textOf(field);
      case "number":
        return this.#numberOf(field);
      case "object":
        return place.below.size > 0 ? place : this.wholeAt(place.path);
      case "array":
        return this.#listOf(place);
      case "null":
        return null;
      case "true":
        return true;
      case "false":
        return false;
    }
  }

  typeOf(field: number): FieldType {
    return fieldTypes[this.#slots.type(field)] ?? "absent";
  }

  has(field: number): boolean {
    return this.#slots.has(field);
  }

  hasOneOf(fields: FieldSet): boolean {
    return this.#slots.hasOneOf(fields);
  }

  /** Of a string: how many bytes stand between its quotes. */
  lengthOf(field: number): number {
    return this.#slots.has(field) ? this.#slots.byteLength(field) : 0;
  }

  /** Whether a string begins so, from a byte on; undefined: it has to be decoded for that. */
  begins(field: number, beginning: string, from = 0): boolean | undefined {
    const at = this.#addressOf(field);
    return at === 0 ? undefined : this.#beginsAt(at + from, this.#slots.byteLength(field) - from, beginning);
  }

  #beginsAt(at: number, length: number, beginning: string): boolean | undefined {
    const most = Math.min(beginning.length, length);
    for (let n = 0; n < most; n++) {
      const byte = this.#buffer[at + n] ?? 0;
      const wanted = beginning.charCodeAt(n);
      if (byte === backslash) {
        const told = escapedBytes.get(this.#buffer[at + n + 1] ?? 0);
        return told === undefined || told === wanted ? undefined : false;
      }
      if (byte !== wanted) return false;
    }
    return most === beginning.length;
  }

  /** The field that holds what stands at a path that the reader has named: whoever takes most records alike asks for fields by number. */
  fieldAt(path: FieldPath): number {
    const field = this.specs.findIndex((spec) =>
      [spec.path, ...(spec.siblings ?? [])].some((one) => isSame(one, path)),
    );
    if (field < 0) throw new Error(`no field holds ${JSON.stringify(path)}`);
    return field;
  }

  /** Whether a string says just this, which is ASCII. */
  says(field: number, text: string): boolean {
    const slots = this.#slots;
    if (slots.type(field) !== isString || slots.byteLength(field) !== text.length) return false;
    const at = slots.address(field);
    return at !== 0 && this.#beginsAt(at, text.length, text) === true;
  }

  /** Where a value lies; 0: nowhere. */
  #addressOf(field: number): number {
    return this.#slots.has(field) ? this.#slots.address(field) : 0;
  }

  /** A string where it lies, if it does so without escapes and would not be cut. Valid until the next record. */
  bytesOf(field: number): TextBytes | undefined {
    const slots = this.#slots;
    if (slots.type(field) !== isString || slots.isEscaped(field)) return undefined;
    const at = slots.address(field);
    const length = slots.byteLength(field);
    return at === 0 || length > keptTextBytes ? undefined : this.#bytes[field]?.point(this.#buffer, at, length);
  }

  /** The bytes with which a string begins as it is written, as many as are kept of a long one, if they are at hand. Valid until the next record. */
  beginningOf(field: number): TextBytes | undefined {
    const slots = this.#slots;
    if (slots.type(field) !== isString) return undefined;
    const at = slots.address(field);
    if (at === 0) return undefined;
    return this.#bytes[field]?.point(this.#buffer, at, Math.min(slots.byteLength(field), keptTextBytes));
  }

  /** A string as it is used again and again: a name, say. */
  nameOf(field: number): string | undefined {
    const bytes = this.bytesOf(field);
    if (bytes === undefined) return undefined;
    const { at, length } = bytes;
    const last = this.#names[field] ?? "";
    if (isTextOf(last, this.#buffer, at, length)) return last;
    const text = this.#recent.textOf(this.#buffer, at, length);
    // Only of ASCII each byte is a letter.
    if (text.length === length) this.#names[field] = text;
    return text;
  }

  numberOf(field: number): number | undefined {
    return this.#slots.type(field) === isNumber ? this.#numberOf(field) : undefined;
  }

  /** A byte of a string as it is written, the first if no other is asked for; 0: it has none there, or none at hand. */
  byteOf(field: number, n = 0): number {
    const slots = this.#slots;
    const at = slots.type(field) === isString ? slots.address(field) : 0;
    return at === 0 || n >= slots.byteLength(field) ? 0 : (this.#buffer[at + n] ?? 0);
  }

  /** Whether a line of a string ends at a byte. */
  isLineEnd(field: number, n: number): boolean {
    return this.byteOf(field, n) === backslash && this.byteOf(field, n + 1) === letterN;
  }

  /** How many bytes of a string are spaces and ends of lines before anything else is said in it, as far as is looked. */
  blanksOf(field: number): number {
    let blanks = 0;
    while (blanks < mostBlanks) {
      const byte = this.byteOf(field, blanks);
      if (byte === space) blanks++;
      else if (this.isLineEnd(field, blanks)) blanks += 2;
      else break;
    }
    return blanks;
  }

  /** Whether the element in a field is an object, or a text, and all that the list in another holds. */
  isOnly(element: number, list: number, type: "object" | "string" = "object"): boolean {
    const slots = this.#slots;
    if (slots.type(list) !== isArray || slots.type(element) !== (type === "string" ? isString : isObject)) return false;
    // Behind it stands the list's bracket, and of a text its quote.
    const behind = type === "string" ? 2 : 1;
    return slots.start(list) + slots.byteLength(list) === slots.start(element) + slots.byteLength(element) + behind;
  }

  /** What stands at a path, by the record's whole value. */
  wholeAt(path: ValuePath): unknown {
    if (this.#wholeIn !== this.#count && this.#record !== undefined) {
      this.#whole = this.#readWhole(this.#record);
      this.#wholeIn = this.#count;
    }
    return valueAt(this.#whole, ...path);
  }

  /** Of a list: its only element, or all of them. */
  #listOf(place: CapturedPlace): unknown {
    const first = place.below.get(0);
    const record = this.#record;
    if (first === undefined || first.field === none || record === undefined) return this.wholeAt(place.path);
    const { field } = first;
    const type = record.type(field);
    if (type === "absent") return empty;
    const behind = record.start(place.field) + record.byteLength(place.field) - record.start(field);
    // Behind the only element stands the list's bracket, and of a text its quote.
    const isAlone = behind === record.byteLength(field) + (type === "string" ? 2 : 1);
    if (!isAlone) return this.wholeAt(place.path);
    return type === "object" && first.below.size > 0 ? first.alone : [this.valueAt(first)];
  }

  #numberOf(field: number): number {
    const at = this.#addressOf(field);
    const length = this.lengthOf(field);
    let value = 0;
    if (at !== 0 && length < 16) {
      for (let n = at; n < at + length; n++) {
        const digit = (this.#buffer[n] ?? 0) - 0x30;
        if (!(digit >= 0 && digit <= 9)) return Number(this.#buffer.toString("latin1", at, at + length));
        value = value * 10 + digit;
      }
      return value;
    }
    return Number(this.#rawOf(field, length).toString("latin1"));
  }

  #textOf(field: number): unknown {
    const record = this.#record;
    if (record === undefined) return undefined;
    const length = record.byteLength(field);
    if (length > keptTextBytes) {
      const raw = this.#rawOf(field, keptTextBytes + 1);
      const head = decodeStringText(raw.subarray(0, wholeCharacters(raw, keptTextBytes)));
      return { [cutMark]: [record.start(field), head, length] };
    }
    const at = this.#addressOf(field);
    if (at !== 0 && !record.escaped(field)) return this.#recent.textOf(this.#buffer, at, length);
    return decodeStringText(this.#rawOf(field, length));
  }

  /** The first bytes of a value. */
  #rawOf(field: number, length: number): Buffer {
    const at = this.#addressOf(field);
    if (at !== 0) return this.#buffer.subarray(at, at + length);
    const target = length <= this.#scratch.length ? this.#scratch : Buffer.alloc(length);
    return target.subarray(0, this.#source.readInto(target, 0, length, this.#record?.start(field) ?? 0));
  }
}

function isSame(one: FieldPath, other: FieldPath): boolean {
  return one.length === other.length && one.every((step, n) => step === other[n]);
}
