// The summary of an export in words: what went in and what came out.

import { assertNever } from "../../../shared/assertNever.ts";
import type { ExportEstimate, ExportSummary } from "../../../shared/exports.ts";
import { formatBytes, formatCounted, formatShare } from "../../data/format.ts";

/** `36 214 events → 7 lines` */
export function countWords({ as, recordsIn, recordsOut, messages }: ExportSummary): string {
  switch (as) {
    case "snapshot":
      return `${formatCounted(recordsIn, "event")} → ${formatCounted(recordsOut, "line")}`;
    case "messages":
    case "atif":
    case "otlp":
    case "markdown":
    case "html":
    case "text":
      return `${formatCounted(recordsIn, "event")} → ${formatCounted(messages, "message")}`;
    case "timeline":
    case "records":
    case "csv":
    case "parquet":
      return formatCounted(recordsOut, "record");
    default:
      return assertNever(as);
  }
}

/** What is said before. Empty where nobody can tell. */
export function estimateWords(estimate: ExportEstimate | undefined): string {
  if (estimate?.bytes === undefined) return "";
  const size = formatBytes(estimate.bytes);
  return estimate.isExact ? `Size: ${size}` : `Size: about ${size}, if the rest is like the beginning`;
}

/** `12.4 MB → 310 kB (2.5 % of it)`; the share is left out where it says nothing. */
export function sizeWords({ as, bytesIn, bytesOut }: ExportSummary): string {
  const before = formatBytes(bytesIn);
  const after = formatBytes(bytesOut);
  // Records as they are become longer by line breaks alone, which is no news.
  if (before === after || (as === "records" && bytesOut >= bytesIn)) return after;
  const share = bytesOut < bytesIn ? ` (${formatShare(bytesOut / bytesIn)} of it)` : "";
  return `${before} → ${after}${share}`;
}
