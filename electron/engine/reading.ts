// A transcript as one plan reads it: its index, and what is asked of that.

import type { Filter } from "../../shared/filter/filter.ts";
import { kindPatterns } from "../../shared/filter/namePattern.ts";
import type { Row, TurnAt } from "../../shared/rows.ts";
import { deltasOf } from "./formats/deltas.ts";
import { errorKindsOf } from "./formats/errorKinds.ts";
import type { Format } from "./formats/format.ts";
import { readHead } from "./formats/head.ts";
import { valueAt } from "./formats/members.ts";
import type { Recognition } from "./formats/recognition.ts";
import { unwrapped } from "./formats/wrapping.ts";
import type { TranscriptIndex } from "./index/transcriptIndex.ts";
import { createTranscriptIndex } from "./index/transcriptIndex.ts";
import { createView } from "./query/createView.ts";
import { FoldedRows } from "./query/fold/foldedRows.ts";
import type { Listing } from "./query/fold/listing.ts";
import { createFoldedListing, createPlainListing } from "./query/fold/listing.ts";
import { createFoldTable } from "./query/fold/runStarts.ts";
import type { NameCounter } from "./query/nameCounts.ts";
import { createNameCounter } from "./query/nameCounts.ts";
import type { RecordLabels } from "./query/recordLabels.ts";
import type { RowReader } from "./query/rowPage.ts";
import { readListedRows, readRows } from "./query/rowPage.ts";
import type { TimeSeek } from "./query/timeSeek.ts";
import { createTimeSeek } from "./query/timeSeek.ts";
import { turnAt } from "./query/turns.ts";
import type { View } from "./query/view.ts";
import type { FieldPath } from "./scanner/fields.ts";
import type { Source } from "./source/source.ts";

export interface Reading {
  readonly recognition: Recognition;
  readonly index: TranscriptIndex;
  readonly names: NameCounter;
  readonly times: TimeSeek;
  query(filter: Filter): View;
  rows(view: View, from: number, count: number): readonly Row[];
  /** The rows of a view as a list shows them, with runs folded but for those of these records. */
  list(view: View, fold: { readonly open: readonly number[] } | undefined): Listing;
  listedRows(listing: Listing, from: number, count: number): readonly Row[];
  labels(): RecordLabels;
  /** The run or turn that a record belongs to. */
  turnAt(record: number): TurnAt;
  /** Whether one of its views is still open. */
  readonly isLookedAt: () => boolean;
  /** Ends what goes on over it; the index is closed apart. */
  stop(): void;
}

export interface Indexing {
  readonly indexing: () => boolean;
  readonly whenIndexed: () => Promise<unknown>;
  readonly follows: () => boolean;
  readonly whenGrown: () => Promise<unknown>;
}

/** Throws when the index can have no file. */
export function createReading(file: Source, recognition: Recognition, growth: Indexing): Reading {
  const { format, choice, plan } = recognition;
  const index = createTranscriptIndex(file, plan);
  // Whoever reads beside the index reads what was indexed.
  const { source } = index;
  const names = createNameCounter(index);
  const flagging = [plan.level, plan.errors, plan.denials, plan.prose?.paths];
  const areFlagged = flagging.some((members = []) => members.length > 0);
  const errors = { isErrorKind: errorKindsOf(format), hasLevels: areFlagged };
  const pieces = { deltas: format.deltas ?? [], prefix: choice.prefix };
  const queries = { index, source, errors, pieces, ...growth };
  const preview = previewOf(format, choice.prefix);
  const rowReader = { index, source, errors, preview, piece: pieceOf(format, choice.prefix) };
  const views = new Set<View>();
  const patterns = kindPatterns(format.turns ?? []);
  /** Of all records that begin a run or a turn; undefined for a format that knows none. */
  const turns = patterns.length === 0 ? undefined : createView(queries, { type: "kind", patterns });
  return {
    recognition,
    index,
    names,
    times: createTimeSeek(index),
    query: (filter) => {
      const view = createView(queries, filter);
      views.add(view);
      return { ...view, close: () => views.delete(view) && view.close() };
    },
    rows: (view, from, count) => readRows(rowReader, view, from, count),
    list: (view, fold) => {
      if (fold === undefined || pieces.deltas.length === 0) return createPlainListing(view);
      return createFoldedListing(
        view,
        new FoldedRows(index, view, createFoldTable(pieces.deltas, index.kinds)),
        fold.open,
      );
    },
    listedRows: (listing, from, count) => readListedRows(rowReader, listing, from, count),
    labels: () => ({
      kinds: index.kinds(),
      roles: index.roles(),
      tools: index.tools(),
      isErrorKind: errors.isErrorKind,
      pair: plan.pair,
      values: plan.values === true,
    }),
    turnAt: (record) =>
      turns === undefined
        ? { turns: 0, turn: undefined, next: undefined }
        : turnAt(turns, (from, count) => readRows(rowReader, turns, from, count), record),
    isLookedAt: () => views.size > 0,
    stop: () => {
      names.close();
      turns?.close();
      for (const view of views) view.close();
      views.clear();
    },
  };
}

function pieceOf({ deltas = [] }: Format, prefix: FieldPath): RowReader["piece"] {
  return (text, whole, kind) => {
    const event = unwrapped(readHead(text, whole), prefix);
    const pieces = deltasOf(deltas, kind)?.text.map((path) => valueAt(event, path)) ?? [];
    return pieces.find((piece) => typeof piece === "string");
  };
}

/** How a record of a format reads in one line, from its first bytes. */
export function previewOf(format: Format, prefix: FieldPath): (text: string, whole: boolean) => string {
  return (text, whole) => {
    const head = readHead(text, whole);
    return head === undefined ? text : format.preview(unwrapped(head, prefix));
  };
}
