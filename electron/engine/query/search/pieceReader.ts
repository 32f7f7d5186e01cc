// Reads the pieces of records in a row, each where it stands, by the scanner.

import type { Deltas } from "../../formats/deltas.ts";
import { deltasOf } from "../../formats/deltas.ts";
import type { ReadIndex } from "../../index/readIndex.ts";
import { createFieldScan } from "../../scanner/fieldScan.ts";
import type { FieldPath, FieldRecord, FieldScan } from "../../scanner/fields.ts";
import type { Source } from "../../source/source.ts";
import type { RunRows } from "./runRows.ts";

/** Pieces of more bytes are not looked at; nobody streams such. */
const longestPiece = 1024 * 1024;
const none = new Uint8Array(0);

/** How a format streams its texts; of a format without `deltas` there are none. */
export interface Pieces {
  readonly deltas: readonly Deltas[];
  /** Where the events of a capture are in its records. */
  readonly prefix: FieldPath;
}

/**
 * Takes a piece as it stands in the file, without its quotes: `length` bytes of `raw` from `at` on, none for a record without a text.
 * `raw` is undefined for one that is too long to be looked at, and valid only during the call. False: no more are wanted.
 */
export type OnPiece = (row: number, raw: Uint8Array | undefined, at: number, length: number) => boolean;

export interface PieceReaderOptions {
  readonly index: ReadIndex;
  readonly source: Source;
  readonly pieces: Pieces;
}

export class PieceReader {
  readonly #options: PieceReaderOptions;
  readonly #scan: FieldScan;
  /** Of all kinds of pieces, the fields that their text stands in. */
  readonly #fields: ReadonlyMap<Deltas, readonly number[]>;
  readonly #fieldsOfKind: (readonly number[] | undefined)[] = [];

  constructor(options: PieceReaderOptions) {
    const { pieces } = options;
    this.#options = options;
    const paths: FieldPath[] = [];
    // The scanner knows a path once.
    const fieldOf = (path: FieldPath): number => {
      const known = paths.findIndex((one) => JSON.stringify(one) === JSON.stringify(path));
      return known >= 0 ? known : paths.push(path) - 1;
    };
    this.#fields = new Map(
      pieces.deltas.map((deltas) => [deltas, deltas.text.map((path) => fieldOf([...pieces.prefix, ...path]))]),
    );
    this.#scan = createFieldScan(paths.map((path) => ({ path, intern: false })));
  }

  /** Hands over rows [from, to), until one is answered by false. True: none was. */
  async read(rows: RunRows, from: number, to: number, onPiece: OnPiece, signal: AbortSignal): Promise<boolean> {
    let row = from;
    let goesOn = true;
    const take = (record: FieldRecord): boolean => {
      while (row < to && rows.offset(row) < record.offset) row++;
      if (row >= to) return false;
      if (rows.offset(row) !== record.offset) return true;
      goesOn = this.#hand(row, record, this.#fieldsOf(rows.kind(row)), onPiece);
      row++;
      return goesOn;
    };
    await this.#scan.read(this.#options.source, rows.offset(from), rows.end(to - 1), take, { signal });
    return goesOn;
  }

  #hand(row: number, record: FieldRecord, fields: readonly number[], onPiece: OnPiece): boolean {
    const field = textFieldOf(record, fields);
    const length = field < 0 ? 0 : record.byteLength(field);
    if (length === 0) return onPiece(row, none, 0, 0);
    const address = record.address(field);
    if (address > 0) return onPiece(row, record.memory, address, length);
    if (length > longestPiece) return onPiece(row, undefined, 0, length);
    const bytes = new Uint8Array(length);
    this.#options.source.readInto(bytes, 0, length, record.start(field));
    return onPiece(row, bytes, 0, length);
  }

  #fieldsOf(kind: number): readonly number[] {
    const known = this.#fieldsOfKind[kind];
    if (known !== undefined) return known;
    const { index, pieces } = this.#options;
    const deltas = deltasOf(pieces.deltas, index.kinds()[kind] ?? "");
    const fields = (deltas === undefined ? undefined : this.#fields.get(deltas)) ?? [];
    this.#fieldsOfKind[kind] = fields;
    return fields;
  }
}

/** -1: its text is in none of them. */
function textFieldOf(record: FieldRecord, fields: readonly number[]): number {
  for (const field of fields) if (record.type(field) === "string") return field;
  return -1;
}
