// The contract between the page and the engine, written once. The page sends requests over a MessagePort and may cancel
// each; the engine answers every request exactly once and pushes events, counts and progress only, at most ten a second.
// The page is the less trusted side, so the engine checks every message against these schemas; the page gets types.

import { z } from "zod";
import type { ConversationState, ImageData, ItemPage, OutlinePage, SpreadText } from "./conversation.ts";
import { itemMarks, maxItemsPerPage, maxOutlineEntries, stepTargets } from "./conversation.ts";
import type { ExportEstimate, ExportPreview, ExportProgress, ExportSummary, SecretCount } from "./exports.ts";
import { exportExtras, exportKinds, exportTables, mostKeptBytes } from "./exports.ts";
import type { FacetCounts } from "./facets.ts";
import type { Failure } from "./failure.ts";
import type { LibraryPage } from "./library.ts";
import { longestFind } from "./library.ts";
import type {
  ByteSlice,
  Cited,
  HitPage,
  RecordMeasures,
  RelatedRecords,
  Row,
  RowPage,
  TextSlice,
  TreePage,
  TurnAt,
} from "./rows.ts";
import { maxMeasured, maxOpenRuns, measureNames } from "./rows.ts";
import type { SendSummary } from "./sending.ts";
import { longestToken } from "./sending.ts";
import type { CallStatistics, FileStatistics } from "./statistics.ts";
import type { Summary } from "./summary.ts";
import type { ThreadList } from "./threads.ts";
import { longestThreadId } from "./threads.ts";
import type { FilterNames, FormatChoice, KindCount, Overview, Progress, TimeOverview } from "./transcript.ts";
import { formatNames, isMemberPath, longestMemberPath } from "./transcript.ts";
import type { ItemNumber } from "./units.ts";

/** The most rows one request may ask for. */
export const maxRowsPerPage = 500;
/** The most text, in bytes of the source, one request may ask for. */
export const maxSliceBytes = 256 * 1024;
/** The most members of a container one request may ask for. */
export const maxTreeNodes = 500;

/** A count, number or place in a message: whole, from 0 to 2^53 - 1. */
export const whole = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const transcript = z.string().min(1).max(64);
const view = z.string().min(1).max(64);
/** Given out by main for a file the user chose; the page never names a path. */
export const grant = z.string().min(1).max(64);
const filter = z.string().max(10_000);

const memberPath = z.string().max(longestMemberPath).refine(isMemberPath);

/** The members that name kind and time; see `WantedMembers`. */
export const wantedMembersFields = { kindPath: memberPath.optional(), timePath: memberPath.optional() } as const;
/** How a transcript is to be read; see `WantedReading`. */
export const wantedReadingFields = { format: z.enum(formatNames).optional(), ...wantedMembersFields } as const;

const exportOptions = z.object({
  as: z.enum(exportKinds),
  filter,
  pretty: z.boolean(),
  dropRaw: z.boolean(),
  dropCustom: z.boolean().optional(),
  clipTools: whole.max(mostKeptBytes).optional(),
  table: z.enum(exportTables).optional(),
  with: z.array(z.enum(exportExtras)).max(exportExtras.length).readonly().optional(),
  thread: z.string().max(longestThreadId).optional(),
  redact: z.boolean().optional(),
  readerLimit: whole.optional(),
});

/** What each method takes. */
export const requestSchemas = {
  /** Opens a granted file and starts to index it. Answers when the first records are known. */
  open: z.object({ file: grant, ...wantedReadingFields }),
  /** Stops all work on a transcript and frees it. */
  close: z.object({ transcript }),
  /** Indexes again, as the user chose or as detected. */
  reindex: z.object({ transcript, ...wantedReadingFields }),
  /** The zone of times that name none (zone.ts); that of the machine until another one is told. */
  zone: z.object({ zone: z.string().max(100) }),
  /** Takes in what is written to the file from now on, or stops doing so. An opened transcript is followed. */
  follow: z.object({ transcript, on: z.boolean() }),
  /** All kinds with exact counts so far, most first. */
  kinds: z.object({ transcript }),
  /** What a filter may name. Roles and tools are counted when first asked for: ask again until they are complete. */
  completions: z.object({ transcript }),
  /**
   * Opens a view. A newer `query` on the same transcript closes the older view. `rows`: so many of its first rows are
   * wanted with the answer, which saves whoever has just opened a file the way there and back. `fold`: runs of small records are
   * one row each, but for those of these records, which are open.
   */
  query: z.object({
    transcript,
    filter,
    rows: whole.max(maxRowsPerPage).optional(),
    fold: z.object({ open: z.array(whole).max(maxOpenRuns).readonly() }).optional(),
  }),
  /** Opens or closes the run that holds a record. The view has another name then, since its rows are others. */
  openRun: z.object({ transcript, view, record: whole, open: z.boolean() }),
  /** `single`: not of the list but of the view, a row for each record that passes. */
  rows: z.object({
    transcript,
    view,
    from: whole,
    count: whole.max(maxRowsPerPage),
    single: z.boolean().optional(),
  }),
  /** The row of a record in the list, or of the first later record that is in it. */
  locate: z.object({ transcript, view, record: whole, hidden: z.boolean().optional() }),
  /** The first record whose time, in ms since 1970, is this one or later. */
  seekTime: z.object({ transcript, time: z.number() }),
  /** The record at a place in the file, or the first one behind it. */
  recordAt: z.object({ transcript, at: z.union([z.object({ byte: whole }), z.object({ line: whole })]) }),
  /** The whole file at a glance, in so many parts; with the rows of a view. */
  overview: z.object({ transcript, parts: z.number().int().min(1).max(2000), view: view.optional() }),
  /** The same in parts by time. */
  timeOverview: z.object({ transcript, parts: z.number().int().min(1).max(2000), view: view.optional() }),
  /** The transcript of a group that a record is from, to be opened by itself. */
  originOf: z.object({ transcript, record: whole }),
  /** What names a record for good; reads all of it. */
  cite: z.object({ transcript, record: whole }),
  /** The run or turn that a record belongs to. */
  turnAt: z.object({ transcript, record: whole }),
  /** How long what these records begin took, and the tokens that they tell of. */
  measures: z.object({
    transcript,
    records: z.array(whole).max(maxMeasured).readonly(),
    of: z.array(z.enum(measureNames)).max(measureNames.length).readonly(),
  }),
  /** The records that share a record's pairing id. */
  related: z.object({ transcript, record: whole }),
  /** How many records of each kind pass a filter, once all are known. */
  kindsWhere: z.object({ transcript, filter }),
  /** How many records have each role, tool, state and size, and how many of them a view lets pass; decodes the index. */
  facets: z.object({ transcript, view }),
  /** The members of the container at byte `at` of a record (0 with no cursor: the record itself). */
  tree: z.object({
    transcript,
    record: whole,
    at: whole,
    cursor: z.object({ offset: whole, index: whole }).optional(),
    count: whole.max(maxTreeNodes),
  }),
  /** Raw bytes of a record from byte `from`. */
  bytes: z.object({ transcript, record: whole, from: whole, length: whole.max(maxSliceBytes) }),
  /** Raw text of a record from byte `from`. */
  text: z.object({ transcript, record: whole, from: whole, length: whole.max(maxSliceBytes) }),
  /** The decoded text of the string value that starts at byte `at` of a record, from byte `from` on (0: its start). */
  stringText: z.object({
    transcript,
    record: whole,
    at: whole,
    from: whole,
    length: whole.max(maxSliceBytes),
    /** Of messages that the string holds as JSON text, these words: `from` counts their bytes. */
    spoken: z.union([z.enum(["answer", "reasoning", "wrapped"]), whole]).optional(),
  }),
  /** Where in a record the texts stand that a filter looks for; those that begin in `length` bytes from `from` on. */
  hits: z.object({ transcript, record: whole, filter, from: whole, length: whole.max(maxSliceBytes) }),
  /** Writes an export to a granted target. Progress comes as `exportProgress` events; cancel with a cancel message. */
  export: z.object({
    transcript,
    target: grant,
    options: exportOptions,
  }),
  /** The beginning of what an export would write. */
  exportPreview: z.object({ transcript, options: exportOptions }),
  /** How large an export will be, judged by a beginning of the transcript. */
  exportEstimate: z.object({ transcript, options: exportOptions }),
  /** How many secrets an export with `redact` hides, by kind; reads all of the transcript the first time. */
  secrets: z.object({ transcript }),
  /** What happened in the transcript; reads all of it. Progress comes as `exportProgress` events. */
  summary: z.object({ transcript, related: z.boolean() }),
  /** What fills the transcript and what took its time. Reads the conversation, if that has not been done, with its events. */
  fileStatistics: z.object({ transcript }),
  callStatistics: z.object({ transcript }),
  /** Sessions of this machine, written last first, that hold some words; `token`: behind those of a page. */
  library: z.object({
    find: z.string().max(longestFind),
    /** Looks for it as one text through all of each session; progress comes as `exportProgress` events, in sessions. */
    inTexts: z.boolean().optional(),
    token: z.string().max(60_000).optional(),
  }),
  /**
   * Sends records to an endpoint that was confirmed, once. Progress comes as `exportProgress` events, in events; cancelling lets what is
   * on its way arrive, and answers with what is there.
   */
  send: z.object({ transcript, endpoint: grant, token: z.string().max(longestToken), filter, redact: z.boolean() }),
  /** The conversations that a log holds; reads all of it. */
  threads: z.object({ transcript }),
  /**
   * Reads the conversation, the first time it is asked for, and answers when it is there; `conversation` events come
   * meanwhile. `show`: marks whose items are shown, not folded into a `hidden` one.
   */
  conversation: z.object({
    transcript,
    show: z.array(z.enum(itemMarks)).max(itemMarks.length).readonly(),
    /** Only items of which a record passes are shown. */
    filter: filter.optional(),
  }),
  /** Where a text stands that is spread over several records; reads the conversation, if that has not been done. */
  spread: z.object({ transcript, text: z.string().min(1).max(1000) }),
  /** Items of it, as it was last asked for. */
  items: z.object({ transcript, from: whole, count: whole.max(maxItemsPerPage) }),
  /** The item a record belongs to, or the last one before it. */
  itemOf: z.object({ transcript, record: whole }),
  /** The next item in a direction that is a prompt, an error, or one that a filter lets pass (a hit). */
  step: z.object({
    transcript,
    /** -1: before the first one. */
    from: z.number().int().min(-1).max(Number.MAX_SAFE_INTEGER),
    direction: z.union([z.literal(1), z.literal(-1)]),
    to: z.enum(stepTargets),
    filter: filter.optional(),
  }),
  outline: z.object({ transcript, from: whole, count: whole.max(maxOutlineEntries) }),
  /** The picture whose base64 is the string at byte `at` of a record. */
  image: z.object({ transcript, record: whole, at: whole }),
} as const;

/** A name that is none of these is answered with `bad-request`. */
export type Method = keyof typeof requestSchemas;
/** What a method takes, as the engine has checked it. */
export type Params<M extends Method> = z.infer<(typeof requestSchemas)[M]>;

/** What an opened transcript is at first. */
export interface Opened {
  readonly transcript: string;
  readonly name: string;
  readonly format: FormatChoice;
  readonly progress: Progress;
  /** A sentence for a file that looks wrong as a whole: empty, binary, one JSON document over many lines. */
  readonly notice: string | undefined;
  /** Several transcripts as one: its rows have origins, and what is of one transcript is refused. */
  readonly isGroup: boolean;
  /** Hashes of its beginnings, by which what is kept for it is found again (`query/heads.ts`). */
  readonly heads: readonly string[];
}

/** A view's size; exact for what has been indexed so far. */
export interface ViewState {
  readonly view: string;
  /** Rows of the list: fewer than records where runs are folded. */
  readonly rows: number;
  readonly records: number;
  /** True when rows may stand for runs of records. */
  readonly folded?: boolean;
  readonly bytes: number;
  /** False while indexing or searching goes on: `rows` may still grow. */
  readonly complete: boolean;
  /** Bytes from the transcript's start in which all matches are known. */
  readonly searched?: number;
  /** A sentence about how the filter is evaluated, if there is something to say. */
  readonly notice?: string | undefined;
  /** Why no more rows are found: what is known stays, but is not all. */
  readonly failure?: Failure | undefined;
}

/** A view as it is opened. */
export interface OpenedView extends ViewState {
  /** Its first rows, if they were asked for and some are known. */
  readonly first?: RowPage;
}

/** A view behind a run was opened or closed. */
export interface ViewWithRuns extends ViewState {
  /** A record of each run that is open, as they were opened. */
  readonly openRuns: readonly number[];
}

/** What each method answers. */
export interface Replies {
  readonly send: SendSummary;
  readonly open: Opened;
  readonly close: undefined;
  readonly reindex: Opened;
  readonly zone: undefined;
  readonly follow: undefined;
  readonly kinds: readonly KindCount[];
  readonly completions: FilterNames;
  readonly query: OpenedView;
  readonly openRun: ViewWithRuns;
  readonly rows: RowPage;
  /**
   * `passes`: the view has the record itself. `before`: records of it that stand before the record. `hidden`: the record, where
   * the view does not have it and it was asked for.
   */
  readonly locate: {
    readonly row: number;
    readonly passes: boolean;
    readonly before: number;
    readonly hidden?: Row | undefined;
  };
  /** Undefined when no record that is indexed has such a time. */
  readonly seekTime: { readonly record: number | undefined };
  readonly recordAt: { readonly record: number | undefined };
  readonly overview: Overview;
  readonly timeOverview: TimeOverview;
  /** An id by which main gives the file, and the record's number in it. */
  readonly originOf: { readonly file: string; readonly record: number };
  readonly cite: Cited;
  readonly turnAt: TurnAt;
  /** One for each record, in their order. */
  readonly measures: readonly RecordMeasures[];
  readonly related: RelatedRecords;
  readonly kindsWhere: readonly KindCount[];
  readonly facets: FacetCounts;
  readonly tree: TreePage;
  readonly bytes: ByteSlice;
  readonly text: TextSlice;
  readonly stringText: TextSlice;
  readonly hits: HitPage;
  readonly export: ExportSummary;
  readonly exportPreview: ExportPreview;
  readonly exportEstimate: ExportEstimate;
  readonly secrets: readonly SecretCount[];
  readonly summary: Summary;
  readonly fileStatistics: FileStatistics;
  /** Undefined for a format without a conversation. Reads the transcript, where that has not been done. */
  readonly callStatistics: { readonly calls: CallStatistics | undefined };
  readonly library: LibraryPage;
  readonly threads: ThreadList;
  readonly conversation: ConversationState;
  readonly spread: SpreadText;
  readonly items: ItemPage;
  /** `holds`: the record is part of it. */
  readonly itemOf: { readonly item: ItemNumber | undefined; readonly holds: boolean };
  readonly step: { readonly item: ItemNumber | undefined };
  readonly outline: OutlinePage;
  readonly image: ImageData;
}

/** Page to engine. */
export type PageMessage =
  | { readonly type: "request"; readonly id: number; readonly method: Method; readonly params: unknown }
  | { readonly type: "cancel"; readonly id: number };

/**
 * What the engine takes from the page's port. It checks the frame only: the params of a request are checked by the
 * schema of its method.
 */
export const pageMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("request"),
    id: whole,
    method: z.string().max(32),
    params: z.unknown(),
  }),
  z.object({ type: z.literal("cancel"), id: whole }),
]);

/** What the engine says unasked. */
export type EngineEvent =
  | {
      readonly type: "progress";
      readonly transcript: string;
      readonly progress: Progress;
      readonly view: ViewState | undefined;
    }
  /** Later records showed a better way to read the transcript: rows and counts are to be asked for anew. */
  | {
      readonly type: "reread";
      readonly transcript: string;
      readonly format: FormatChoice;
      readonly notice: string | undefined;
    }
  /** Something else is to be said of the file as a whole: a packed one goes on where it ended early. */
  | { readonly type: "notice"; readonly transcript: string; readonly notice: string | undefined }
  | { readonly type: "exportProgress"; readonly request: number; readonly progress: ExportProgress }
  /** The conversation is being read. */
  | { readonly type: "conversation"; readonly transcript: string; readonly state: ConversationState };

/** Engine to page. */
export type EngineMessage =
  | { readonly type: "reply"; readonly id: number; readonly value: Replies[Method] }
  | { readonly type: "failure"; readonly id: number; readonly failure: Failure }
  | { readonly type: "event"; readonly event: EngineEvent };
