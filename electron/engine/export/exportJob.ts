// What every kind of export is given, and what it says when it is done. A kind is one ExportWriter in a file of its own, and
// one line in exportWriters.ts.

import type { ExportOptions, ExportSummary } from "../../../shared/exports.ts";
import type { Filter } from "../../../shared/filter/filter.ts";
import type { FormatChoice, Progress } from "../../../shared/transcript.ts";
import { hasConversation } from "../../../shared/transcript.ts";
import type { RecordLabels } from "../query/recordLabels.ts";
import type { View } from "../query/view.ts";
import type { Masks } from "../redaction/masks.ts";
import type { ByteSink } from "../snapshot/byteSink.ts";
import type { Source } from "../source/source.ts";

/** What an export needs of an opened transcript. */
export interface ExportedTranscript {
  readonly name: string;
  readonly source: Source;
  readonly format: FormatChoice;
  /** It is only the beginning of one, tried out: what lies beside it is not looked at. */
  readonly isPart?: boolean;
  progress(): Progress;
  whenIndexed(): Promise<Progress>;
  query(filter: Filter): View;
  isCurrent(view: View): boolean;
  labels(view: View): RecordLabels;
}

/**
 * Output, manifest and view belong to `runExport`, which closes or commits them: a writer only writes. `report` may be
 * called as often as a writer likes.
 */
export interface ExportJob {
  readonly transcript: ExportedTranscript;
  readonly options: ExportOptions;
  readonly filter: Filter;
  /** The records that pass the filter; all of them are known. */
  readonly view: View;
  readonly output: ByteSink;
  /** Where a manifest of the records goes, when one is wanted; `file` is its path. */
  readonly manifest?: { readonly file: string; readonly output: ByteSink } | undefined;
  /** What is hidden in the transcript's source; undefined: nothing is. */
  readonly masks?: Masks | undefined;
  readonly signal: AbortSignal;
  readonly report: (stage: string, done: number, total: number) => void;
}

/** The part of the summary that a writer knows; the rest is the same for every kind. */
export type Written = Omit<ExportSummary, "as" | "bytesOut" | "redacted" | "lacks" | "elapsedMs">;

/** Writes one kind of export. Throws ExportFailed, SourceError, or the signal's reason. */
export type ExportWriter = (job: ExportJob) => Promise<Written>;

/** Whether the transcript's format has messages. */
export function isConversation({ format }: ExportedTranscript): boolean {
  return hasConversation(format);
}

/** Of an export that writes each record it reads. */
export function allWritten(records: number, bytesIn: number): Written {
  const none = { count: 0, first: [], sums: [] };
  return {
    recordsIn: records,
    recordsOut: records,
    bytesIn,
    messages: 0,
    toolCalls: 0,
    skipped: none,
    mended: none,
    lost: none,
  };
}
