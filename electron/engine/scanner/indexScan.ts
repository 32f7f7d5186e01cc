// The scanner set up for the index: it fills the columns of one segment (32,768 records) and hands them over when they
// are full. No string or object is made for a record.

import type { Source } from "../source/source.ts";
import type { BlockSummer, StretchSums } from "./blockSums.ts";
import { createBlockSummer } from "./blockSums.ts";
import { afterByteOrderMark, createFeed } from "./chunks.ts";
import type { LevelMember } from "./errorLevels.ts";
import { errorLevels } from "./errorLevels.ts";
import type { FailureProse } from "./failureProse.ts";
import { addProseWords } from "./failureProse.ts";
import type { FieldPath } from "./fields.ts";
import type { ScannerInstance } from "./scannerModule.ts";
import { createScanner, internedTable, internedText, numberOf } from "./scannerModule.ts";
import { callUse, maxPaths, setCallPaths, setPaths } from "./scanPaths.ts";

/** Records per segment. A power of two: a record's segment is found by a division that cannot err. */
export const segmentRecords = 32_768;

/**
 * Where a format keeps what the index wants. Of several paths for one thing, the first that is present in a record counts.
 * A kind has up to four parts, joined by "/"; parts that a record lacks are left out.
 */
export interface CapturePlan {
  readonly kind: readonly (readonly FieldPath[])[];
  readonly time: readonly FieldPath[];
  /** An id that pairs a call with its result, or the pieces of a message. */
  readonly pair: readonly FieldPath[];
  readonly role: readonly FieldPath[];
  readonly tool: readonly FieldPath[];
  /** A record whose value there is `true` belongs to a sidechain: to what another agent was asked to do. */
  readonly sidechain?: FieldPath;
  /** Records may be any values: texts, numbers, words and arrays too. By default only objects are, and all else is malformed. */
  readonly values?: boolean;
  /** Members that say that a record is an error: by a word of `errorLevels`, or by a number in one of their ranges. */
  readonly level?: readonly LevelMember[];
  /** A record with `true` at one of these is an error. */
  readonly errors?: readonly FieldPath[];
  /** A record with `false` at one of these is an error. */
  readonly denials?: readonly FieldPath[];
  /** Texts whose beginning may say that the record is an error. */
  readonly prose?: FailureProse;
}

/** Kinds with fixed numbers (assembly/columns.ts). */
export const kindNumber = { none: 0, malformed: 1, other: 2 } as const;

/** Bits of `Columns.flags`, as the scanner sets them (assembly/columns.ts) and kept indexes hold them. */
export const flagBit = { malformed: 1, glued: 2, torn: 4, sidechain: 8, error: 16 } as const;
/** What may be wrong or special with a record; none, for nearly all of them. */
export type RecordFlag = keyof typeof flagBit;

/** The facts of up to `segmentRecords` records, one array per fact; `count` of them are set. */
export interface Columns {
  readonly count: number;
  /** Byte offset and length of the record. */
  readonly offsets: Float64Array;
  readonly lengths: Float64Array;
  /** Line number, from 1. */
  readonly lines: Float64Array;
  /** Milliseconds since 1970; NaN: unknown. */
  readonly times: Float64Array;
  /** True when no time has a fraction of a millisecond. */
  readonly wholeTimes: boolean;
  /** Hash of the pairing id; 0: none. */
  readonly pairs: Uint32Array;
  readonly kinds: Uint16Array;
  /** Interned; 0: none. */
  readonly tools: Uint16Array;
  readonly roles: Uint8Array;
  /** Bits of `flagBit`. */
  readonly flags: Uint8Array;
  /** Calls and results of records that hold several; without it, no record does. */
  readonly further?: FurtherCalls;
  /** Of a group: where each record stands in the transcript that it is from. */
  readonly origins?: Origins;
}

/**
 * What the columns lack of records with a list of calls or results: all but the first, in order. Each has a tool, an id or both; 0:
 * none.
 */
export interface FurtherCalls {
  readonly count: number;
  /** The record, counted from the segment's first. */
  readonly rows: Uint16Array;
  readonly tools: Uint16Array;
  /** Hashes of pairing ids. */
  readonly pairs: Uint32Array;
}

/** By record of a group: the number of its transcript, its number there and its offset. `lines` are those of the transcripts. */
export interface Origins {
  readonly sources: Uint16Array;
  readonly records: Float64Array;
  readonly offsets: Float64Array;
  /** The tool that it belongs to there, though another record names it; 0: none, or not known yet. */
  readonly tools: Uint16Array;
}

/** Counts over all that has been scanned, with what a later scan needs to go on at a line's start. */
export interface ScanState {
  /** Where the next line begins, and its number. */
  readonly offset: number;
  readonly line: number;
  /** Lines of white space; records that share their line with one before them; and records that are damaged. */
  readonly blank: number;
  readonly glued: number;
  readonly malformed: number;
  /** Commas between records, and brackets of arrays around them. */
  readonly commas: number;
  /** Bytes between records that are NUL, record separators (RFC 7464), byte order marks or parts of server-sent events. */
  readonly padding: number;
  /** Bytes of the longest record. */
  readonly longest: number;
  /** Least and greatest time, in ms since 1970; undefined: no record has one. */
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
  /** Time of the last record that has one, and how many records are earlier than the one with a time before them. */
  readonly previousTime: number | undefined;
  readonly backwards: number;
  readonly kindsOverflowed: boolean;
  /** True when a role or a tool found no room in its table. */
  readonly namesOverflowed: boolean;
}

/** Interned names; a name's number is its place in the list. */
export interface Names {
  readonly kinds: readonly string[];
  readonly roles: readonly string[];
  readonly tools: readonly string[];
}

/**
 * Columns that are handed to `onFull` are valid during that call. Owned by one thread; its memory may serve the next
 * scan when this one is over.
 */
export interface IndexScan {
  /** Offset of the first byte that has not been scanned. */
  position(): number;
  /** Reads and scans at most one chunk before `end`. False: nothing was left. `onFull` must take the columns. */
  step(end: number, onFull: (columns: Columns) => void): boolean;
  /** Goes on from the current position until a line ends, and `end` at the latest. False: it has. */
  stepToLineEnd(end: number, onFull: (columns: Columns) => void): boolean;
  /** Ends the last line at the current position. */
  finish(onFull: (columns: Columns) => void): void;
  /** The records since the last full segment. Valid until the next call. */
  open(): Columns;
  /** The counts so far. */
  state(): ScanState;
  /** The sums of the bytes scanned since the last call. */
  takeSums(): StretchSums;
  /** True when the record that comes next begins a line: not behind a last line that nobody has ended. */
  atLineStart(): boolean;
  kinds(): readonly string[];
  roles(): readonly string[];
  tools(): readonly string[];
}

export interface ScanOptions {
  /** Goes on where an earlier scan of the same source and plan stopped, with its names. */
  readonly resume?: { readonly state: ScanState; readonly names: Names } | undefined;
  /** Memory of an earlier scan that is over, to be used again: a scanner takes 4 MB. */
  readonly scanner?: ScannerInstance | undefined;
  /** Where the sums begin that nobody has yet; without it, at the source's begin, or where the earlier scan stopped. */
  readonly sumsFrom?: number | undefined;
  /** For tests that cut the bytes anywhere. */
  readonly maxChunk?: number | undefined;
  /** False in tests that compare: the scanner walks every record. */
  readonly shortcuts?: boolean | undefined;
}

/**
 * Begins behind a byte order mark, or where `resume` stopped; reads nothing else yet. `step` throws a SourceError when
 * the source cannot be read.
 */
export function createIndexScan(source: Source, plan: CapturePlan, options: ScanOptions = {}): IndexScan {
  const { resume, scanner = createScanner(), maxChunk, shortcuts = true } = options;
  scanner.takeShortcuts(shortcuts);
  scanner.reset(false, 0, 0, plan.values === true);
  setPlan(scanner, plan);
  const start = resume?.state.offset ?? afterByteOrderMark(source);
  scanner.restart(start, resume?.state.line ?? 1);
  if (resume !== undefined) goOn(scanner, resume.state, resume.names);
  const { sumsFrom = resume === undefined ? 0 : start } = options;
  const summer = createBlockSummer(scanner, sumsFrom);
  // A byte order mark is not scanned.
  if (sumsFrom < start) takeHead(scanner, source, summer, start);
  const feed = createFeed(scanner, source, start, { summer, maxChunk });
  const names = [
    nameList(scanner, internedTable.kinds),
    nameList(scanner, internedTable.roles),
    nameList(scanner, internedTable.tools),
  ] as const;
  let isFinished = false;
  const give = (onFull: (columns: Columns) => void) => () => {
    if (numberOf(scanner.rows) < segmentRecords) return;
    onFull(columnsOf(scanner));
    scanner.takeOutput();
  };
  return {
    position: feed.position,
    step: (end, onFull) => feed.step(end, give(onFull)),
    stepToLineEnd: (end, onFull) => feed.stepToLineEnd(end, give(onFull)),
    finish: (onFull) => {
      isFinished = true;
      feed.finish(give(onFull));
    },
    open: () => columnsOf(scanner),
    state: () => stateOf(scanner, resume?.state),
    takeSums: summer.give,
    // Behind a last line that nobody has ended, the next one would begin behind a newline that is not there.
    atLineStart: () => numberOf(scanner.onLine) === 0 && !(isFinished && numberOf(scanner.lineStart) > feed.position()),
    kinds: names[0],
    roles: names[1],
    tools: names[2],
  };
}

/** Sums the bytes before `end`, which are not scanned. */
function takeHead(scanner: ScannerInstance, source: Source, summer: BlockSummer, end: number): void {
  const address = scanner.inputAddress();
  const memory = new Uint8Array(scanner.memory.buffer);
  for (let at = 0; at < end; ) {
    const read = source.readInto(memory, address, end - at, at);
    if (read === 0) return;
    summer.take(address, read, at);
    at += read;
  }
}

function goOn(scanner: ScannerInstance, state: ScanState, names: Names): void {
  scanner.resumeCounts(state.blank, state.glued, state.malformed, state.commas, state.padding);
  const { longest, firstTime = Number.POSITIVE_INFINITY, lastTime = Number.NEGATIVE_INFINITY } = state;
  scanner.resumeColumns(longest, firstTime, lastTime, state.backwards, state.previousTime ?? Number.NEGATIVE_INFINITY);
  seedNames(scanner, internedTable.kinds, names.kinds);
  seedNames(scanner, internedTable.roles, names.roles);
  seedNames(scanner, internedTable.tools, names.tools);
}

const utf8 = new TextEncoder();

function seedNames(scanner: ScannerInstance, table: number, names: readonly string[]): void {
  const scratch = scanner.scratchAddress();
  for (const name of names) {
    const bytes = utf8.encode(name);
    new Uint8Array(scanner.memory.buffer).set(bytes, scratch);
    scanner.seedName(table, scratch, bytes.length);
  }
}

function setPlan(scanner: ScannerInstance, plan: CapturePlan): void {
  const uses: { readonly path: FieldPath; readonly purpose: number }[] = [];
  plan.kind.forEach((paths, part) => {
    for (const path of paths) uses.push({ path, purpose: part });
  });
  // Numbers of purposes as in assembly/columns.ts.
  for (const [purpose, paths] of [
    [4, plan.time],
    [5, plan.pair],
    [6, plan.role],
    [7, plan.tool],
    [8, plan.sidechain === undefined ? [] : [plan.sidechain]],
    [9, (plan.level ?? []).map(({ path }) => path)],
    [10, plan.errors ?? []],
    [11, plan.denials ?? []],
    [12, plan.prose?.paths ?? []],
  ] as const) {
    for (const path of paths) uses.push({ path, purpose });
  }
  // One path may serve two purposes, but has one slot.
  const slots = new Map<string, number>();
  const paths: FieldPath[] = [];
  for (const { path } of uses) {
    const name = JSON.stringify(path);
    if (slots.has(name)) continue;
    slots.set(name, paths.length);
    paths.push(path);
  }
  if (paths.length > maxPaths) throw new RangeError(`at most ${maxPaths} paths can be wanted, not ${paths.length}`);
  setPaths(
    scanner,
    paths.map((path) => [path]),
  );
  const slotOf = (path: FieldPath): number => slots.get(JSON.stringify(path)) ?? 0;
  for (const { path, purpose } of uses) scanner.assignSlot(slotOf(path), purpose);
  setCallPaths(scanner, plan.tool, callUse.tool);
  setCallPaths(scanner, plan.pair, callUse.pair);
  setCallPaths(scanner, plan.errors ?? [], callUse.error);
  for (const { path, numbers } of plan.level ?? []) {
    for (const [first, last] of numbers) scanner.addErrorRange(slotOf(path), first, last);
  }
  if (plan.level !== undefined) addErrorWords(scanner);
  if (plan.prose !== undefined) addProseWords(scanner, plan.prose);
}

function addErrorWords(scanner: ScannerInstance): void {
  const scratch = scanner.scratchAddress();
  for (const word of errorLevels) {
    const bytes = utf8.encode(word);
    new Uint8Array(scanner.memory.buffer).set(bytes, scratch);
    scanner.addErrorWord(scratch, bytes.length);
  }
}

function columnsOf(scanner: ScannerInstance): Columns {
  const { buffer } = scanner.memory;
  const at = scanner.columnAddress;
  return {
    count: numberOf(scanner.rows),
    offsets: new Float64Array(buffer, at(0), segmentRecords),
    lengths: new Float64Array(buffer, at(1), segmentRecords),
    lines: new Float64Array(buffer, at(2), segmentRecords),
    times: new Float64Array(buffer, at(3), segmentRecords),
    wholeTimes: numberOf(scanner.fractions) === 0,
    pairs: new Uint32Array(buffer, at(4), segmentRecords),
    kinds: new Uint16Array(buffer, at(5), segmentRecords),
    tools: new Uint16Array(buffer, at(6), segmentRecords),
    roles: new Uint8Array(buffer, at(7), segmentRecords),
    flags: new Uint8Array(buffer, at(8), segmentRecords),
    ...furtherOf(scanner),
  };
}

function furtherOf(scanner: ScannerInstance): Pick<Columns, "further"> {
  const count = numberOf(scanner.furtherCount);
  if (count === 0) return {};
  const { buffer } = scanner.memory;
  const at = scanner.columnAddress;
  return {
    further: {
      count,
      rows: new Uint16Array(buffer, at(9), count),
      tools: new Uint16Array(buffer, at(10), count),
      pairs: new Uint32Array(buffer, at(11), count),
    },
  };
}

/** `before`: where it went on: what did not fit into its tables then is not told apart now. */
function stateOf(scanner: ScannerInstance, before: ScanState | undefined): ScanState {
  const time = (global: WebAssembly.Global): number | undefined => {
    const value = numberOf(global);
    return Number.isFinite(value) ? value : undefined;
  };
  return {
    offset: numberOf(scanner.lineStart),
    line: numberOf(scanner.line),
    blank: numberOf(scanner.blank),
    glued: numberOf(scanner.glued),
    malformed: numberOf(scanner.malformed),
    commas: numberOf(scanner.commas),
    padding: numberOf(scanner.padding),
    longest: numberOf(scanner.longest),
    firstTime: time(scanner.earliest),
    lastTime: time(scanner.latest),
    previousTime: time(scanner.previousTime),
    backwards: numberOf(scanner.backwards),
    kindsOverflowed: before?.kindsOverflowed === true || numberOf(scanner.kindsOverflowed) === 1,
    namesOverflowed: before?.namesOverflowed === true || numberOf(scanner.namesOverflowed) === 1,
  };
}

/** Decodes each name once, when it is first asked for. */
function nameList(scanner: ScannerInstance, table: number): () => readonly string[] {
  const names: string[] = [];
  return () => {
    const count = scanner.internedCount(table);
    while (names.length < count) names.push(internedText(scanner, table, names.length));
    return names;
  };
}
