// A transcript that a page has open, with the view that it shows, and what is told of both.

import type { Params, ViewState } from "../../../shared/engineContract.ts";
import { describeFailure, type Failure } from "../../../shared/failure.ts";
import { parseFilter } from "../../../shared/filter/filter.ts";
import type { Filter } from "../../../shared/filter/filterTree.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { RowPage } from "../../../shared/rows.ts";
import type { FormatChoice } from "../../../shared/transcript.ts";
import { rowNumber } from "../../../shared/units.ts";
import type { Listing } from "../query/fold/listing.ts";
import type { AddExcerpts } from "../query/hits/hitExcerpt.ts";
import type { HitSearch } from "../query/hits/hitSearch.ts";
import { createHitSearch } from "../query/hits/hitSearch.ts";
import type { View } from "../query/view.ts";
import type { ReadableFile } from "../spool/plainFile.ts";
import type { Transcript } from "../transcript.ts";
import type { HeldConversation } from "./heldConversation.ts";

export interface ShownView {
  readonly id: string;
  readonly filter: Filter;
  readonly view: View;
  /** The rows of it that the page lists. */
  readonly listing: Listing;
  readonly addExcerpts: AddExcerpts | undefined;
}

/** A transcript that a page has open. */
export interface Held {
  readonly id: string;
  readonly path: string;
  /** What is read of a packed one. */
  readonly file: ReadableFile;
  transcript: Transcript;
  readonly conversation: HeldConversation;
  /** How the page was told that it is read. */
  format: FormatChoice;
  /** What the page was told of the file as a whole. */
  notice: string | undefined;
  view: ShownView | undefined;
  /** The search for places of the filter that was asked for last. */
  hits: { readonly filter: string; readonly search: HitSearch } | undefined;
  /** Counts its queries: an older one must not replace the view of a newer one. */
  queries: number;
  timer: NodeJS.Timeout | undefined;
  /** When counts were pushed last. */
  toldAt: number;
}

/** Runs a handler on the transcript that the page names, or tells it that there is none. */
export type WithTranscript = <Value>(
  params: { readonly transcript: string },
  use: (held: Held) => Result<Value> | Promise<Result<Value>>,
) => Promise<Result<Value>>;

/** What is to be said of the file, of how it was unpacked first. */
export function noticeOf({ file, transcript }: Held): string | undefined {
  const failure = file.failure === undefined ? undefined : describeFailure(file.failure);
  const said = [file.notice, failure, transcript.notice].filter((sentence) => sentence !== undefined);
  return said.length === 0 ? undefined : said.join(" ");
}

export function rowPageOf(
  { transcript }: Held,
  { view, listing, addExcerpts }: ShownView,
  { from, count, single = false }: Pick<Params<"rows">, "from" | "count" | "single">,
): RowPage {
  const rows = single ? transcript.rows(view, from, count) : transcript.listedRows(listing, from, count);
  return { from: rowNumber(from), rows: addExcerpts?.(transcript.source, rows) ?? rows };
}

/** Asked for again and again with the same filter. */
export function hitSearchOf(held: Held, text: string): Result<HitSearch> {
  if (held.hits?.filter === text) return succeed(held.hits.search);
  const filter = parseFilter(text);
  if (!filter.ok) return fail({ code: "bad-filter", ...filter.failure });
  held.hits = { filter: text, search: createHitSearch(filter.value) };
  return succeed(held.hits.search);
}

/** The page names what is not there. */
export function unknown(what: string): Failure {
  return { code: "bad-request", detail: `no such ${what}` };
}

/** No more rows are to come of what is indexed. */
export function isSettled(listing: Listing | undefined): boolean {
  return listing === undefined || listing.complete() || listing.failure() !== undefined;
}

/** What is known of the view that is shown, so far; nothing before one was asked for. */
export function viewState(held: Held): ViewState | undefined {
  return held.view === undefined ? undefined : stateOf(held.transcript, held.view);
}

export function stateOf(transcript: Transcript, { id, view, listing }: ShownView): ViewState {
  return {
    view: id,
    rows: listing.rows(),
    records: view.rows(),
    folded: listing.isFolded,
    bytes: view.bytes(),
    complete: transcript.progress().state.phase !== "indexing" && listing.complete(),
    searched: view.searched(),
    notice: view.notice(),
    failure: listing.failure(),
  };
}
