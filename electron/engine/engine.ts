// The engine as one page sees it: opened transcripts by id, one view each, and a handler per method of the contract. Pure
// Node; utility.ts puts it behind a port. Counts and progress are pushed at most ten times a second, all else is pulled.

import { randomUUID } from "node:crypto";
import type { EngineEvent, Opened, Params, ViewState } from "../../shared/engineContract.ts";
import { describeFailure, type Failure } from "../../shared/failure.ts";
import { parseFilter } from "../../shared/filter/filter.ts";
import { printFilter } from "../../shared/filter/filterPrint.ts";
import type { Filter } from "../../shared/filter/filterTree.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { RowPage } from "../../shared/rows.ts";
import type { FormatChoice, WantedReading } from "../../shared/transcript.ts";
import { byteLength, byteOffset, rowNumber } from "../../shared/units.ts";
import { setZone } from "../../shared/zone.ts";
import { createConversationHandlers, HeldConversation } from "./conversationHandlers.ts";
import { createExportHandlers } from "./exportHandlers.ts";
import { groupMembers, groupName, isFolder } from "./group/groupMembers.ts";
import { openGroup } from "./groupSession.ts";
import { inSlices } from "./inSlices.ts";
import type { OfferFiles } from "./libraryHandlers.ts";
import { createLibraryHandlers } from "./libraryHandlers.ts";
import type { EngineHandlers } from "./port/handlers.ts";
import { hashRecord } from "./query/citation.ts";
import type { Listing } from "./query/fold/listing.ts";
import { headsOf } from "./query/heads.ts";
import type { AddExcerpts } from "./query/hits/hitExcerpt.ts";
import { createExcerpts } from "./query/hits/hitExcerpt.ts";
import type { HitSearch } from "./query/hits/hitSearch.ts";
import { createHitSearch } from "./query/hits/hitSearch.ts";
import { readHits } from "./query/hits/recordHits.ts";
import { readText } from "./query/recordText.ts";
import { readStringText, readTree } from "./query/recordTree.ts";
import { checkFilter } from "./query/search/checkFilter.ts";
import type { View } from "./query/view.ts";
import { createSendHandlers } from "./sendHandlers.ts";
import type { Transcript } from "./session.ts";
import { openTranscript } from "./session.ts";
import { SourceError } from "./source/fileSource.ts";
import type { Source } from "./source/source.ts";
import type { ReadableFile } from "./spool/plainFile.ts";
import { plainFile } from "./spool/plainFile.ts";
import { readableFile } from "./spool/readableFile.ts";
import type { RecordPlace } from "./transcriptFacts.ts";

/** Between two progress events of a transcript that is being indexed. */
const progressMs = 100;
/** Between growth and telling of it, so that views have looked at what came. */
const soonMs = 10;
/** How long a new view may look for its rows before it is answered for: most have found all by then. */
const patienceMs = 60;
/** How long the transcripts of a group may be read before it is shown without any record. */
const groupPatienceMs = 300;
/** Between two looks at whether a transcript's file is still the same. */
const watchMs = 1000;

export interface EngineOptions {
  /** The path behind a granted id, or the address of an endpoint, if it was granted for this. */
  resolveGrant(id: string, access: "read" | "write" | "send"): string | undefined;
  emit(event: EngineEvent): void;
  /** Gives ids by which the page may ask main for files that it was not given by a gesture; without it, none are offered. */
  readonly offer?: OfferFiles;
}

export interface Engine {
  readonly handlers: EngineHandlers;
  /** Closes everything. */
  dispose(): void;
}

interface ShownView {
  readonly id: string;
  readonly filter: Filter;
  readonly view: View;
  /** The rows of it that the page lists. */
  readonly listing: Listing;
  readonly addExcerpts: AddExcerpts | undefined;
}

/** A transcript that a page has open. */
interface Held {
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

export function createEngine(options: EngineOptions): Engine {
  const open = new Map<string, Held>();
  let views = 0;
  const offer: OfferFiles = options.offer ?? ((files) => files.map(() => ""));

  const emitProgress = (held: Held): void => {
    const progress = held.transcript.progress();
    const { format } = held.transcript;
    const notice = noticeOf(held);
    if (format !== held.format) {
      options.emit({ type: "reread", transcript: held.id, format, notice });
    } else if (notice !== held.notice) {
      options.emit({ type: "notice", transcript: held.id, notice });
    }
    held.format = format;
    held.notice = notice;
    options.emit({ type: "progress", transcript: held.id, progress, view: viewState(held) });
    held.toldAt = performance.now();
    const settled = progress.state.phase !== "indexing" && isSettled(held.view?.listing);
    held.timer = setTimeout(emitProgress, settled ? watchMs : progressMs, held);
  };
  /** What has come is told soon, though not more often than all else. */
  const tellSoon = (held: Held): void => {
    if (open.get(held.id) !== held) return;
    clearTimeout(held.timer);
    const pause = Math.max(soonMs, held.toldAt + progressMs - performance.now());
    held.timer = setTimeout(emitProgress, pause, held);
  };
  const stop = (held: Held): void => {
    // Closing tells whoever waits for growth, and of a transcript that is closed nothing more is to be told.
    open.delete(held.id);
    clearTimeout(held.timer);
    held.conversation.close();
    held.transcript.close();
    void held.file.remove();
  };
  const hold = async (id: string, path: string, reading: WantedReading): Promise<Result<Opened>> => {
    const opened = isFolder(path) ? await openFolder(path, reading) : await openFollowed(path, reading);
    if (!opened.ok) return opened;
    const { file, transcript } = opened.value;
    const held: Held = {
      id,
      path,
      file,
      transcript,
      conversation: new HeldConversation(transcript),
      format: transcript.format,
      notice: undefined,
      view: undefined,
      hits: undefined,
      queries: 0,
      timer: undefined,
      toldAt: Number.NEGATIVE_INFINITY,
    };
    open.set(id, held);
    held.timer = setTimeout(emitProgress, progressMs, held);
    transcript.onGrown(() => tellSoon(held));
    const { name, format: choice, group } = transcript;
    held.notice = noticeOf(held);
    return succeed({
      transcript: id,
      name,
      format: choice,
      progress: transcript.progress(),
      notice: held.notice,
      isGroup: group !== undefined,
      // What is kept for a file is kept for each by itself.
      heads: group === undefined ? headsOf(transcript.source) : [],
    });
  };
  const withTranscript = async <Value>(
    { transcript }: { readonly transcript: string },
    use: (held: Held) => Result<Value> | Promise<Result<Value>>,
  ): Promise<Result<Value>> => {
    const held = open.get(transcript);
    if (held === undefined) return fail(unknown("transcript"));
    try {
      return await use(held);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return fail(error.failure);
    }
  };
  /** For what is of one transcript. */
  const withOne = <Value>(
    params: { readonly transcript: string },
    use: (held: Held) => Result<Value> | Promise<Result<Value>>,
  ): Promise<Result<Value>> =>
    withTranscript(params, (held) =>
      held.transcript.group === undefined ? use(held) : fail({ code: "of-one-transcript" }),
    );
  /** Meanwhile the transcript stays as it is: nothing is taken in. */
  const withSteady = <Value>(
    params: { readonly transcript: string },
    use: (held: Held) => Result<Value> | Promise<Result<Value>>,
  ): Promise<Result<Value>> =>
    withTranscript(params, async (held) => {
      const release = held.transcript.steady();
      try {
        return await use(held);
      } finally {
        release();
      }
    });
  const withView = <Value>(
    params: Params<"rows" | "locate" | "openRun">,
    use: (held: Held, shown: ShownView) => Value,
  ): Promise<Result<Value>> =>
    withTranscript(params, (held) =>
      // A view that a newer query has replaced: the page no longer wants the answer.
      held.view?.id === params.view ? succeed(use(held, held.view)) : fail({ code: "cancelled" }),
    );
  const withRecord = <Value>(
    params: { readonly transcript: string; readonly record: number },
    read: (source: Source, place: RecordPlace) => Value | Promise<Value>,
  ): Promise<Result<Value>> =>
    withTranscript(params, async ({ transcript }) => {
      const place = transcript.record(params.record);
      return place.ok ? succeed(await read(transcript.source, place.value)) : place;
    });

  const handlers: EngineHandlers = {
    ...createConversationHandlers(withOne, options.emit),
    ...createLibraryHandlers(offer),
    ...createExportHandlers(withSteady, options.resolveGrant),
    ...createSendHandlers(withSteady, options.resolveGrant),
    open: async ({ file, ...reading }) => {
      const path = options.resolveGrant(file, "read");
      return path === undefined ? fail(unknown("file")) : hold(randomUUID(), path, reading);
    },
    close: (params) =>
      withTranscript(params, (held) => {
        stop(held);
        return succeed(undefined);
      }),
    reindex: ({ transcript, ...reading }) =>
      withTranscript({ transcript }, async (held) => {
        stop(held);
        return hold(held.id, held.path, reading);
      }),
    zone: async ({ zone }) =>
      setZone(zone) ? succeed(undefined) : fail({ code: "bad-request", detail: `no such zone: ${zone}` }),
    follow: ({ transcript, on }) =>
      withTranscript({ transcript }, (held) => {
        held.transcript.follow(on);
        tellSoon(held);
        return succeed(undefined);
      }),
    kinds: (params) => withTranscript(params, ({ transcript }) => succeed(transcript.kinds())),
    completions: (params) => withTranscript(params, ({ transcript }) => succeed(transcript.completions())),
    query: (params, { signal }) =>
      withTranscript(params, async (held) => {
        const filter = parseFilter(params.filter);
        if (!filter.ok) return fail({ code: "bad-filter", ...filter.failure });
        const query = ++held.queries;
        const problem = await checkFilter(filter.value, params.filter);
        if (problem !== undefined) return fail({ code: "bad-filter", ...problem });
        if (signal.aborted || held.queries !== query || open.get(held.id) !== held) return fail({ code: "cancelled" });
        held.view?.listing.close();
        held.view?.view.close();
        const view = held.transcript.query(filter.value);
        const listing = held.transcript.list(view, params.fold);
        const id = String(++views);
        const shown = { id, filter: filter.value, view, listing, addExcerpts: createExcerpts(filter.value) };
        held.view = shown;
        if (!isSettled(listing)) {
          const known = view.complete() ? listing.whenFolded() : view.whenComplete();
          await Promise.race([known, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
          if (held.view?.id !== id || open.get(held.id) !== held) return fail({ code: "cancelled" });
        }
        clearTimeout(held.timer);
        held.timer = setTimeout(emitProgress, progressMs, held);
        const state = stateOf(held.transcript, shown);
        if (params.rows === undefined || state.rows === 0) return succeed(state);
        return succeed({ ...state, first: rowPageOf(held, shown, { from: 0, count: params.rows }) });
      }),
    openRun: (params) =>
      withView(params, (held, shown) => {
        shown.listing.setOpen(params.record, params.open);
        held.view = { ...shown, id: String(++views) };
        return { ...stateOf(held.transcript, held.view), openRuns: shown.listing.openRuns() };
      }),
    rows: (params) => withView(params, (held, shown) => rowPageOf(held, shown, params)),
    locate: (params) =>
      withView(params, ({ transcript }, { view, listing }) => ({
        row: listing.rowOf(params.record),
        passes: params.record < transcript.progress().records && view.accepts(params.record),
        before: view.rowOf(params.record),
      })),
    seekTime: (params) =>
      withTranscript(params, ({ transcript }) => succeed({ record: transcript.firstRecordAt(params.time) })),
    recordAt: ({ transcript, at }) =>
      withTranscript({ transcript }, ({ transcript: open }) => {
        if ("byte" in at) return succeed({ record: open.recordAtByte(at.byte) });
        return open.group === undefined
          ? succeed({ record: open.recordAtLine(at.line) })
          : fail({ code: "of-one-transcript" });
      }),
    originOf: (params) =>
      withTranscript(params, ({ transcript }) => {
        const origin = transcript.group?.originOf(params.record);
        if (origin === undefined) return fail(unknown("record of a group"));
        const [file = ""] = offer([origin.source.member.file]);
        return succeed({ file, record: origin.record });
      }),
    overview: ({ transcript: id, parts, view }, { signal }) =>
      withTranscript({ transcript: id }, (held) => {
        const shown = view !== undefined && held.view?.id === view ? held.view.view : undefined;
        return inSlices(held.transcript.overview(parts, shown), signal);
      }),
    cite: (params, { signal }) =>
      withTranscript(params, async ({ transcript }) => {
        const place = transcript.record(params.record);
        if (!place.ok) return place;
        const { offset, length } = place.value;
        const hash = await inSlices(hashRecord(transcript.source, place.value), signal);
        if (!hash.ok) return hash;
        return succeed({ offset: byteOffset(offset), length: byteLength(length), hash: hash.value });
      }),
    related: (params, { signal }) =>
      withTranscript(params, async ({ transcript }) => {
        const place = transcript.record(params.record);
        return place.ok ? inSlices(transcript.related(params.record), signal) : place;
      }),
    kindsWhere: (params, { signal }) =>
      withTranscript(params, async ({ transcript, view: shown }) => {
        const filter = parseFilter(params.filter);
        if (!filter.ok) return fail({ code: "bad-filter", ...filter.failure });
        // What is shown already is not looked for again.
        const isShown = shown?.view.complete() === true && printFilter(shown.filter) === printFilter(filter.value);
        if (isShown) return succeed(transcript.kindsIn(shown.view));
        const view = transcript.query(filter.value);
        try {
          const known = await view.whenComplete(signal);
          return known.ok ? succeed(transcript.kindsIn(view)) : known;
        } catch (error) {
          if (signal.aborted) return fail({ code: "cancelled" });
          throw error;
        } finally {
          view.close();
        }
      }),
    tree: (params) =>
      withRecord(params, (source, place) => readTree(source, place, params.at, params.cursor, params.count)),
    text: (params) => withRecord(params, (source, place) => readText(source, place, params.from, params.length)),
    stringText: (params) =>
      withTranscript(params, ({ transcript }) => {
        const place = transcript.record(params.record);
        if (!place.ok) return place;
        return readStringText(transcript.source, place.value, params.at, params.from, params.length);
      }),
    hits: (params) =>
      withTranscript(params, (held) => {
        const search = hitSearchOf(held, params.filter);
        if (!search.ok) return search;
        const place = held.transcript.record(params.record);
        if (!place.ok) return place;
        return succeed(readHits(held.transcript.source, place.value, search.value, params.from, params.length));
      }),
  };
  return {
    handlers,
    dispose: () => {
      for (const held of [...open.values()]) stop(held);
    },
  };
}

interface OpenedFile {
  readonly transcript: Transcript;
  readonly file: ReadableFile;
}

async function openFollowed(path: string, reading: WantedReading): Promise<Result<OpenedFile>> {
  const file = await readableFile({ path, original: path }, { follow: true });
  if (!file.ok) return file;
  const follow = file.value.path === path || file.value.growing !== undefined;
  const opened = await openTranscript(file.value, { ...reading, follow });
  if (opened.ok) return succeed({ transcript: opened.value, file: file.value });
  await file.value.remove();
  return opened;
}

/** The transcripts in a folder as one. What is read soon is there at once. */
async function openFolder(path: string, reading: WantedReading): Promise<Result<OpenedFile>> {
  const members = await groupMembers([path]);
  if (!members.ok) return members;
  const transcript = openGroup(groupName([path]), members.value, reading);
  const wait = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), groupPatienceMs));
  const progress = await Promise.race([transcript.whenIndexed(), wait]);
  if (progress?.state.phase !== "failed") return succeed({ transcript, file: plainFile({ path, original: path }) });
  transcript.close();
  return fail(progress.state.failure);
}

/** What is to be said of the file, of how it was unpacked first. */
function noticeOf({ file, transcript }: Held): string | undefined {
  const failure = file.failure === undefined ? undefined : describeFailure(file.failure);
  const said = [file.notice, failure, transcript.notice].filter((sentence) => sentence !== undefined);
  return said.length === 0 ? undefined : said.join(" ");
}

function rowPageOf(
  { transcript }: Held,
  { view, listing, addExcerpts }: ShownView,
  { from, count, single = false }: Pick<Params<"rows">, "from" | "count" | "single">,
): RowPage {
  const rows = single ? transcript.rows(view, from, count) : transcript.listedRows(listing, from, count);
  return { from: rowNumber(from), rows: addExcerpts?.(transcript.source, rows) ?? rows };
}

/** Asked for again and again with the same filter. */
function hitSearchOf(held: Held, text: string): Result<HitSearch> {
  if (held.hits?.filter === text) return succeed(held.hits.search);
  const filter = parseFilter(text);
  if (!filter.ok) return fail({ code: "bad-filter", ...filter.failure });
  held.hits = { filter: text, search: createHitSearch(filter.value) };
  return succeed(held.hits.search);
}

function unknown(what: string): Failure {
  return { code: "bad-request", detail: `no such ${what}` };
}

function isSettled(listing: Listing | undefined): boolean {
  return listing === undefined || listing.complete() || listing.failure() !== undefined;
}

function viewState(held: Held): ViewState | undefined {
  return held.view === undefined ? undefined : stateOf(held.transcript, held.view);
}

function stateOf(transcript: Transcript, { id, view, listing }: ShownView): ViewState {
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
