// Lines and records as they end, and what stands between records: counts, and what is handed to the output.

import { addFields, batched, batchFull, flagDeep, takeBatch } from "./batch";
import { addRow, columnsFull, flagGlued, flagMalformed, rows, takeRows } from "./columns";
import { takeDeep } from "./containers";
import { maxSlots } from "./layout";
import { offsetOf } from "./position";
import { allSlots, captured, clearSlots } from "./slots";

export let line: f64 = 1;
export let blank: f64 = 0;
export let glued: f64 = 0;
export let malformed: f64 = 0;
/** Commas between records, and brackets of arrays around them. */
export let commas: f64 = 0;
/** NUL bytes, record separators (RFC 7464), bytes of byte order marks and of server-sent events between records. */
export let padding: f64 = 0;
/** Where the current line begins. */
export let lineStart: f64 = 0;
/** Records that have ended on the current line. */
export let onLine: f64 = 0;
/** Where the open record begins. */
export let recordStart: f64 = 0;
/** The slots that held values of the last record. */
export let emitted: u64 = 0;
/** Records go to a batch of fields, not to the columns of the index. */
export let readsFields: bool = false;

export function readFields(fields: bool): void {
  readsFields = fields;
}

/** Begins at a line's start. */
export function restartLines(offset: f64, firstLine: f64): void {
  line = firstLine;
  lineStart = offset;
  blank = 0;
  glued = 0;
  malformed = 0;
  commas = 0;
  padding = 0;
  onLine = 0;
}

/** Goes on counting where an earlier scan stopped; after a restart. */
export function resumeCounts(blanks: f64, gluedOnes: f64, malformedOnes: f64, commasSoFar: f64, paddingSoFar: f64): void {
  blank = blanks;
  glued = gluedOnes;
  malformed = malformedOnes;
  commas = commasSoFar;
  padding = paddingSoFar;
}

// @ts-ignore: decorator
@inline
export function countComma(): void {
  commas++;
}

// @ts-ignore: decorator
@inline
export function countPadding(bytes: f64): void {
  padding += bytes;
}

// @ts-ignore: decorator
@inline
export function beginRecord(offset: f64): void {
  recordStart = offset;
}

/** The open record ends. */
// @ts-ignore: decorator
@inline
export function emit(end: f64, flags: u32): void {
  if (onLine > 0) {
    flags |= flagGlued;
    glued++;
  }
  onLine++;
  if (flags & flagMalformed) malformed++;
  emitted = captured;
  const deep = takeDeep();
  if (readsFields) addFields(recordStart, end - recordStart, line, deep ? flags | flagDeep : flags, maxSlots, 0);
  else addRow(recordStart, end - recordStart, line, flags);
  clearSlots(allSlots);
}

// @ts-ignore: decorator
@inline
export function endLine(p: usize): void {
  if (onLine == 0) blank++;
  onLine = 0;
  line++;
  lineStart = offsetOf(p + 1);
}

/** Records have ended, each of which is all of its line; the next one begins at `p`. */
// @ts-ignore: decorator
@inline
export function endMatched(p: usize, count: u32): void {
  line += <f64>count;
  lineStart = offsetOf(p);
}

/** Empties the output: its records have been read. */
export function takeOutput(): void {
  if (readsFields) takeBatch();
  else takeRows();
}

/** Records in the output. */
// @ts-ignore: decorator
@inline
export function outputCount(): u32 {
  return readsFields ? batched : rows;
}

/** True when the next record has no room: the output must be taken first. */
// @ts-ignore: decorator
@inline
export function outputFull(): bool {
  return readsFields ? batchFull() : columnsFull();
}
