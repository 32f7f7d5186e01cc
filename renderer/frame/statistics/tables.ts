// The statistics of a transcript as tables: what each column says, which bar stands behind it, and what a click on a row filters
// for. The same tables are copied and saved as CSV, with plain numbers.

import { printFilter } from "../../../shared/filter/filter.ts";
import { exactly } from "../../../shared/filter/namePattern.ts";
import type { CallStatistics, FileStatistics } from "../../../shared/statistics.ts";
import type { KindCount } from "../../../shared/transcript.ts";
import { formatBytes, formatCount, formatDuration } from "../../data/format.ts";

/** A value as it is shown, and as it is copied. */
export interface Cell {
  readonly text: string;
  /** As CSV has it. */
  readonly value: string | number | undefined;
  readonly tone?: "bad" | undefined;
}

/** A row with what stands behind its name. */
export interface StatisticsRow {
  readonly name: string;
  readonly cells: readonly Cell[];
  /** Of the greatest in the table, from 0 to 1. */
  readonly share: number;
  /** What is shown on a click: a filter, or a record; undefined: there is nothing to show. */
  readonly filter?: string;
  readonly record?: number;
}

/** A table for the sheet and for CSV; `id` is the end of the file's name. */
export interface StatisticsTable {
  readonly id: string;
  readonly title: string;
  /** The first one is the name's. */
  readonly columns: readonly string[];
  readonly rows: readonly StatisticsRow[];
  /** A sentence for a table without rows. */
  readonly empty: string;
  /** What is to be known of it. */
  readonly remark?: string | undefined;
}

/** In the order in which they are known: the kinds at once, then what the index tells, then what the conversation does. */
export const tableTitles = {
  kinds: "Kinds",
  fills: "Bytes by tool",
  longest: "Longest records",
  silences: "Silences",
  tools: "Tools",
  calls: "Longest calls",
  tokens: "Tokens",
  requests: "Largest requests",
} as const;

/** What the index alone tells. */
export type FileTable = "fills" | "longest" | "silences";
/** What only the conversation tells. */
export type CallTable = "tools" | "calls" | "tokens" | "requests";

/** Rows are those of the statistics, in their order. */
export function fileTable(id: FileTable, file: FileStatistics): StatisticsTable {
  switch (id) {
    case "fills":
      return fillsTable(file);
    case "longest":
      return longestTable(file);
    case "silences":
      return silencesTable(file);
  }
}

/** `calls` is undefined for a format without a conversation. */
export function callTable(id: CallTable, calls: CallStatistics | undefined): StatisticsTable {
  switch (id) {
    case "tools":
      return toolsTable(calls);
    case "calls":
      return longestCallsTable(calls);
    case "tokens":
      return tokensTable(calls);
    case "requests":
      return requestsTable(calls);
  }
}

const count = (value: number): Cell => ({ text: formatCount(value), value });
const failures = (value: number): Cell => ({ ...count(value), tone: value > 0 ? "bad" : undefined });
const bytes = (value: number): Cell => ({ text: formatBytes(value), value });
const duration = (value: number | undefined): Cell => ({
  text: value === undefined ? "—" : formatDuration(value),
  value: value === undefined ? undefined : Math.round(value),
});
const tokens = (value: number | undefined): Cell => ({ text: value === undefined ? "—" : formatCount(value), value });

function toolsTable(calls: CallStatistics | undefined): StatisticsTable {
  const tools = calls?.tools ?? [];
  const most = Math.max(1, ...tools.map((tool) => tool.calls));
  return {
    id: "tools",
    title: tableTitles.tools,
    columns: ["Tool", "Calls", "Errors", "No result", "Median", "95 %", "Longest"],
    rows: tools.map((tool) => ({
      name: tool.tool,
      cells: [
        count(tool.calls),
        failures(tool.errors),
        count(tool.open),
        duration(tool.p50),
        duration(tool.p95),
        duration(tool.max),
      ],
      share: tool.calls / most,
      filter: printFilter({ type: "tool", patterns: [exactly(tool.tool)] }),
    })),
    empty:
      calls === undefined
        ? "Nothing is known of calls in plain JSON Lines. If another program wrote this file, choose its format in the bar above."
        : "The transcript holds no call.",
    remark: moreRows(tools.length, calls?.toolCount ?? 0, "tools"),
  };
}

function tokensTable(calls: CallStatistics | undefined): StatisticsTable {
  const models = calls?.models ?? [];
  const sum = ({ tokens: told }: (typeof models)[number]) => (told.input ?? 0) + (told.output ?? 0);
  const most = Math.max(1, ...models.map(sum));
  return {
    id: "tokens",
    title: tableTitles.tokens,
    columns: ["Model", "Requests", "Input", "From cache", "To cache", "Output", "Reasoning"],
    rows: models.map((model) => ({
      name: model.model === "" ? "(not named)" : model.model,
      cells: [
        count(model.requests),
        tokens(model.tokens.input),
        tokens(model.tokens.cachedInput),
        tokens(model.tokens.cacheWrite),
        tokens(model.tokens.output),
        tokens(model.tokens.reasoning),
      ],
      share: sum(model) / most,
      ...(model.model === "" ? {} : { filter: printFilter({ type: "text", text: model.model, exactCase: false }) }),
    })),
    empty: "The file does not tell how many tokens were used.",
  };
}

function longestCallsTable(calls: CallStatistics | undefined): StatisticsTable {
  const rows = calls?.longestCalls ?? [];
  return {
    id: "calls",
    title: tableTitles.calls,
    columns: ["Record", "Tool", "Duration"],
    rows: rows.map(({ record, tool, ms }) => ({
      name: formatCount(record),
      cells: [{ text: tool, value: tool }, duration(ms)],
      share: ms / Math.max(1, rows[0]?.ms ?? 1),
      record,
    })),
    empty: "No call of this file has a result and times that tell how long it took.",
  };
}

function requestsTable(calls: CallStatistics | undefined): StatisticsTable {
  const rows = calls?.largestRequests ?? [];
  const sum = ({ tokens: told }: (typeof rows)[number]) => (told.input ?? 0) + (told.output ?? 0);
  const most = Math.max(1, ...rows.slice(0, 1).map(sum));
  return {
    id: "requests",
    title: tableTitles.requests,
    columns: ["Record", "Model", "Input", "Output"],
    rows: rows.map((request) => ({
      name: formatCount(request.record),
      cells: [
        { text: request.model === "" ? "(not named)" : request.model, value: request.model },
        tokens(request.tokens.input),
        tokens(request.tokens.output),
      ],
      share: sum(request) / most,
      record: request.record,
    })),
    empty: "The file does not tell how many tokens were used.",
  };
}

/** The 500 kinds with most bytes; its remark says how many more there are. */
export function kindsTable(kinds: readonly KindCount[]): StatisticsTable {
  const shown = kinds.toSorted((a, b) => b.bytes - a.bytes).slice(0, mostKinds);
  const most = Math.max(1, ...shown.map((kind) => kind.bytes));
  return {
    id: "kinds",
    title: tableTitles.kinds,
    columns: ["Kind", "Records", "Bytes"],
    rows: shown.map((kind) => ({
      name: kind.kind,
      cells: [count(kind.count), bytes(kind.bytes)],
      share: kind.bytes / most,
      filter: printFilter({ type: "kind", patterns: [exactly(kind.kind)] }),
    })),
    empty: "The transcript holds no record.",
    remark: moreRows(shown.length, kinds.length, "kinds"),
  };
}

const mostKinds = 500;

function fillsTable({ tools }: FileStatistics): StatisticsTable {
  const most = Math.max(1, ...tools.map((tool) => tool.bytes));
  return {
    id: "fills",
    title: tableTitles.fills,
    columns: ["Tool", "Records", "Bytes"],
    rows: tools.map((tool) => ({
      name: tool.tool,
      cells: [count(tool.records), bytes(tool.bytes)],
      share: tool.bytes / most,
      filter: printFilter({ type: "tool", patterns: [exactly(tool.tool)] }),
    })),
    empty: "No record of this file names a tool.",
  };
}

function longestTable({ longest }: FileStatistics): StatisticsTable {
  return {
    id: "longest",
    title: tableTitles.longest,
    columns: ["Record", "Kind", "Bytes"],
    rows: longest.map((one) => ({
      name: formatCount(one.record),
      cells: [{ text: one.kind, value: one.kind }, bytes(one.bytes)],
      share: one.bytes / Math.max(1, longest[0]?.bytes ?? 1),
      record: one.record,
    })),
    empty: "The transcript holds no record.",
  };
}

function silencesTable({ silences }: FileStatistics): StatisticsTable {
  return {
    id: "silences",
    title: tableTitles.silences,
    columns: ["Until record", "Kind", "Silence"],
    rows: silences.map((one) => ({
      name: formatCount(one.record),
      cells: [{ text: one.kind, value: one.kind }, duration(one.ms)],
      share: one.ms / Math.max(1, silences[0]?.ms ?? 1),
      record: one.record,
    })),
    empty: "No two records in a row have times that lie apart.",
  };
}

function moreRows(shown: number, all: number, what: string): string | undefined {
  return all > shown ? `The first ${formatCount(shown)} of ${formatCount(all)} ${what}.` : undefined;
}

/** A table as CSV by RFC 4180, durations in ms. */
export function tableAsCsv({ columns, rows }: StatisticsTable): string {
  const lines = [
    columns,
    ...rows.map(({ name, record, cells }) => [record ?? name, ...cells.map(({ value }) => value)]),
  ];
  return lines.map((line) => `${line.map(csvField).join(",")}\r\n`).join("");
}

function csvField(value: string | number | undefined): string {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
