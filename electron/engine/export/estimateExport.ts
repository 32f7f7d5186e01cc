// How large an export will be, told before it is begun: a beginning of the transcript is exported to nowhere, and the rest is taken to be
// like it. What that costs is bounded, whatever the transcript holds.

import type { ExportEstimate, ExportOptions } from "../../../shared/exports.ts";
import { needsConversation } from "../../../shared/exports.ts";
import { parseFilter } from "../../../shared/filter/filter.ts";
import { printFilter } from "../../../shared/filter/filterPrint.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { beginningOf } from "../source/beginningOf.ts";
import type { ExportedTranscript } from "./exportJob.ts";
import type { ExportOutput } from "./exportOutput.ts";
import { runExport } from "./runExport.ts";

/** Bytes of the transcript that are tried. */
export const triedBytes = 4 * 1024 * 1024;
/** Records that are tried, where they are short. */
const triedRecords = 20_000;
/** An export of a beginning that becomes longer than this says nothing about the rest. */
const mostBytes = 64 * 1024 * 1024;

/** The bytes are undefined where the beginning says nothing. Waits for the filter's matches, as the export itself does. */
export async function estimateExport(
  transcript: ExportedTranscript,
  { redact: _, ...options }: ExportOptions,
  signal: AbortSignal,
): Promise<Result<ExportEstimate>> {
  const filter = parseFilter(options.filter);
  if (!filter.ok) return fail({ code: "bad-filter", ...filter.failure });
  if (needsConversation(options)) return ofConversation(transcript, options, signal);
  const view = transcript.query(filter.value);
  try {
    const known = await view.whenComplete(signal);
    if (!known.ok) return known;
    const [rows, bytes] = [view.rows(), view.bytes()];
    // A newline stands behind each.
    if (options.as === "records") return succeed({ bytes: bytes + rows, isExact: true });
    if (rows === 0) return succeed({ bytes: undefined, isExact: false });
    const records = Math.max(1, Math.min(triedRecords, Math.floor(triedBytes / (bytes / rows))));
    const first = { type: "record", from: 0, to: records - 1 } as const;
    const both = filter.value.type === "all" ? first : ({ type: "and", of: [filter.value, first] } as const);
    const tried = await tryOut(transcript, { ...options, filter: printFilter(both) }, signal);
    if (!tried.ok) return tried;
    const { written, rows: triedRows } = tried.value;
    if (written === undefined || triedRows === 0) return succeed({ bytes: undefined, isExact: false });
    return succeed({ bytes: Math.round((written * rows) / triedRows), isExact: triedRows === rows });
  } catch (error) {
    if (signal.aborted) return fail({ code: "cancelled" });
    throw error;
  } finally {
    view.close();
  }
}

async function ofConversation(
  transcript: ExportedTranscript,
  options: ExportOptions,
  signal: AbortSignal,
): Promise<Result<ExportEstimate>> {
  const { source } = transcript;
  const beginning = beginningOf(source, triedBytes);
  const tried = await tryOut({ ...transcript, source: beginning, isPart: true }, options, signal);
  if (!tried.ok) return tried;
  const isExact = beginning.size === source.size;
  const { written, messages } = tried.value;
  if (written === undefined || (messages === 0 && !isExact)) return succeed({ bytes: undefined, isExact: false });
  return succeed({ bytes: Math.round((written * source.size) / Math.max(beginning.size, 1)), isExact });
}

interface Tried {
  /** Undefined: too much to be counted. */
  readonly written: number | undefined;
  readonly rows: number;
  readonly messages: number;
}

async function tryOut(
  transcript: ExportedTranscript,
  options: ExportOptions,
  signal: AbortSignal,
): Promise<Result<Tried>> {
  const enough = new AbortController();
  let bytesWritten = 0;
  const output: ExportOutput = {
    get bytesWritten() {
      return bytesWritten;
    },
    write: (part) => {
      bytesWritten += part.length;
      if (bytesWritten > mostBytes) enough.abort();
    },
    finish: async () => {},
    commit: async () => {},
    abort: async () => {},
  };
  const control = { signal: AbortSignal.any([signal, enough.signal]) };
  const done = await runExport(transcript, { ...options, readerLimit: 0 }, async () => succeed(output), control);
  if (enough.signal.aborted) return succeed({ written: undefined, rows: 0, messages: 0 });
  if (!done.ok) return done;
  return succeed({ written: bytesWritten, rows: done.value.recordsOut, messages: done.value.messages });
}
