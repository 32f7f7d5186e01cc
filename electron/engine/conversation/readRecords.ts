// Reads a source in the order of its records, as values: what conversations, summaries and checks are made of. One
// pass, in slices, and no more memory for a long record than for a short one.

import { timeOfNumber } from "../../../shared/time.ts";
import type { LookedAt } from "../formats/capturedValue.ts";
import { CapturedRecord, longestCaptured } from "../formats/capturedValue.ts";
import { giveBackCondenser, takeCondenser } from "../formats/condense.ts";
import type { CutText } from "../formats/condensedValue.ts";
import { cutText } from "../formats/condensedValue.ts";
import type { FormatRecord, PassedOver, ReadingContext } from "../formats/format.ts";
import { createFieldScan } from "../scanner/fieldScan.ts";
import type { FieldPath, FieldRecord, FieldScan, FieldSpec, RunSpec } from "../scanner/fields.ts";
import { decodeStringText } from "../scanner/stringText.ts";
import type { BytePieces } from "../source/readAhead.ts";
import type { Source } from "../source/source.ts";
import { timeInFields, timeInValue } from "./recordTime.ts";

/** A record that is no JSON. */
export interface DamagedRecord {
  /** From 0, among all records of the source; lines count from 1, places are bytes of the source. */
  readonly number: number;
  readonly line: number;
  readonly offset: number;
  readonly length: number;
  /** The source ends inside it. */
  readonly torn: boolean;
}

/** Kinds of which is remembered whether they are passed over. */
const mostKnown = 10_000;

export interface RecordVisitor {
  take(record: FormatRecord, complete: boolean): void;
  /** Records of which nobody wants the value: how many, and the times of the first and the last, which are the least and the greatest. */
  pass(number: number, time: number | undefined, records: number, lastTime: number | undefined): void;
  damaged(record: DamagedRecord): void;
}

/** How far a source is read. */
export interface ReadSoFar {
  /** Of its bytes. */
  readonly end: number;
  /** The end of the last record, and its line: where the next is looked for. */
  readonly offset: number;
  readonly line: number;
  readonly records: number;
}

export const nothingRead: ReadSoFar = { end: 0, offset: 0, line: 1, records: 0 };

export interface ReadingOptions {
  /** Where to go on. */
  readonly from: ReadSoFar;
  /** The bytes that are read; all that there are without it. */
  readonly to?: number | undefined;
  /** Where records keep their time; the first that is there counts. */
  readonly time: readonly FieldPath[];
  /** Records that are not read. */
  readonly passedOver?: PassedOver | undefined;
  /** Where the visitor looks in most records. */
  readonly looksAt?: LookedAt | undefined;
  /** Up to how many bytes strings are whole, where other than usual: at most 16 KiB. */
  readonly textBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((offset: number) => void) | undefined;
}

type TakenRecord = { -readonly [Fact in keyof FormatRecord]: FormatRecord[Fact] };

/** `pieces` gives the source's bytes in the order of its records. */
export async function readRecords(
  source: Source,
  pieces: BytePieces,
  visitor: RecordVisitor,
  options: ReadingOptions,
): Promise<ReadSoFar> {
  const { from, to: end = source.size, time: paths, passedOver, looksAt, textBytes } = options;
  const condenser = takeCondenser();
  const places =
    passedOver === undefined ? paths.map((path) => ({ path, intern: false })) : fieldsOf(passedOver, paths);
  const firstTime = passedOver === undefined ? 0 : 1;
  const endOfTimes = firstTime + paths.length;
  const captured =
    looksAt === undefined
      ? undefined
      : new CapturedRecord(looksAt, places, pieces, (record) => condenser.read(pieces, record).value);
  const scan = createFieldScan(captured?.specs ?? (passedOver === undefined ? [] : places));
  const isPassed = passesOver(scan, passedOver);
  /** One for all records whose fields are captured, since each is gone with the next. */
  const taken: TakenRecord = {
    ...{ number: 0, line: 1, offset: 0, length: 0, time: undefined },
    ...{ value: undefined, captured: undefined },
  };
  const read = { ...from, end };
  try {
    await scan.read(
      source,
      from.offset,
      end,
      (record) => {
        const { offset, length, torn } = record;
        const line = from.line - 1 + record.line;
        const number = read.records;
        read.records += record.count;
        read.offset = offset + length;
        read.line = line + record.count - 1;
        const passedAt = isPassed(record) ? timeInFields(record, firstTime, endOfTimes) : "unknown";
        if (passedAt !== "unknown") {
          const lastAt = record.lastTime === 0 ? passedAt : timeOfNumber(record.lastTime);
          visitor.pass(number, passedAt, record.count, lastAt);
        } else if (captured !== undefined && !record.malformed && length <= longestCaptured) {
          captured.begin(record);
          const { value } = captured;
          const told = timeInFields(record, firstTime, endOfTimes);
          const time = told === "unknown" ? timeInValue(value, paths) : told;
          taken.number = number;
          taken.line = line;
          taken.offset = offset;
          taken.length = length;
          taken.time = time;
          taken.value = value;
          taken.captured = captured;
          visitor.take(taken, !record.deep);
        } else {
          const condensed = record.malformed ? undefined : condenser.read(pieces, { offset, length }, textBytes);
          const value = condensed?.value;
          if (condensed === undefined || value === undefined) visitor.damaged({ number, line, offset, length, torn });
          else {
            const time = timeInValue(value, paths);
            visitor.take({ number, line, offset, length, time, value }, condensed.complete);
          }
        }
        return true;
      },
      {
        runs: runsOf(passedOver, paths),
        ...(options.signal && { signal: options.signal }),
        ...(options.onProgress && { onProgress: options.onProgress }),
      },
    );
    return read;
  } finally {
    scan.dispose();
    giveBackCondenser(condenser);
  }
}

/** The text that may be passed over, where times may be, and the pieces of runs. */
function fieldsOf({ at, runs }: PassedOver, paths: readonly FieldPath[]): readonly FieldSpec[] {
  const others = runs === undefined ? paths : [...paths, runs.piece];
  return [{ path: at, intern: true }, ...others.map((path) => ({ path, intern: false }))];
}

function runsOf(passedOver: PassedOver | undefined, paths: readonly FieldPath[]): RunSpec | undefined {
  if (passedOver?.runs === undefined || paths.length === 0) return undefined;
  const kinds = passedOver.runs.texts.filter(passedOver.has);
  return { kind: 0, kinds, time: 1, text: 1 + paths.length, others: [] };
}

function passesOver(scan: FieldScan, passedOver: PassedOver | undefined): (record: FieldRecord) => boolean {
  if (passedOver === undefined) return () => false;
  /** By the number of a text. Few differ, and nobody numbers those of a file in which all do. */
  const known: boolean[] = [];
  return (record) => {
    const id = record.malformed ? 0 : record.id(0);
    if (id === 0) return false;
    const found = known[id] ?? passedOver.has(scan.internedText(id));
    if (id < mostKnown) known[id] = found;
    return found;
  };
}

/** What readers of a conversation may ask of the source beside its records. */
export function readingContext(source: BytePieces, fileName: string, isWrapped = false): ReadingContext {
  return {
    fileName,
    isWrapped,
    textOf: (value, bytes, fromEnd = false) => {
      if (typeof value === "string") return value;
      const cut = cutText(value);
      return cut === undefined ? undefined : partOf(source, cut, bytes, fromEnd);
    },
  };
}

function partOf(source: BytePieces, { range }: CutText, bytes: number, fromEnd: boolean): string {
  const length = Math.min(bytes, range.length);
  const buffer = Buffer.alloc(length);
  const from = fromEnd ? range.offset + range.length - length : range.offset;
  const read = source.readInto(buffer, 0, length, from);
  return decodeStringText(buffer.subarray(0, read));
}
