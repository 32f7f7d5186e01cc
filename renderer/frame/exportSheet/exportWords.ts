// What the sheet says about each export, and about its stages.

import type { ExportKind } from "../../../shared/exports.ts";

/** What an export is called, and a sentence on what it keeps. */
export interface KindWords {
  readonly title: string;
  readonly kept: string;
}

/** As the sheet has it; every kind has words of its own. */
export function describeKind(as: ExportKind): KindWords {
  return {
    snapshot: {
      title: "Compacted snapshot",
      kept: "An AG\u2011UI log that replays to the same conversation, much shorter: messages, tool calls and state are folded into one snapshot. Runs, steps and errors of an AG\u2011UI log stay as they are.",
    },
    messages: {
      title: "Messages",
      kept: "The conversation alone, as one JSON document: every message with its tool calls and their results.",
    },
    atif: {
      title: "Trajectory (ATIF)",
      kept: "The conversation as steps with their calls and observations, in the form that evaluation and training tools read.",
    },
    otlp: {
      title: "Traces (OTLP)",
      kept: "The conversation as OpenTelemetry spans: a trace for each prompt, a span for each answer and each call. Any tracing back end shows them.",
    },
    markdown: {
      title: "Markdown",
      kept: "The conversation to read and to share, every text in a fence of its own.",
    },
    html: {
      title: "Web page (HTML)",
      kept: "The conversation as one file for a browser or a printer, without script and without anything from elsewhere; calls are folded.",
    },
    text: {
      title: "Text",
      kept: "The conversation as plain text, for a pager or a search.",
    },
    records: {
      title: "Records",
      kept: "The records byte for byte, one per line. Nothing in them is changed.",
    },
    timeline: {
      title: "Timeline",
      kept: "One JSON document: counts and sums in front, then every record, ordered by time.",
    },
    csv: {
      title: "Table (CSV)",
      kept: "What is known of each record, one row each: its place, time, kind, role, tool and pairing id, and whether it is an error.",
    },
    parquet: {
      title: "Table (Parquet)",
      kept: "The same table with types, compact: for DuckDB, Spark, ClickHouse and other engines.",
    },
  }[as];
}

/** A stage as the engine names it ("indexing") as the start of a line ("Indexing"). */
export function stageTitle(stage: string): string {
  return stage.slice(0, 1).toUpperCase() + stage.slice(1);
}
