// What a reader of records may ask of the scanner beside the index: the values at a few paths of every record, found in
// one pass over the bytes, without parsing the record and whatever its length. The same scanner that builds the index
// serves the snapshot this way.

import type { Source } from "../source/source.ts";

/** Keys from the record's top value down; `0` is an array's first element. */
export type FieldPath = readonly (string | 0)[];

/**
 * Its place in the list of specs is the field's number. The scanner knows a path once, so no two specs have the same.
 */
export interface FieldSpec {
  readonly path: FieldPath;
  /**
   * Other members of the same object that share the field: it holds the last of them all that the record has. What it holds
   * tells which are missing, and no more.
   */
  readonly siblings?: readonly FieldPath[];
  /** Give string values a small number that is equal for equal strings (`FieldRecord.id`), from 1 on. */
  readonly intern: boolean;
}

/** What stands at the path, by its first byte; "absent" also where the record ended before it. */
export type FieldType = "absent" | "string" | "number" | "object" | "array" | "true" | "false" | "null";

/** One record as the scanner saw it. A cursor: valid only during the call that hands it over. */
export interface FieldRecord {
  /** Byte offset and length of the record in the source. */
  readonly offset: number;
  readonly length: number;
  /** Line number, counted from 1; relative to the scanned range's first line. */
  readonly line: number;
  /** Records that this one stands for: 1, unless it is a run (`RunSpec`), which reaches from the first one to the last. */
  readonly count: number;
  /** Of a run: the time of its last record, in ms since 1970; 0 when its records have none. */
  readonly lastTime: number;
  readonly malformed: boolean;
  /** True when the source ends inside the record. */
  readonly torn: boolean;
  /** Which of the first 32 fields it has, as bits by position, and which of the others. */
  readonly fields: number;
  readonly fieldsBeyond: number;
  /** Where in `memory` the scanner keeps what it knows of the fields (fieldSlots.ts). */
  readonly slots: number;
  /** Containers lie inside each other deeper than records are condensed (`decodedRecordLevels`). */
  readonly deep: boolean;
  /** Of the last member with that path (duplicate keys: the last wins). `field` is the position in the list of specs. */
  type(field: number): FieldType;
  /** Byte offset in the source of the value's text; of a string, behind its opening quote. */
  start(field: number): number;
  /** Bytes of the value's text; of a string, without its quotes. */
  byteLength(field: number): number;
  /** True when a string's text holds a backslash. */
  escaped(field: number): boolean;
  /** An interned field's number; 0 when the value is not a string. Never reused within one `FieldScan`. */
  id(field: number): number;
  /** The scanner's own memory, for the many short values of which no view should be made. Valid only during this call. */
  readonly memory: Uint8Array;
  /** Where in `memory` all of the value's raw bytes are; 0 when they are not there any more. */
  address(field: number): number;
  /** Where in `memory` the whole record lies, as far as the place of a field's value tells; 0 when it may not lie there. */
  recordAddress(field: number): number;
  /** A view onto the value's raw bytes when they are still in memory, else undefined (read them from the source). Valid only during this call. */
  bytes(field: number): Uint8Array | undefined;
  /** The decoded value of a string field, at most `limit` bytes of raw text (longer: undefined). Reads from the source when it must. */
  text(field: number, limit?: number): string | undefined;
}

/**
 * Records in a row that differ in nothing but a text and a time may be read as one, with their texts joined: a *run*. Texts are
 * joined only where each is UTF-8. Numbers are positions in the list of specs.
 */
export interface RunSpec {
  readonly text: number;
  /** A number of milliseconds. */
  readonly time: number;
  /** Interned; and of which kinds records may be runs. */
  readonly kind: number;
  readonly kinds: readonly string[];
  /** What else records of a run may have; they have all of it in common. */
  readonly others: readonly number[];
}

export interface FieldReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((offset: number) => void) | undefined;
  readonly runs?: RunSpec | undefined;
}

/** One configured scanner that keeps its interned strings from range to range. */
export interface FieldScan {
  /**
   * Reads the bytes [from, to) of the source, which must begin at a line's start, and calls back for each record in order.
   * Works in slices: awaits between them, so that other requests are served; throws the signal's reason when aborted.
   * The callback returns false to stop early.
   */
  read(
    source: Source,
    from: number,
    to: number,
    onRecord: (record: FieldRecord) => boolean | undefined,
    options?: FieldReadOptions,
  ): Promise<void>;
  /** The string behind an interned number. */
  internedText(id: number): string;
  /** Gives the memory back, for the next scan. Nothing may be asked of this one any more. */
  dispose(): void;
}
