// A table as Parquet: a row group for each batch, written as it comes. Every column has its type from the start and may be
// empty in any row, so nothing depends on what the first rows hold.

import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { ByteSink } from "../snapshot/byteSink.ts";
import type { ExportWriter } from "./exportJob.ts";
import { allWritten } from "./exportJob.ts";
import { recordsTable } from "./recordsTable.ts";
import type { Cell, Column, ColumnType } from "./table.ts";

const mostAtOnce = 1024 * 1024;

export const writeParquet: ExportWriter = async (job) => {
  const { output, signal, view } = job;
  const table = recordsTable(job);
  const bytes = new ByteWriter();
  const parquet = new ParquetWriter({ writer: bytes, schema: schemaOf(table.columns), createdBy: "seekline" });
  for await (const batch of table.batches()) {
    signal.throwIfAborted();
    const columnData = table.columns.map(({ name, type }, column) => ({
      name,
      data: (batch.columns[column] ?? []).map((cell) => stored(cell, type)),
      offsetIndex: false,
    }));
    await parquet.write({ columnData, rowGroupSize: batch.rows });
    await handOn(bytes, output);
  }
  await parquet.finish();
  await handOn(bytes, output);
  return allWritten(view.rows(), view.bytes());
};

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
function stored(cell: Cell, type: ColumnType): string | bigint | boolean | undefined {
  if (typeof cell !== "number") return cell;
  const value = type === "time" ? Math.round(cell * 1000) : cell;
  return Number.isSafeInteger(value) || Math.abs(value) < 2 ** 63 ? BigInt(value) : undefined;
}
