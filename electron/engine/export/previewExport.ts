// The beginning of what an export would write: the export itself, stopped as soon as enough has come.

import type { ExportOptions, ExportPreview, ExportSummary } from "../../../shared/exports.ts";
import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import { cutBetweenCharacters } from "../formats/rawText.ts";
import type { ExportedTranscript } from "./exportJob.ts";
import type { ExportOutput } from "./exportOutput.ts";
import type { ExportTarget } from "./exportTargets.ts";
import { runExport } from "./runExport.ts";

/** Bytes that are shown of it. */
const shownBytes = 4096;

/**
 * At most 4 KiB, cut between characters; `isWhole` when that is all. Parquet is shown as CSV, and no reader's limit
 * holds. Costs what the export does up to there: a timeline is sorted first.
 */
export function previewExport(
  transcript: ExportedTranscript,
  options: ExportOptions,
  signal: AbortSignal,
): Promise<Result<ExportPreview>> {
  return previewOf(options, signal, (shown, target, within) =>
    runExport(transcript, shown, target, { signal: within }),
  );
}

/** The beginning of what a function writes. */
export async function previewOf(
  options: ExportOptions,
  signal: AbortSignal,
  write: (options: ExportOptions, target: ExportTarget, signal: AbortSignal) => Promise<Result<ExportSummary>>,
): Promise<Result<ExportPreview>> {
  const enough = new AbortController();
  const held = Buffer.alloc(shownBytes);
  let bytes = 0;
  const output: ExportOutput = {
    bytesWritten: 0,
    write: (part) => {
      if (bytes < shownBytes) held.set(part.subarray(0, shownBytes - bytes), bytes);
      bytes += part.length;
      if (bytes > shownBytes) enough.abort();
    },
    finish: async () => {},
    commit: async () => {},
    abort: async () => {},
  };
  const as = options.as === "parquet" ? "csv" : options.as;
  const within = AbortSignal.any([signal, enough.signal]);
  const written = await write({ ...options, as, readerLimit: 0 }, async () => succeed(output), within);
  if (!written.ok && !enough.signal.aborted) return written;
  const shown = held.subarray(0, Math.min(bytes, shownBytes));
  const isWhole = bytes <= shownBytes;
  const text = (isWhole ? shown : shown.subarray(0, cutBetweenCharacters(shown))).toString("utf8");
  return succeed({ text, isWhole });
}
