// What the list shows of a record, and what the detail pane asks for.

import type { TokenSums } from "./summary.ts";
import type { ByteLength, ByteOffset, LineNumber, Milliseconds, RecordNumber, RowNumber } from "./units.ts";

/**
 * Facts about a record beside its values:
 * - `error`: its kind or its level means that something went wrong
 * - `malformed`: not a JSON value; the rest of its line is shown as it is
 * - `glued`: begins on a line that already holds another record
 * - `torn`: the transcript ends inside it
 * - `large`: longer than 1 MiB
 * - `sidechain`: the format says that it belongs to a sub-agent's conversation, not to the main one
 * - `unordered`: its time is earlier than that of the record before it that has one
 */
export type Flag = "error" | "malformed" | "glued" | "torn" | "large" | "sidechain" | "unordered";

/**
 * A row of the list: facts from the index, with a preview that is made anew from the file. Its texts were written by
 * anybody.
 */
export interface Row {
  /** Of a group, whose records have numbers and offsets in the order in which things happened: where it is from. */
  readonly origin?: Origin;
  readonly record: RecordNumber;
  readonly line: LineNumber;
  readonly offset: ByteOffset;
  readonly length: ByteLength;
  readonly time: Milliseconds | undefined;
  /** The event type as the format spells it; "(malformed)" and "(none)" stand for records without one. */
  readonly kind: string;
  readonly role: string | undefined;
  readonly tool: string | undefined;
  readonly flags: readonly Flag[];
  /** One line made from at most the first few KB of the record; no line breaks. */
  readonly preview: string;
  /** Given when the row stands for a run of records; everything else is of the first one, but for the preview: theirs together. */
  readonly run?: Run;
  /** True when the row is one of a run that is open above it. */
  readonly isMember?: true;
  /** Given when the filter looks for a text and neither the preview nor another column shows where it stands. */
  readonly excerpt?: Excerpt;
}

/** Records that are pieces of one text and stand behind each other: those of them that pass the filter. */
export interface Run {
  readonly records: number;
  readonly last: RecordNumber;
  /** When the last one was written. */
  readonly until: Milliseconds | undefined;
  /** Bytes of the file from the first one's begin to the last one's end. */
  readonly bytes: ByteLength;
  /** Whether its records are listed behind it. */
  readonly open: boolean;
}

/** The most runs that are open in a list at once; the one that was opened first is closed then. */
export const maxOpenRuns = 500;

/** Where a record of a group stands in its transcript. */
export interface Origin {
  /** The transcript's number in the group, from 0, and its name there: the path below the group's folder. */
  readonly number: number;
  readonly name: string;
  /** The record's number and offset in it; its line is the row's. */
  readonly record: RecordNumber;
  readonly offset: ByteOffset;
}

/** Text of a record around the first place that the filter looks for, on one line, with JSON's escapes read. */
export interface Excerpt {
  /** True when more of the record stands before it. */
  readonly cut: boolean;
  readonly before: string;
  readonly hit: string;
  readonly after: string;
}

/** Rows `from`, `from + 1`, … of a view; fewer than asked for only at the view's end. */
export interface RowPage {
  readonly from: RowNumber;
  readonly rows: readonly Row[];
}

/** What JSON knows, by the first byte of the value; `invalid`: no value begins so. */
export type ValueType = "object" | "array" | "string" | "number" | "boolean" | "null" | "invalid";

/** One member of a container, found by reading bytes, not by parsing the whole record. */
export interface TreeNode {
  /** The member's name, an element's position, or undefined for the record's own value. */
  readonly key: string | number | undefined;
  readonly type: ValueType;
  /** Where the value's text stands, in bytes from the record's start. */
  readonly offset: number;
  readonly length: number;
  /** A scalar's text, or a container's first members; at most a few hundred characters. */
  readonly preview: string;
  /** True when `preview` does not show all of the value. */
  readonly cut: boolean;
}

/** Where the next page of a container's members begins; opaque to the page. */
export interface TreeCursor {
  readonly offset: number;
  readonly index: number;
}

/** Members of one container in the order of the file, each once for every time that it is written there. */
export interface TreePage {
  readonly nodes: readonly TreeNode[];
  /** Undefined when the container ends here. */
  readonly next: TreeCursor | undefined;
  /** One sentence when the bytes are not JSON from some place on. */
  readonly problem: string | undefined;
}

/** Some of a record's (or a string value's) text. Offsets are bytes from the start of the record. */
export interface TextSlice {
  readonly text: string;
  readonly from: number;
  /** The byte after the last one that `text` shows; slices end between characters. */
  readonly next: number;
  /** Where the whole text ends. */
  readonly end: number;
}

/** The run or turn that a record belongs to, of those that the transcript holds so far. */
export interface TurnAt {
  readonly turns: number;
  /** Undefined before the first one. `number` counts from 1. */
  readonly turn: { readonly begins: Row; readonly number: number } | undefined;
  /** The record that begins the one behind it. */
  readonly next: RecordNumber | undefined;
}

/** The most records whose measures one request may ask for. */
export const maxMeasured = 100;

/** What is known of a record beside its row; asked for where a column shows it. Undefined: not known, which is not 0. */
export interface RecordMeasures {
  /** Ms until what the record begins has ended, or what it says itself that something took. */
  readonly duration?: number | undefined;
  /** What the record itself says that was used. */
  readonly tokens?: TokenSums | undefined;
}

/** What `measures` can be asked for, a column of the list each. */
export const measureNames = ["duration", "tokens"] as const;
/** A member of `RecordMeasures`: only those that were asked for are given. */
export type MeasureName = (typeof measureNames)[number];

/** The most records of one id that are named on each side of a record. */
export const maxRelated = 500;

/** A record that shares its pairing id (of a call, a message, a run) with another one. */
export interface RelatedRecord {
  readonly record: RecordNumber;
  readonly kind: string;
  readonly time: Milliseconds | undefined;
  readonly tool: string | undefined;
}

/** Those before a record and after it, in order, the nearest ones when there are more than can be named. */
export interface RelatedRecords {
  readonly before: readonly RelatedRecord[];
  readonly after: readonly RelatedRecord[];
  /** False when there may be others further away. */
  readonly whole: boolean;
}

/** Some of a record's bytes, from byte `from` of it on: as many as were asked for, up to its end. */
export interface ByteSlice {
  readonly bytes: Uint8Array;
  readonly from: number;
}

/** What names a record for good: where it stands, and the beginning of its bytes' SHA-256. */
export interface Citation {
  readonly offset: ByteOffset;
  readonly length: ByteLength;
  readonly hash: string;
}

/** The same with all of the sum, in hexadecimal. */
export interface Cited extends Citation {
  readonly sha256: string;
}

/** The most places one answer names. */
export const maxHitsPerPage = 1000;

/** A place that the filter looks for, in bytes from the start of the record. */
export interface Hit {
  readonly from: number;
  readonly to: number;
}

/** The hits that begin before byte `next` of the record, from where it was asked, in order. */
export interface HitPage {
  readonly hits: readonly Hit[];
  readonly next: number;
  /** The record's length. */
  readonly end: number;
}
