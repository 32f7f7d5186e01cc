// What is compared with what, and the bounds of the design.

import { printCount } from "../electron/cli/printed.ts";
import type { ContenderName } from "./contenders.ts";
import { printTime } from "./printed.ts";

export interface RatioRow {
  readonly what: string;
  readonly of: ContenderName;
  readonly to: ContenderName;
  readonly toName: string;
  /** Processor time instead of time. */
  readonly inProcessorTime?: true;
  /** The ratio must not be greater. Undefined: it is told, not judged. */
  readonly most?: number;
}

const start = { what: "command line on some lines", of: "start", to: "bareStart", toName: "`node -e 0`" } as const;

export const ratioRows: readonly RatioRow[] = [
  { what: "index, one thread", of: "index", to: "wc", toName: "`wc -l`", most: 8 },
  { what: "index, one thread", of: "index", to: "parse", toName: "a `JSON.parse` loop", most: 1 / 6 },
  { what: "index, all cores", of: "indexInThreads", to: "index", toName: "one thread", most: 1 / 1.6 },
  { what: "a search in memory, all cores", of: "machineInThreads", to: "machine", toName: "one thread" },
  { what: "second opening", of: "secondOpening", to: "firstOpening", toName: "the first" },
  { what: "first opening", of: "firstOpening", to: "otherOpening", toName: "another build's" },
  { ...start, most: 1.5, inProcessorTime: true },
  start,
  { what: "first opening", of: "firstOpening", to: "countWithDuckdb", toName: "DuckDB's count", inProcessorTime: true },
  { what: "first opening, cold file", of: "coldOpening", to: "coldCat", toName: "`cat` to nowhere", most: 1.1 },
  { what: "search: rare text", of: "searchRare", to: "ripgrepRare", toName: "`rg -c`", most: 2 },
  { what: "search: absent text", of: "searchAbsent", to: "ripgrepAbsent", toName: "`rg -c`", most: 2 },
  { what: "search: dense text", of: "searchDense", to: "ripgrepDense", toName: "`rg -c`", most: 2 },
  { what: "search: expression", of: "searchExpression", to: "ripgrepExpression", toName: "`rg -c`", most: 2 },
  { what: "records export, not flushed", of: "recordsUnflushed", to: "cp", toName: "`cp`", most: 3 },
  { what: "records export, not flushed", of: "recordsUnflushed", to: "dd", toName: "`dd bs=1M`" },
  { what: "records export, flushed", of: "records", to: "cpFlushed", toName: "`cp` and `sync`", most: 3 },
  { what: "snapshot export", of: "snapshot", to: "parse", toName: "a `JSON.parse` loop", most: 1 },
];

/** A time with a bound of its own, in ms. */
export interface TimeRow {
  readonly what: string;
  readonly of: ContenderName;
  /** The number to look at; the run's time when there is none. */
  readonly number?: string;
  readonly most: number;
  /** Other numbers of the run that say what the time means. */
  readonly beside: (numbers: Readonly<Record<string, number>>) => string;
}

export const timeRows: readonly TimeRow[] = [
  {
    what: "first 50 rows after opening",
    of: "firstRows",
    most: 300,
    beside: ({ whole = Number.NaN }) => `the whole index takes ${printTime(whole)}`,
  },
  {
    what: "filter by kind, exact count",
    of: "filterByKind",
    most: 50,
    beside: ({ frequentRows = 0, rareRows = 0 }) =>
      `the slower of ${printCount(frequentRows)} and ${printCount(rareRows)} rows`,
  },
  {
    what: "slowest of 200 pages, frequent kind",
    of: "filterByKind",
    number: "frequentWorst",
    most: 20,
    beside: ({ frequentMedian = Number.NaN }) => `median ${printTime(frequentMedian)}`,
  },
  {
    what: "slowest of 200 pages, rare kind",
    of: "filterByKind",
    number: "rareWorst",
    most: 20,
    beside: ({ rareMedian = Number.NaN }) => `median ${printTime(rareMedian)}`,
  },
];

/** Our tasks. */
export const ownTasks: readonly ContenderName[] = [
  ...(["index", "indexInThreads", "firstRows", "filterByKind"] as const),
  ...(["searchRare", "searchAbsent", "searchDense", "searchExpression"] as const),
  ...(["recordsUnflushed", "records", "snapshot"] as const),
];
/** All processes of ours. */
export const ours: readonly ContenderName[] = [...ownTasks, "firstOpening", "secondOpening"];

const mebibyte = 2 ** 20;
/** Resident bytes of a process of ours, whatever the file. */
export const mostPeak = 250 * mebibyte;
/** Peak on a file above that on a tenth of it. Only a snapshot holds something that grows: its conversation's skeleton. */
export const mostGrowth = 30 * mebibyte;
export const notGrowing = ownTasks.filter((name) => name !== "snapshot");
