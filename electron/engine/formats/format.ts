// A format is one folder that knows one family of transcripts: how to recognise it, which values the index wants of it, how
// a record reads in one line, and what its records say about a conversation. Adding one touches that folder and one line in
// formats.ts.

import type { FormatName } from "../../../shared/transcript.ts";
import type { Archive } from "../paging/archive.ts";
import type { FieldPath } from "../scanner/fields.ts";
import type { CapturePlan } from "../scanner/indexScan.ts";
import type { CapturedRecord, LookedAt } from "./capturedValue.ts";
import type { ConversationOperations } from "./conversationOperations.ts";
import type { Deltas } from "./deltas.ts";

/** A record's value as far as its first bytes tell: parsed, and cut where they end. */
export type Head = unknown;

/** Scores of all formats are compared. Plain JSON Lines have 0.1, so less than that is nothing. */
export interface Detection {
  /** From 0, not at all, to 1, without doubt. */
  readonly score: number;
  /** What was recognised, as a sentence for the user. */
  readonly reason: string;
}

/** Where a record stands, and when it was written. */
export interface PlacedRecord {
  /** From 0. */
  readonly number: number;
  /** From 1. */
  readonly line: number;
  /** Bytes in the source. */
  readonly offset: number;
  readonly length: number;
  /** Its time as the format's plan finds it, in milliseconds since 1970. */
  readonly time: number | undefined;
  /** Where its value lies in the record, when a capture has wrapped it. */
  readonly within?: FieldPath | undefined;
}

/** A record as a value. */
export interface FormatRecord extends PlacedRecord {
  /**
   * Condensed (condense.ts): long strings are cut. Asked by the functions of condensedValue.ts alone, and not kept: it may be a cursor
   * that the next record moves on (capturedValue.ts).
   */
  readonly value: unknown;
  /** The same by its fields, where the reader's are captured. */
  readonly captured?: CapturedRecord | undefined;
}

/** What reading needs to know of the file beside its records. */
export interface ReadingContext {
  /** The file's name without its folder; "-" for standard input. */
  readonly fileName: string;
  /** A capture has wrapped the events: records without one are the capture's own. */
  readonly isWrapped: boolean;
  /** Text of a cut string: its first `bytes` bytes (or, `fromEnd`, its last ones), decoded. */
  textOf(value: unknown, bytes: number, fromEnd?: boolean): string | undefined;
}

/** Records that mean nothing to a reader, by the text in one place: only their times count, and nothing else of them is read. */
export interface PassedOver {
  readonly at: FieldPath;
  readonly has: (text: string) => boolean;
  /** Those that mostly come many in a row which differ in nothing but a text and their times, and where that text is. */
  readonly runs?: { readonly texts: readonly string[]; readonly piece: FieldPath } | undefined;
}

/** Reads one file's records in order, and says what they mean in the words of `ConversationOperations`. */
export interface ConversationReader {
  readonly passedOver?: PassedOver | undefined;
  /** Where it looks in most records: these are read without making values of them (capturedValue.ts). */
  readonly looksAt?: LookedAt | undefined;
  /** A record that is JSON. Damaged ones are passed over before. */
  take(record: FormatRecord): void;
  /** A record that is no JSON, by its first bytes. */
  takeDamaged?(beginning: string): void;
  /**
   * Behind the last record: what only then is known, such as the line that is valid in the end. A reader without it may be given
   * more records whenever a transcript has grown; from others all of it has to be read anew.
   */
  readonly end?: (() => void) | undefined;
  /**
   * What it has to know to go on, beside what it said: asked before the `end`, and given to another one that goes on where this one
   * stood. Without it a transcript that was closed and has grown is read anew. Pauses where it yields.
   */
  archive?(archive: Archive): Iterable<undefined>;
}

/** Where a transcript comes from, as far as its beginning tells, in the words of its program. */
export interface Kinship {
  /** What others call it. */
  readonly id: string | undefined;
  /** The one that started it as a sub-agent, or that it was forked from. */
  readonly parent: string | undefined;
}

export type OpenReader = (
  operations: ConversationOperations,
  context: ReadingContext,
) => ConversationReader | Promise<ConversationReader>;

/**
 * Data and functions without state: one serves all transcripts at once. What reads a conversation has state, one for
 * each reading.
 */
export interface Format {
  readonly name: FormatName;
  /** Judges objects from all over a transcript. */
  detect(sample: readonly Head[]): Detection;
  /**
   * Such files are plain JSON by their name (whole documents of Cline and Continue), unless this family is chosen for them: their
   * records are read by it all the same (mixed.ts).
   */
  readonly staysPlain?: boolean;
  /** Captures put such events inside records of their own: they are looked for there, too, and read as if they were bare. */
  readonly mayBeWrapped?: boolean;
  /**
   * What the index wants; a format that guesses does so from the sample. Where it names no kind or time, the usual names
   * are added.
   */
  plan(sample: readonly Head[]): CapturePlan;
  /**
   * Whether a record is its own, and so has its kind and time where the plan says or nowhere. Without it, whatever looks
   * like a time is taken for one where the plan's are missing: of a total, say, when its session began.
   */
  readonly owns?: (head: Head) => boolean;
  /** Patterns for the kinds that mean something went wrong; * stands for any characters. None given: what their names say. */
  readonly errorKinds?: readonly string[];
  /** Records that are one piece of a text each. */
  readonly deltas?: readonly Deltas[];
  /** Patterns for the kinds of records that begin a run or a turn of the session; * stands for any characters. */
  readonly turns?: readonly string[];
  /**
   * Patterns for the kinds of the record that its program writes last: behind it nothing more comes. * stands for any
   * characters. A record that only looks like the last is none: Claude Code, Qwen Code and Droid print a result for each turn
   * that they are given (`--input-format stream-json`), and Claude Code begins one by itself when a task is done.
   */
  readonly ends?: readonly string[];
  /** Where its records tell how long something took, in ms; of several, the first that a record has counts. */
  readonly durations?: readonly FieldPath[];
  /** What a row shows of a record, in one line. */
  preview(head: Head): string;
  /** Formats whose records make a conversation read it here. Most of what a family knows is loaded by this, and not before. */
  readonly conversation?: OpenReader;
  /** The messages too, where `conversation` only follows the life of events: what is shown begins here. */
  readonly messages?: OpenReader | undefined;
  /** Reads a transcript's first records, as many of them as it needs. */
  readonly kinship?: (beginning: Iterable<Head>) => Kinship;
  /** Records of other families are read as those read them (mixed.ts). */
  readonly isMixed?: boolean;
  /** These families, where it is mixed. */
  readonly others?: readonly FormatName[];
}
