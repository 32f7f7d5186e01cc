// A table as CSV (RFC 4180): a line of names, then a line for each row. Values are exact: an empty field is unknown, a quoted
// empty one is an empty text.

import type { ByteSink } from "../../snapshot/byteSink.ts";
import type { ExportWriter, Written } from "../exportJob.ts";
import type { Batch, Cell, ColumnType, Table } from "./table.ts";
import { exactCell } from "./table.ts";
import { tableOf } from "./tableOf.ts";

const lineEnd = "\r\n";
/** Characters of lines that are handed on together. */
const partLength = 64 * 1024;

/** The records or messages of one transcript, as the options' `table` says. */
export const writeCsv: ExportWriter = (job) => writeCsvTable(tableOf(job), job.output, job.signal);

/**
 * Any table, of a group too. UTF-8 without a byte order mark, lines end in CR LF, times are ISO 8601 in UTC. Throws the
 * signal's reason.
 */
export async function writeCsvTable(table: Table, output: ByteSink, signal: AbortSignal): Promise<Written> {
  const types = table.columns.map(({ type }) => type);
  const encode = partEncoder();
  await output.write(encode(table.columns.map(({ name }) => name).join(",") + lineEnd));
  for await (const batch of table.batches()) {
    signal.throwIfAborted();
    for (const part of partsOf(batch, types)) await output.write(encode(part));
  }
  return table.written();
}

/** Gives the bytes of a part, valid until the next one: thousands of buffers would be garbage before they are collected. */
function partEncoder(): (part: string) => Uint8Array {
  // Most characters take one byte, and a part is longer than it should be by a line.
  const buffer = Buffer.allocUnsafeSlow(2 * partLength);
  return (part) => {
    if (Buffer.byteLength(part) > buffer.length) return Buffer.from(part);
    return buffer.subarray(0, buffer.write(part));
  };
}

function* partsOf({ rows, columns }: Batch, types: readonly ColumnType[]): Generator<string> {
  let part = "";
  for (let row = 0; row < rows; row++) {
    part += columns.map((cells, column) => field(cells[row], types[column])).join(",") + lineEnd;
    if (part.length < partLength) continue;
    yield part;
    part = "";
  }
  yield part;
}

function field(cell: Cell, type: ColumnType | undefined): string {
  const value = exactCell(cell, type);
  if (value === undefined) return "";
  if (type === "time" && typeof value === "number") return isoTime(value) ?? "";
  if (typeof value !== "string") return String(value);
  return needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Separators, and what a spreadsheet may take for more than text: it stays what it is, and is marked as a text. */
const needsQuotes = /^$|["\r\n,;\t\u2028\u2029]|^[\s=+@-]|\s$/;

/** Of the years that a date can have; in microseconds where it has them. */
function isoTime(time: number): string | undefined {
  const micros = Math.round(time * 1000);
  const date = new Date(Math.floor(micros / 1000));
  if (Number.isNaN(date.getTime())) return undefined;
  const rest = micros - date.getTime() * 1000;
  return rest === 0 ? date.toISOString() : date.toISOString().replace("Z", `${String(rest).padStart(3, "0")}Z`);
}
