// A table as Parquet: row groups of some thousand rows, written as they come. Every column has its type from the start and may be
// empty in any row, so nothing depends on what the first rows hold.

import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { ByteSink } from "../../snapshot/byteSink.ts";
import type { ExportWriter, Written } from "../exportJob.ts";
import type { Cell, Column, ColumnType, Table } from "./table.ts";
import { exactCell } from "./table.ts";
import { tableOf } from "./tableOf.ts";

const mostAtOnce = 1024 * 1024;
/** A row group ends behind the batch that brings it to so many rows, or characters of texts. */
const groupRows = 4_096;
const groupCharacters = 512 * 1024;

type Stored = string | bigint | boolean | undefined;

/** The same table as CSV has, with types. */
export const writeParquet: ExportWriter = (job) => writeParquetTable(tableOf(job), job.output, job.signal);

/**
 * Any table. Holds a row group, of at most 4,096 rows and half a million characters and a batch more; all that a reader
 * needs to find them stands at the end.
 */
export async function writeParquetTable(table: Table, output: ByteSink, signal: AbortSignal): Promise<Written> {
  const bytes = new ByteWriter();
  const parquet = new ParquetWriter({ writer: bytes, schema: schemaOf(table.columns), createdBy: "seekline" });
  const group = table.columns.map((): Stored[] => []);
  let characters = 0;
  const endGroup = async (): Promise<void> => {
    const columnData = table.columns.map(({ name }, column) => ({
      name,
      data: group[column] ?? [],
      offsetIndex: false,
    }));
    await parquet.write({ columnData, rowGroupSize: group[0]?.length ?? 0 });
    for (const column of group) column.length = 0;
    characters = 0;
    await handOn(bytes, output);
  };
  for await (const batch of table.batches()) {
    signal.throwIfAborted();
    table.columns.forEach(({ type }, column) => {
      for (const cell of batch.columns[column] ?? []) {
        group[column]?.push(stored(cell, type));
        if (typeof cell === "string") characters += cell.length;
      }
    });
    if ((group[0]?.length ?? 0) >= groupRows || characters >= groupCharacters) await endGroup();
  }
  if ((group[0]?.length ?? 0) > 0) await endGroup();
  await parquet.finish();
  await handOn(bytes, output);
  return table.written();
}

/** The writer counts all bytes in `offset`, and holds those behind the last hand-over. */
async function handOn(bytes: ByteWriter, output: ByteSink): Promise<void> {
  const held = bytes.getBytes();
  for (let at = 0; at < held.length; at += mostAtOnce) await output.write(held.subarray(at, at + mostAtOnce));
  bytes.index = 0;
}

function schemaOf(columns: readonly Column[]): SchemaElement[] {
  return [{ name: "root", num_children: columns.length }, ...columns.map(elementOf)];
}

function elementOf({ name, type }: Column): SchemaElement {
  const element = { name, repetition_type: "OPTIONAL" } as const;
  switch (type) {
    case "text":
      return { ...element, type: "BYTE_ARRAY", converted_type: "UTF8" };
    case "whole":
      return { ...element, type: "INT64" };
    case "time":
      return {
        ...element,
        type: "INT64",
        logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" },
      };
    default:
      return { ...element, type: "BOOLEAN" };
  }
}

/** Whole numbers are stored as 64 bits, for which the library wants bigints; times in microseconds. */
function stored(cell: Cell, type: ColumnType): Stored {
  const exact = exactCell(cell, type);
  if (typeof exact !== "number") return exact;
  const value = type === "time" ? Math.round(exact * 1000) : exact;
  return Math.abs(value) < 2 ** 63 ? BigInt(value) : undefined;
}
