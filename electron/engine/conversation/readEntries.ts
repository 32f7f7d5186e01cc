// Reads a transcript's records in order and folds what its format says of them into a conversation. Summaries, checks and
// exports begin here.

import type { Format, FormatRecord, PassedOver } from "../formats/format.ts";
import { has, isNumber, orNone, valueIn } from "../formats/keptValue.ts";
import { eventIn } from "../formats/wrapping.ts";
import type { Archived } from "../paging/archive.ts";
import type { FieldPath } from "../scanner/fields.ts";
import { lineStartBefore } from "../scanner/lineStart.ts";
import { unpackedName } from "../source/packed/packing.ts";
import { readAhead } from "../source/readAhead.ts";
import type { Source } from "../source/source.ts";
import type { Entries } from "./entries.ts";
import type { DamagedRecord, ReadSoFar, RecordVisitor } from "./readRecords.ts";
import { nothingRead, readingContext, readRecords } from "./readRecords.ts";

const newline = 0x0a;

/** How the transcript is read. */
export interface EntriesReading {
  readonly format: Format;
  /** Where records keep their time. */
  readonly time: readonly FieldPath[];
  /** Where the event lies in records that wrap it. */
  readonly prefix?: FieldPath;
  /** Also the messages of a format whose `conversation` only follows the life of its events. */
  readonly withMessages?: boolean;
  /** Records that are left out are as if they were not there. */
  readonly accepts?: ((record: number) => boolean) | undefined;
}

export interface EntriesOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((offset: number) => void) | undefined;
  /** Called before the format takes a record. `complete`: nothing but the rest of long strings is missing in its value. */
  readonly onRecord?: (record: FormatRecord, complete: boolean) => void;
  /** Up to how many bytes strings of a record are whole, where other than usual: at most 16 KiB. */
  readonly textBytes?: number;
  readonly onDamaged?: (record: DamagedRecord) => void;
  /** The same source, for whoever wants to know which bytes were read, in their order. */
  readonly scanned?: Source | undefined;
}

/** How many records were accepted, how many of them are no JSON, and the least and greatest time of all records in milliseconds since 1970. */
export interface RecordFacts {
  records: number;
  malformed: number;
  started: number | undefined;
  ended: number | undefined;
}

/**
 * Reads the source once, from its first byte to its end as it is then, and fills `entries`. Throws a SourceError when
 * it can no longer be read, or the signal's reason; then the entries are as good as nothing.
 */
export async function readEntries(
  source: Source,
  reading: EntriesReading,
  entries: Entries,
  options: EntriesOptions = {},
): Promise<RecordFacts> {
  const pass = await openEntries(source, reading, entries, options);
  await pass.readOn();
  return pass.facts;
}

/** A reading of a source that may have grown when it has come to its end. */
export interface EntriesPass extends Archived {
  readonly facts: RecordFacts;
  /** Up to which byte it was read. */
  readonly end: number;
  /** Whether it can be kept and go on as another one, between `readLines` and `readOn`. */
  readonly isKeepable: boolean;
  /** Reads what was not read up to the end of the last line. */
  readLines(): Promise<void>;
  /** Reads what is there and was not read. Where it throws, the entries are as good as nothing. */
  readOn(): Promise<void>;
  /** Whether what was written since can be added; else all has to be read anew. */
  readonly goesOn: boolean;
}

/**
 * The same in steps, for what is kept or still grows. Nothing is read of the records yet, only what the format's reader
 * wants to know beforehand.
 */
export async function openEntries(
  source: Source,
  { format, time, prefix = [], withMessages = false, accepts }: EntriesReading,
  entries: Entries,
  options: EntriesOptions = {},
): Promise<EntriesPass> {
  const open = (withMessages ? format.messages : undefined) ?? format.conversation;
  const pieces = readAhead(source);
  const reader = await open?.(entries, readingContext(pieces, unpackedName(source.name), prefix.length > 0));
  const facts: RecordFacts = { records: 0, malformed: 0, started: undefined, ended: undefined };
  const visitor: RecordVisitor = {
    take: (record, complete) => {
      if (accepts !== undefined && !accepts(record.number)) return;
      count(facts, record.time);
      const event = prefix.length === 0 ? record : eventOf(record, prefix);
      entries.at(event);
      options.onRecord?.(event, complete);
      reader?.take(event);
    },
    pass: (number, at, records, lastAt) => {
      if (accepts !== undefined && !accepts(number)) return;
      count(facts, at);
      if (records === 1) return;
      count(facts, lastAt);
      facts.records += records - 2;
    },
    damaged: (record) => {
      if (accepts !== undefined && !accepts(record.number)) return;
      facts.records++;
      facts.malformed++;
      options.onDamaged?.(record);
      reader?.takeDamaged?.(beginningOf(source, record));
    },
  };
  let read = nothingRead;
  const readTo = async (to: number): Promise<void> => {
    if (to <= read.end) return;
    read = await readRecords(options.scanned ?? source, pieces, visitor, {
      from: read,
      to,
      time,
      textBytes: options.textBytes,
      // Who listens to records wants all of them.
      passedOver:
        options.onRecord === undefined ? inside(prefix, reader?.passedOver, accepts === undefined) : undefined,
      // What a capture wraps is read whole.
      looksAt: prefix.length === 0 ? reader?.looksAt : undefined,
      signal: options.signal,
      onProgress: options.onProgress,
    });
  };
  return {
    facts,
    get end() {
      return read.end;
    },
    isKeepable: reader?.archive !== undefined,
    async readLines() {
      await readTo(lineStartBefore(source, source.size));
      read = atLineStart(source, read);
    },
    async readOn() {
      await readTo(source.size);
      reader?.end?.();
    },
    *archive(archive) {
      const kept = archive.value({ read, facts }, stateIn);
      if (archive.isReading) {
        read = kept.read;
        Object.assign(facts, kept.facts);
      }
      yield* entries.archive(archive);
      yield* entries.archiveOpen(archive);
      if (reader?.archive !== undefined) yield* reader.archive(archive);
    },
    get goesOn() {
      return reader?.end === undefined && endsLine(source, read.end);
    },
  };
}

interface KeptState {
  readonly read: ReadSoFar;
  readonly facts: RecordFacts;
}

const stateIn = valueIn<KeptState>({
  read: has<ReadSoFar>({ end: isNumber, offset: isNumber, line: isNumber, records: isNumber }),
  facts: has<RecordFacts>({
    records: isNumber,
    malformed: isNumber,
    started: orNone(isNumber),
    ended: orNone(isNumber),
  }),
});

/** Where the next record is looked for, from the beginning of its line on. */
function atLineStart(source: Source, read: ReadSoFar): ReadSoFar {
  if (!endsLine(source, read.end)) return read;
  return { ...read, offset: read.end, line: read.line + countNewlines(source, read.offset, read.end) };
}

function countNewlines(source: Source, from: number, to: number): number {
  const room = Buffer.allocUnsafe(Math.min(to - from, 256 * 1024));
  let count = 0;
  for (let at = from; at < to; ) {
    const length = source.readInto(room, 0, Math.min(room.length, to - at), at);
    if (length === 0) return count;
    for (let n = room.indexOf(newline); n >= 0 && n < length; n = room.indexOf(newline, n + 1)) count++;
    at += length;
  }
  return count;
}

/** Whether a record that comes behind these bytes is one of its own, and the last of them as it will be. */
function endsLine(source: Source, end: number): boolean {
  const last = new Uint8Array(1);
  return end === 0 || (source.readInto(last, 0, 1, end - 1) === 1 && last[0] === newline);
}

function count(facts: RecordFacts, at: number | undefined): void {
  facts.records++;
  if (at === undefined) return;
  // Most times are later than all before, and a number that is set is made anew.
  if (facts.started === undefined || at < facts.started) facts.started = at;
  if (facts.ended === undefined || at > facts.ended) facts.ended = at;
}

/** `joins`: several may be passed over as one, since nobody has to be asked for each. */
function inside(prefix: FieldPath, passedOver: PassedOver | undefined, joins: boolean): PassedOver | undefined {
  if (passedOver === undefined) return undefined;
  const { at, has, runs } = passedOver;
  const joined = joins && runs !== undefined ? { ...runs, piece: [...prefix, ...runs.piece] } : undefined;
  return { at: [...prefix, ...at], has, runs: joined };
}

/** The event that a record wraps, or the record itself when it wraps none. */
function eventOf(record: FormatRecord, prefix: FieldPath): FormatRecord {
  const value = eventIn(record.value, prefix);
  return value === undefined ? record : { ...record, value, within: prefix };
}

/** Bytes of a damaged record that a format may look at. */
const beginningBytes = 256;

function beginningOf(source: Source, { offset, length }: DamagedRecord): string {
  const buffer = Buffer.alloc(Math.min(beginningBytes, length));
  return buffer.toString("utf8", 0, source.readInto(buffer, 0, buffer.length, offset));
}
