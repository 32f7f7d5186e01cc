// Reads a transcript's records in order and folds what its format says of them into a conversation. Summaries, checks and
// exports begin here.

import type { Format, FormatRecord, PassedOver } from "../formats/format.ts";
import { eventIn } from "../formats/wrapping.ts";
import type { FieldPath } from "../scanner/fields.ts";
import { unpackedName } from "../source/packed/packing.ts";
import { readAhead } from "../source/readAhead.ts";
import type { Source } from "../source/source.ts";
import type { Entries } from "./entries.ts";
import type { DamagedRecord, RecordVisitor } from "./readRecords.ts";
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
  readonly onDamaged?: (record: DamagedRecord) => void;
}

/** How many records were accepted, how many of them are no JSON, and the least and greatest time of all records in milliseconds since 1970. */
export interface RecordFacts {
  records: number;
  malformed: number;
  started: number | undefined;
  ended: number | undefined;
}

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
export interface EntriesPass {
  readonly facts: RecordFacts;
  /** Reads what is there and was not read. Where it throws, the entries are as good as nothing. */
  readOn(): Promise<void>;
  /** Whether what was written since can be added; else all has to be read anew. */
  readonly goesOn: boolean;
}

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
  return {
    facts,
    async readOn() {
      read = await readRecords(source, pieces, visitor, {
        from: read,
        time,
        // Who listens to records wants all of them.
        passedOver:
          options.onRecord === undefined ? inside(prefix, reader?.passedOver, accepts === undefined) : undefined,
        // What a capture wraps is read whole.
        looksAt: prefix.length === 0 ? reader?.looksAt : undefined,
        signal: options.signal,
        onProgress: options.onProgress,
      });
      reader?.end?.();
    },
    get goesOn() {
      return reader?.end === undefined && endsLine(source, read.end);
    },
  };
}

/** Whether a record that comes behind these bytes is one of its own, and the last of them as it will be. */
function endsLine(source: Source, end: number): boolean {
  const last = new Uint8Array(1);
  return end === 0 || (source.readInto(last, 0, 1, end - 1) === 1 && last[0] === newline);
}

function count(facts: RecordFacts, at: number | undefined): void {
  facts.records++;
  if (at === undefined) return;
  facts.started = facts.started === undefined ? at : Math.min(facts.started, at);
  facts.ended = facts.ended === undefined ? at : Math.max(facts.ended, at);
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
