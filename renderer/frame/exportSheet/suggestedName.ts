import type { ExportKind } from "../../../shared/exports.ts";

const endings: Readonly<Record<ExportKind, string>> = {
  snapshot: ".snapshot.jsonl",
  messages: ".messages.json",
  atif: ".atif.json",
  otlp: ".otlp.json",
  markdown: ".md",
  html: ".html",
  text: ".conversation.txt",
  timeline: ".timeline.json",
  records: ".records.jsonl",
  csv: ".csv",
  parquet: ".parquet",
};

/** `run.jsonl` becomes `run.snapshot.jsonl`; what an earlier export added is replaced, not added to. */
export function suggestedName(sourceName: string, as: ExportKind): string {
  const stem = sourceName
    .replace(/\.(gz|zst|br)$/i, "")
    .replace(/\.(jsonl|ndjson|json|log|txt)$/i, "")
    .replace(/\.(snapshot|messages|atif|otlp|timeline|conversation|records)$/i, "");
  return (stem === "" ? "transcript" : stem) + endings[as];
}
