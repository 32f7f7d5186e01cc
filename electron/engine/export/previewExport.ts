// The beginning of what an export would write: the export itself, stopped as soon as enough has come.

import type { ExportOptions, ExportPreview } from "../../../shared/exports.ts";
import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import { cutBetweenCharacters } from "../formats/rawText.ts";
import type { ExportedTranscript } from "./exportJob.ts";
import type { ExportOutput } from "./exportOutput.ts";
import { runExport } from "./runExport.ts";

/** Bytes that are shown of it. */
const shownBytes = 4096;

export async function previewExport(
  transcript: ExportedTranscript,
  options: ExportOptions,
  signal: AbortSignal,
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
  const written = await runExport(transcript, { ...options, as, readerLimit: 0 }, async () => succeed(output), {
    signal: AbortSignal.any([signal, enough.signal]),
  });
  if (!written.ok && !enough.signal.aborted) return written;
  const shown = held.subarray(0, Math.min(bytes, shownBytes));
  const isWhole = bytes <= shownBytes;
  const text = (isWhole ? shown : shown.subarray(0, cutBetweenCharacters(shown))).toString("utf8");
  return succeed({ text, isWhole });
}
