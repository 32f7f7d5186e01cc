import type { ExportExtra, ExportKind, ExportTable } from "../../../../shared/exports.ts";
import { exportOptions } from "../../arguments/exportArguments.ts";
import { describeCommand, file, text, transcripts } from "../commandDescription.ts";

const kinds: Readonly<Record<ExportKind, string>> = {
  snapshot: "the log with its messages compacted into one MESSAGES_SNAPSHOT (AG-UI)",
  messages: "the conversation as one JSON document",
  atif: "the conversation as a trajectory for evaluation and training (ATIF 1.8)",
  otlp: "the conversation as OpenTelemetry traces in JSON, by the GenAI conventions",
  markdown: "the conversation to read",
  html: "the conversation to read and print",
  text: "the conversation to read in a terminal",
  timeline: "every record, ordered by time, as one JSON document with counts and sums in front",
  records: "the records that pass, byte for byte; OUT may end in .gz or .zst",
  csv: "what is known of each record, as a table (docs/exports.md)",
  parquet: "the same table for DuckDB and others",
};

const tables: Readonly<Record<ExportTable, string>> = {
  records: "a row for each record",
  messages: "a row for each message and call of the conversation",
};

const extras: Readonly<Record<ExportExtra, string>> = {
  inherited: "what came with a fork",
  undone: "what was taken back",
  reasoning: "what the model thought",
};

/**
 * Called `export` where it is typed, which is no name for a constant. Its kinds, tables and extras are held to those of
 * the contract by their types.
 */
export const exporting = describeCommand({
  name: "export",
  specs: exportOptions,
  operands: [transcripts],
  summary: "Writes a file that appears whole or not at all.",
  more: "Several files, or a folder, are one: a timeline of all of them, their records, or a table (timeline, records, csv, parquet; docs/groups.md).",
  options: {
    as: { value: { type: "words", name: "KIND", words: kinds }, isRequired: true, says: "what to write" },
    filter: { value: text("TEXT"), says: "only records that pass" },
    thread: {
      value: text("ID"),
      says: "the conversation of this thread, where a log holds several; a table without it has all",
    },
    with: {
      value: { type: "words", name: "LIST", words: extras, isList: true },
      says: "also what is left out by default (snapshot, messages of sessions; atif, otlp, markdown, html, text)",
    },
    table: { value: { type: "words", name: "NAME", words: tables }, says: "what a table has rows of (csv, parquet)" },
    pretty: "indented JSON (messages, atif, otlp, timeline)",
    limit: {
      value: text("N"),
      says: "the most events of a document that its reader must load whole (atif, otlp, markdown, html, timeline): 250,000 without it, 0 for any number",
    },
    force: "also a larger document: the same as --limit 0",
    "drop-raw": "without RAW events (snapshot)",
    "drop-custom": "without CUSTOM events (snapshot)",
    "clip-tools": {
      value: text("N"),
      says: "of each call's result the first N bytes, with a mark that says of how many (not: timeline, records, csv, parquet)",
    },
    manifest: {
      value: file(),
      says: "also a list of the ranges that were exported with their SHA-256, for verify (records)",
    },
    redact: "with markers in the place of keys, tokens and passwords, and of all copies of them (docs/redaction.md)",
    "redact-rules": { value: file(), says: "the same, with the rules in this file beside those that are known" },
    json: "says what was done as one JSON object: output, bytes, messages, skipped, mended, lost …; on standard output, or on standard error with -o -",
    quiet: "does not say which records were left out or read in another way",
    output: { value: file("OUT"), isRequired: true, says: "where to; - is standard output" },
  },
});
