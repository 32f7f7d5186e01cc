// What the page knows, as plain values. Stores hold these; views select small parts of them. Rows are not among them:
// they live in the page cache.

import type { GrantedFile, RunForm } from "../../shared/desktop.ts";
import type { Opened, ViewState } from "../../shared/engineContract.ts";
import type { Failure } from "../../shared/failure.ts";
import type { FilterProblem } from "../../shared/filter/filter.ts";
import type { Row } from "../../shared/rows.ts";
import type { FormatChoice, KindCount, Progress, WantedReading } from "../../shared/transcript.ts";
import type { FilterHistory } from "./filterHistory.ts";
import { startHistory } from "./filterHistory.ts";
import type { RowRanges } from "./rowRanges.ts";

/**
 * What a workspace shows. `failed` is of opening: a transcript that is open and cannot be indexed on says so in its
 * progress.
 */
export type TranscriptState =
  | { readonly phase: "none" }
  | { readonly phase: "opening"; readonly file: GrantedFile }
  | OpenTranscript
  | { readonly phase: "failed"; readonly file: GrantedFile; readonly failure: Failure };

/** Another object with every progress that the engine tells; parts that did not change are the same. */
export interface OpenTranscript {
  readonly phase: "open";
  readonly file: GrantedFile;
  /** The engine's name for it. */
  readonly id: string;
  readonly format: FormatChoice;
  readonly progress: Progress;
  readonly notice: string | undefined;
  /** Several transcripts as one. */
  readonly isGroup: boolean;
  /** Hashes of its beginnings, by which what is kept for it is found. */
  readonly heads: readonly string[];
  /** Another number each time that it was indexed or understood anew: what was known of it may be otherwise. */
  readonly edition: number;
}

/** From what the engine answered to `open` or `reindex`. */
export function openTranscript(file: GrantedFile, opened: Opened, edition: number): OpenTranscript {
  const { transcript, format, progress, notice, isGroup, heads } = opened;
  return { phase: "open", file, id: transcript, format, progress, notice, isGroup, heads, edition };
}

/** What to ask for again: only what the user chose is asked for by name. */
export function chosenReading(state: TranscriptState): WantedReading {
  if (state.phase !== "open") return {};
  const { by, name, kind, time } = state.format;
  return {
    ...(by === "chosen" ? { format: name } : {}),
    ...(kind.by === "chosen" ? { kindPath: kind.members[0]?.path } : {}),
    ...(time.by === "chosen" ? { timePath: time.members[0]?.path } : {}),
  };
}

/** The view that the list shows. */
export interface ShownView {
  /** The filter text it was made from. */
  readonly filter: string;
  readonly state: ViewState;
  /** Counts the views that were shown; a new number means that all rows are others. */
  readonly epoch: number;
  /** The row that was at `from` is at `to` now: it stays where it is on screen. Undefined: start at the top. */
  readonly anchor: { readonly from: number; readonly to: number } | undefined;
}

/** From the text in the filter's field to the rows in the list. */
export interface ViewModel {
  /** The filter text as it stands in the field, with its past. It may not be readable yet. */
  readonly history: FilterHistory;
  readonly problem: FilterProblem | undefined;
  readonly shown: ShownView | undefined;
  /** True while the engine works on a newer filter than the one shown. */
  readonly querying: boolean;
  readonly failure: Failure | undefined;
  readonly runs: RunForm;
  /** A record of each run that is open, as they were opened. */
  readonly openRuns: readonly number[];
}

/** While no transcript is open. */
export const noView: ViewModel = {
  history: startHistory(""),
  problem: undefined,
  shown: undefined,
  querying: false,
  failure: undefined,
  runs: "folded",
  openRuns: [],
};

/** One record, or several rows of the shown view together (`marked`). */
export interface Selection {
  /** The row of the view that the keyboard is at. */
  readonly cursor: number | undefined;
  /** The record that is shown in full. */
  readonly row: Row | undefined;
  /**
   * `cursor`: the record at the cursor, as soon as it is known. `apart`: the record is hidden by the filter, and the
   * cursor stands where it would be.
   */
  readonly follows: "cursor" | "apart";
  /** The record at the cursor is still on its way: `row` is the one of before, which nothing may be done to. */
  readonly awaits: boolean;
  /** Rows that are selected together; none while it is the one at the cursor. */
  readonly marked: RowRanges;
  /** The row from which Shift selects. */
  readonly anchor: number | undefined;
}

/** While no transcript is open, and until something in it is selected. */
export const nothingSelected: Selection = {
  cursor: undefined,
  row: undefined,
  follows: "cursor",
  awaits: false,
  marked: [],
  anchor: undefined,
};

/** The kinds of a transcript, as far as they are counted. */
export interface Facets {
  /** Most first. */
  readonly kinds: readonly KindCount[];
  /** False while more records may come. */
  readonly complete: boolean;
}

/** Until the first count has come. */
export const noFacets: Facets = { kinds: [], complete: false };

/** A quiet message that needs no answer. */
export interface Notice {
  readonly text: string;
  readonly tone: "info" | "warning";
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** It is true of the filter that is shown, and goes away with it. */
  readonly isOfFilter?: boolean;
  /** What is to be done is an offer that stands elsewhere, too: it goes by itself. */
  readonly isOffer?: true;
}

/** One notice at a time: a newer one takes the place of the one before. */
export interface NoticeState {
  readonly notice: Notice | undefined;
}
