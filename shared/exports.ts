// What an export is asked to do, and what it says when it is done.

/**
 * - `snapshot`: compacted AG-UI log
 * - `messages`: the conversation as one JSON document
 * - `atif`: the same as a trajectory for tools that evaluate and train agents
 * - `otlp`: the same as traces of OpenTelemetry
 * - `markdown`, `html`, `text`: the same for people to read
 * - `timeline`: every record, ordered by time, as one JSON document with a header
 * - `records`: matching records, byte for byte
 * - `csv`, `parquet`: a table, with a row for each record or for each message
 */
export const exportKinds = [
  "snapshot",
  "messages",
  "atif",
  "otlp",
  "markdown",
  "html",
  "text",
  "timeline",
  "records",
  "csv",
  "parquet",
] as const;
/** As `--as` of the command line and the export sheet name them. */
export type ExportKind = (typeof exportKinds)[number];

/** Whether an export is made of messages. The others are made of records, whatever they mean. */
export function isOfMessages(as: ExportKind): boolean {
  return as !== "timeline" && as !== "records" && as !== "csv" && as !== "parquet";
}

/** What a table has a row for. */
export const exportTables = ["records", "messages"] as const;
/** A row for each record that passes, or for each message and call. */
export type ExportTable = (typeof exportTables)[number];

/** Whether an export is a table. */
export function isTable(as: ExportKind): boolean {
  return as === "csv" || as === "parquet";
}

/** Whether an export is JSON that can be indented. */
export function isIndentable(as: ExportKind): boolean {
  return as === "messages" || as === "atif" || as === "otlp" || as === "timeline";
}

/** Whether an export is a document that its reader must load whole, so that `readerLimit` holds for it. */
export function isLoadedWhole(as: ExportKind): boolean {
  return isIndentable(as) ? as !== "messages" : as === "markdown" || as === "html";
}

/** Whether there has to be a conversation in the transcript. */
export function needsConversation({ as, table }: Pick<ExportOptions, "as" | "table">): boolean {
  return isOfMessages(as) || (isTable(as) && table === "messages");
}

/** Whether one of several threads has to be chosen. */
export function hasThreads(as: ExportKind): boolean {
  return isOfMessages(as);
}

/** The exports that take several transcripts. */
export const groupKinds = ["timeline", "records", "csv", "parquet"] as const satisfies readonly ExportKind[];
/** Any other of a group is refused. */
export type GroupKind = (typeof groupKinds)[number];

/** What a conversation may be exported with beside what is valid in the end. */
export const exportExtras = ["inherited", "undone", "reasoning"] as const;
/**
 * `inherited`: copied from another session. `undone`: taken back. `reasoning`: what a model thought before it answered.
 */
export type ExportExtra = (typeof exportExtras)[number];

/** The most bytes of a result that may be kept when it is clipped: they are held in memory. */
export const mostKeptBytes = 1024 * 1024;

/** Events of a document above which it is asked whether whoever reads it can take it. */
export const defaultReaderLimit = 250_000;

/** What is to be written, and how: the same object from the page and from the command line. */
export interface ExportOptions {
  readonly as: ExportKind;
  /** Only records that pass this filter are read; "" means all. */
  readonly filter: string;
  /** Indented JSON; for `messages`, `atif`, `otlp` and `timeline`. */
  readonly pretty: boolean;
  /** The most events of a document that its reader must load whole; 0: any number. Undefined: `defaultReaderLimit`. */
  readonly readerLimit?: number | undefined;
  /** Leave RAW events out of a snapshot. */
  readonly dropRaw: boolean;
  /** Leave CUSTOM events out of a snapshot. */
  readonly dropCustom?: boolean | undefined;
  /** Bytes that are kept of a call's result, with a mark that says of how many; undefined: all. */
  readonly clipTools?: number | undefined;
  /** Of a table; undefined: `records`. */
  readonly table?: ExportTable | undefined;
  /** For formats other than AG-UI, whose conversations have such parts. */
  readonly with?: readonly ExportExtra[] | undefined;
  /** The id of the thread whose conversation is meant, where a log holds several. */
  readonly thread?: string | undefined;
  /** Write markers in the place of what is secret. */
  readonly redact?: boolean | undefined;
}

/** How many secrets of a kind there are. */
export interface SecretCount {
  readonly kind: string;
  readonly count: number;
}

/** The beginning of what an export would write; of Parquet, the same table as CSV. */
export interface ExportPreview {
  readonly text: string;
  /** Whether this is all of it. */
  readonly isWhole: boolean;
}

/** How large an export will be. */
export interface ExportEstimate {
  /** Undefined: the beginning of the transcript says nothing about it. */
  readonly bytes: number | undefined;
  /** Nothing had to be taken to be like the beginning. Compressed files become smaller. */
  readonly isExact: boolean;
}

/** How far a long request is: of exports, summaries, sending and searches in the library. */
export interface ExportProgress {
  /** What is going on: one or two words, such as "reading" or "writing". */
  readonly stage: string;
  readonly done: number;
  /** Same unit as `done`: bytes read in this stage, events that are sent, or sessions that are looked through. */
  readonly total: number;
  /** Of what is written so far; 0 where nothing is. */
  readonly bytesWritten: number;
}

/** A record that was left out or read differently, and why. */
export interface ExportRemark {
  readonly record: number;
  readonly line: number;
  readonly reason: string;
}

/** How many records there is the same to say about, and the first of them. */
export interface RemarkSum extends ExportRemark {
  readonly count: number;
}

/** Remarks are counted in full and kept up to a bound, so that a hostile file cannot fill memory. */
export interface ExportRemarks {
  /** Records that there is something to say about. */
  readonly count: number;
  readonly first: readonly ExportRemark[];
  /** By reason, in the order of the first records; a record may have several reasons. */
  readonly sums: readonly RemarkSum[];
}

/** What an export wrote, when all of it is in its place. Remarks name records by their numbers in the source. */
export interface ExportSummary {
  readonly as: ExportKind;
  readonly recordsIn: number;
  readonly recordsOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly messages: number;
  readonly toolCalls: number;
  readonly skipped: ExportRemarks;
  readonly mended: ExportRemarks;
  /** Where the official AG-UI client itself loses, doubles or moves something: the export does the same. */
  readonly lost: ExportRemarks;
  /** What was found and redacted in the transcript, by kind; undefined when it was not asked for. */
  readonly redacted?: readonly SecretCount[] | undefined;
  /** What is to be known about all of the file, in a sentence; undefined: nothing. */
  readonly notice?: string | undefined;
  /** What passes the filter and could not be found, in a sentence, if there may be such records. */
  readonly lacks?: string | undefined;
  readonly elapsedMs: number;
}
