// Rows as the list shows them. Facts come from the index; the preview from the record's first bytes, read here and
// nowhere else, so a page of rows costs the same however long its records are.

import type { Flag, Row } from "../../../shared/rows.ts";
import { byteLength, byteOffset, lineNumber, milliseconds, recordNumber } from "../../../shared/units.ts";
import type { TranscriptIndex } from "../index/transcriptIndex.ts";
import type { Columns } from "../scanner/indexScan.ts";
import { flagBit } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import { oneLine } from "./oneLine.ts";
import { largeBytes } from "./predicate.ts";
import type { ErrorRule } from "./queryContext.ts";
import type { View } from "./view.ts";

/** Bytes of a record that its preview is made from. */
const headBytes = 4096;
/** Characters of a preview. */
const previewLength = 300;

/** What a row needs to be drawn; `preview` is the format's. */
export interface RowReader {
  readonly index: TranscriptIndex;
  readonly source: Source;
  readonly errors: ErrorRule;
  readonly preview: (text: string, whole: boolean) => string;
}

export function readRows(reader: RowReader, view: View, from: number, count: number): readonly Row[] {
  const rows: Row[] = [];
  const head = new Uint8Array(headBytes);
  view.visit(from, count, (record, columns, index) => rows.push(rowOf(reader, head, record, columns, index)));
  return rows;
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
  const preview = flags.includes("malformed") ? text : reader.preview(text, read === length);
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
  return flags;
}
