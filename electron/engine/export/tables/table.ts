// A table that is written row by row, in batches of some thousand rows, each column a list of its own.

import type { Written } from "../exportJob.ts";

/** A time is in milliseconds since 1970. */
export type ColumnType = "text" | "whole" | "time" | "truth";
export type Cell = string | number | boolean | undefined;

/** As it can be stored: a whole number beyond 2^53, which was rounded when it was read, is not known. */
export function exactCell(cell: Cell, type: ColumnType | undefined): Cell {
  return type === "whole" && typeof cell === "number" && !Number.isSafeInteger(cell) ? undefined : cell;
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** Rows that are held together, up to some thousand. */
export interface Batch {
  readonly rows: number;
  /** In the order of the table's columns; each has `rows` cells. */
  readonly columns: readonly (readonly Cell[])[];
}

/** Read once, by one writer: `batches` first, to the end, then `written`. */
export interface Table {
  readonly columns: readonly Column[];
  batches(): AsyncGenerator<Batch, void, undefined>;
  /** Behind the last batch. */
  written(): Written;
}
