// Rows as the list shows them. Facts come from the index; the preview from the record's first bytes, read here and
// nowhere else, so a page of rows costs the same however long its records are.

import type { Flag, Origin, Row, Run } from "../../../shared/rows.ts";
import { byteLength, byteOffset, lineNumber, milliseconds, recordNumber } from "../../../shared/units.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import type { Columns } from "../scanner/indexScan.ts";
import { flagBit } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import type { ListedRow, Listing } from "./fold/listing.ts";
import { oneLine } from "./oneLine.ts";
import { largeBytes } from "./predicate.ts";
import type { ErrorRule } from "./queryContext.ts";
import { timeBeforeRecord, unorderedBit } from "./unordered.ts";
import type { View } from "./view.ts";

/** Bytes of a record that its preview is made from. */
const headBytes = 4096;
/** Characters of a preview. */
const previewLength = 300;
/** Of a run: when so many characters are there no more pieces are read, nor when there were so many of them. */
const joinedLength = 200;
const mostPieces = 64;
/** So many bytes behind its begin are read at once: most runs show no more. */
const piecesBytes = 8 * 1024;

/** What a row needs to be drawn; `preview` is the format's. */
export interface RowReader {
  readonly index: ReadIndex;
  readonly source: Source;
  readonly errors: ErrorRule;
  /** `source`: the number of the record's transcript in a group, else 0. */
  readonly preview: (text: string, whole: boolean, source: number) => string;
  /** The piece of text in the beginning of a record of a kind that folds; undefined when there is none. */
  readonly piece: (text: string, whole: boolean, kind: string) => string | undefined;
}

/**
 * At most `count` rows, fewer at the view's end, in its order. Reads up to 4 KiB of each record, and up to 300
 * characters of that are its preview. Throws a SourceError.
 */
export function readRows(reader: RowReader, view: View, from: number, count: number): readonly Row[] {
  const rows: Row[] = [];
  const head = new Uint8Array(headBytes);
  view.visit(from, count, (record, columns, index) => rows.push(rowOf(reader, head, record, columns, index)));
  const { index } = reader;
  // Of a group its columns say it.
  return index.sources !== undefined || index.state().backwards === 0 ? rows : rows.map(withOrder(index));
}

/** Says of a row whether its time is earlier than the one before it, which is that of the row above where that is the record before. */
function withOrder(index: ReadIndex): (row: Row, at: number, rows: readonly Row[]) => Row {
  return (row, at, rows) => {
    if (row.time === undefined) return row;
    const above = rows[at - 1];
    const known = above !== undefined && above.record + 1 === row.record ? above.time : undefined;
    const before = known ?? timeBeforeRecord(index, row.record);
    return row.time < before ? { ...row, flags: [...row.flags, "unordered"] } : row;
  };
}

/** The rows of a list, in which some stand for runs. */
export function readListedRows(reader: RowReader, listing: Listing, from: number, count: number): readonly Row[] {
  const { view } = listing;
  return stretchesOf(listing.page(from, count)).flatMap(({ at, rows, is, count: more }): readonly Row[] => {
    const found = readRows(reader, view, at, more);
    if (is === "single") return found;
    if (is === "member") return found.map((row) => ({ ...row, isMember: true }));
    return found.map((row) => ({
      ...row,
      ...readRun(reader, view, row, { at, rows }),
      run: runOf(view, row, { at, rows, is }),
    }));
  });
}

/** Rows that stand behind each other in the view, too, are read together. */
function stretchesOf(rows: readonly ListedRow[]): readonly (ListedRow & { readonly count: number })[] {
  const stretches: (ListedRow & { count: number })[] = [];
  for (const row of rows) {
    const before = stretches.at(-1);
    const goesOn = before?.is === row.is && row.rows === 1 && before.at + before.count === row.at;
    if (before !== undefined && goesOn) before.count++;
    else stretches.push({ ...row, count: 1 });
  }
  return stretches;
}

function runOf(view: View, { record, offset, length }: Row, { at, rows, is }: ListedRow): Run {
  let [last, end, time] = [Number(record), offset + length, Number.NaN];
  view.visit(at + rows - 1, 1, (number, { offsets, lengths, times }, index) => {
    last = number;
    time = times[index] ?? Number.NaN;
    end = (offsets[index] ?? 0) + (lengths[index] ?? 0);
  });
  const until = Number.isNaN(time) ? undefined : milliseconds(time);
  return { records: rows, last: recordNumber(last), until, bytes: byteLength(end - offset), open: is === "open" };
}

/** What the pieces say together, as far as a row shows it. */
function readRun(
  { source, piece }: RowReader,
  view: View,
  { kind, preview }: Row,
  { at, rows }: Pick<ListedRow, "at" | "rows">,
): Pick<Row, "preview"> {
  const places: { readonly record: number; readonly offset: number; readonly length: number }[] = [];
  view.visit(at, Math.min(rows, mostPieces), (record, { offsets, lengths }, index) => {
    places.push({ record, offset: offsets[index] ?? 0, length: lengths[index] ?? 0 });
  });
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return { preview };
  const bytesOf = pieceReader(source, first.offset, last.offset + last.length);
  let text = "";
  let next = first.record;
  for (const { record, offset, length } of places) {
    // Between them are some that the filter leaves out.
    if (record !== next) text += " … ";
    next = record + 1;
    const head = bytesOf(offset, Math.min(length, headBytes));
    text += piece(new TextDecoder().decode(head), head.length === length, kind) ?? "";
    if (text.length >= joinedLength) break;
  }
  return { preview: text === "" ? preview : oneLine(text, previewLength) };
}

/** Reads records that stand near each other, many at once. What was given is valid until the next call. */
function pieceReader(source: Source, from: number, to: number): (offset: number, length: number) => Uint8Array {
  const together = new Uint8Array(Math.min(piecesBytes, to - from));
  const read = source.readInto(together, 0, together.length, from);
  return (offset, length) => {
    const at = offset - from;
    if (at + length <= read) return together.subarray(at, at + length);
    const alone = new Uint8Array(length);
    return alone.subarray(0, source.readInto(alone, 0, length, offset));
  };
}

function rowOf(reader: RowReader, head: Uint8Array, record: number, columns: Columns, index: number): Row {
  const offset = columns.offsets[index] ?? 0;
  const length = columns.lengths[index] ?? 0;
  const time = columns.times[index] ?? Number.NaN;
  const role = columns.roles[index] ?? 0;
  const tool = columns.tools[index] ?? 0;
  const kind = reader.index.kinds()[columns.kinds[index] ?? 0] ?? "(none)";
  const flags = flagsOf(columns.flags[index] ?? 0, length, reader.errors.isErrorKind(kind));
  const read = reader.source.readInto(head, 0, Math.min(length, headBytes), offset);
  const text = new TextDecoder().decode(head.subarray(0, read));
  const origin = originOf(reader.index, columns, index);
  const preview = flags.includes("malformed") ? text : reader.preview(text, read === length, origin?.number ?? 0);
  return {
    record: recordNumber(record),
    line: lineNumber(columns.lines[index] ?? 0),
    offset: byteOffset(offset),
    length: byteLength(length),
    time: Number.isNaN(time) ? undefined : milliseconds(time),
    kind,
    role: role === 0 ? undefined : reader.index.roles()[role],
    tool: tool === 0 ? undefined : reader.index.tools()[tool],
    flags,
    preview: oneLine(preview === "" ? text : preview, previewLength),
    // Last: members that come behind those of a spread object are added one by one in Node 20, each in a hundred times the time.
    ...(origin === undefined ? {} : { origin }),
  };
}

function originOf({ sources }: ReadIndex, { origins }: Columns, row: number): Origin | undefined {
  if (origins === undefined) return undefined;
  const number = origins.sources[row] ?? 0;
  return {
    number,
    name: sources?.[number] ?? "",
    record: recordNumber(origins.records[row] ?? 0),
    offset: byteOffset(origins.offsets[row] ?? 0),
  };
}

function flagsOf(bits: number, length: number, isErrorKind: boolean): readonly Flag[] {
  const flags: Flag[] = [];
  if (isErrorKind || (bits & flagBit.error) !== 0) flags.push("error");
  if ((bits & flagBit.malformed) !== 0) flags.push("malformed");
  if ((bits & flagBit.glued) !== 0) flags.push("glued");
  if ((bits & flagBit.torn) !== 0) flags.push("torn");
  if (length > largeBytes) flags.push("large");
  if ((bits & flagBit.sidechain) !== 0) flags.push("sidechain");
  if ((bits & unorderedBit) !== 0) flags.push("unordered");
  return flags;
}
