// One export from beginning to end: checks the target, waits for the index, writes, makes the file final. Whatever goes
// wrong on the way (a full disk, a source that changes, a cancel) leaves no file and gives the reason.

import type { ExportOptions, ExportProgress, ExportSummary } from "../../../shared/exports.ts";
import { needsConversation } from "../../../shared/exports.ts";
import type { Failure } from "../../../shared/failure.ts";
import { parseFilter } from "../../../shared/filter/filter.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { formatTitle } from "../../../shared/transcript.ts";
import { untilAborted } from "../query/untilAborted.ts";
import type { View } from "../query/view.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { ExportFailed } from "./exportFailed.ts";
import type { ExportedTranscript, ExportJob } from "./exportJob.ts";
import { isConversation } from "./exportJob.ts";
import type { ExportTarget } from "./exportTargets.ts";
import { abortTargets, commitTargets, openTargets } from "./exportTargets.ts";
import { exportWriters } from "./exportWriters.ts";
import { createProgressMeter } from "./progressMeter.ts";
import type { Redacted } from "./redactedTranscript.ts";
import { redactTranscript } from "./redactedTranscript.ts";

export interface ExportControl {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ExportProgress) => void;
  /** The path of a manifest that is written with the records; see `verifyManifest`. */
  readonly manifest?: string | undefined;
  /** A file of the user's own rules for what is redacted; undefined: the one that the environment names. */
  readonly redactRules?: string | undefined;
}

/**
 * Takes a transcript that may still be indexed, and waits for it. Expected failures come back, with no file left
 * behind, nor a manifest; a bug throws. The transcript stays open, and the view that is made of it is closed.
 */
export async function runExport(
  transcript: ExportedTranscript,
  options: ExportOptions,
  target: ExportTarget,
  { signal = new AbortController().signal, onProgress, manifest, redactRules }: ExportControl = {},
): Promise<Result<ExportSummary>> {
  const started = performance.now();
  const filter = parseFilter(options.filter);
  if (!filter.ok) return fail({ code: "bad-filter", ...filter.failure });
  if (signal.aborted) return fail({ code: "cancelled" });
  if (needsConversation(options) && !isConversation(transcript)) {
    // What is found further on in the file may tell that it is one after all.
    try {
      await untilAborted(transcript.whenIndexed(), signal);
    } catch {
      return fail({ code: "cancelled" });
    }
    if (!isConversation(transcript)) {
      return fail({ code: "not-a-conversation", format: formatTitle(transcript.format.name) });
    }
  }
  const opened = await openTargets(options.as, target, manifest, transcript.source);
  if (!opened.ok) return opened;
  const { output } = opened.value;
  const report = createProgressMeter(onProgress, () => output.bytesWritten);
  let view = transcript.query(filter.value);
  try {
    await waitForMatches(transcript, view, signal, report);
    if (!transcript.isCurrent(view)) {
      view.close();
      view = transcript.query(filter.value);
      await waitForMatches(transcript, view, signal, report);
    }
    const redacted = options.redact === true ? await redact(transcript, redactRules, signal, report) : undefined;
    const written = await exportWriters[options.as]({
      transcript: redacted?.transcript ?? transcript,
      masks: redacted?.masks,
      options,
      filter: filter.value,
      view,
      ...opened.value,
      signal,
      report,
    });
    checkSource(transcript.source);
    signal.throwIfAborted();
    report("saving", 0, output.bytesWritten);
    await commitTargets(opened.value);
    return succeed({
      as: options.as,
      ...written,
      bytesOut: output.bytesWritten,
      redacted: redacted?.masks.counts(),
      lacks: view.lacks(),
      elapsedMs: performance.now() - started,
    });
  } catch (error) {
    await abortTargets(opened.value);
    const failure = failureOf(error, signal);
    if (failure === undefined) throw error;
    return fail(failure);
  } finally {
    view.close();
  }
}

/** Between two reports of what is waited for, in ms. */
const reportInterval = 100;

/** An export of what happens to be known already would be a truncated one. */
async function waitForMatches(
  transcript: ExportedTranscript,
  view: View,
  signal: AbortSignal,
  report: ExportJob["report"],
): Promise<void> {
  const reportWaiting = () => {
    const { state, bytesDone, bytesTotal } = transcript.progress();
    if (state.phase === "indexing") report("indexing", bytesDone, bytesTotal);
    else if (!view.complete()) report("searching", view.searched(), bytesTotal);
  };
  reportWaiting();
  const timer = setInterval(reportWaiting, reportInterval);
  try {
    const known = await view.whenComplete(signal);
    if (!known.ok) throw new ExportFailed(known.failure);
  } finally {
    clearInterval(timer);
  }
  const { state } = transcript.progress();
  if (state.phase === "failed") throw new ExportFailed(state.failure);
  // Indexing has ended, but not at the end: the transcript was closed.
  if (state.phase === "indexing") throw new ExportFailed({ code: "cancelled" });
}

async function redact(
  transcript: ExportedTranscript,
  rules: string | undefined,
  signal: AbortSignal,
  report: ExportJob["report"],
): Promise<Redacted> {
  const onProgress = (done: number, total: number): void => report("looking for secrets", done, total);
  const redacted = await redactTranscript(transcript, { rules, signal, onProgress });
  if (!redacted.ok) throw new ExportFailed(redacted.failure);
  return redacted.value;
}

/** A file that has been removed can still be read as it was; one that has changed no longer fits its index. */
function checkSource(source: Source): void {
  const change = source.finalChange();
  if (change !== undefined && change !== "removed") {
    throw new ExportFailed({ code: "source-changed", name: source.name, change });
  }
}

function failureOf(error: unknown, signal: AbortSignal): Failure | undefined {
  if (error instanceof ExportFailed || error instanceof SourceError) return error.failure;
  return signal.aborted ? { code: "cancelled" } : undefined;
}
