// What grows with a file, as a table, and what that says of files that are too large to measure.

import { printBytes, printDuration } from "../electron/cli/printed.ts";
import type { GrowthRow } from "./growth.ts";
import { printMemory, printRatio, printTable, printTime } from "./printed.ts";

const gigabyte = 1e9;
const segmentRecords = 32_768;
/** What is foretold: 1 TB. */
const foretoldBytes = 1e12;

export function printGrowth(rows: readonly GrowthRow[]): string {
  return printTable(
    "lrrrrrrrrr",
    [
      ...["log", "records", "index, against `wc -l`", "per GB, one thread", "per GB, all cores", "peak memory"],
      ...["index on disk", "second opening", "count by kind", "slowest page, frequent and rare kind"],
    ],
    rows.map((row) => [
      printBytes(row.bytes),
      row.records.toLocaleString("en-US"),
      printRatio(row.index / row.wc),
      printTime((row.index / row.bytes) * gigabyte),
      printTime((row.indexInThreads / row.bytes) * gigabyte),
      printMemory(row.peakBytes),
      `${printBytes(row.indexBytes)}, ${(row.indexBytes / row.records).toFixed(2)} B per record`,
      printTime(row.secondOpening),
      printTime(row.count),
      `${printTime(row.frequentWorst)}, ${printTime(row.rareWorst)}`,
    ]),
  );
}

/** What one segment of the index costs an opened transcript, and the rest, from two sizes: a straight line. */
export interface Model {
  readonly bytesPerRecord: number;
  readonly indexBytesPerRecord: number;
  /** Of all cores, in ms. */
  readonly timePerGigabyte: number;
  readonly heldPerSegment: number;
  readonly openingPerSegment: number;
}

/** From the two largest logs. What seems to shrink does not grow: that is noise. Undefined when there are not two. */
export function modelOf(rows: readonly GrowthRow[]): Model | undefined {
  const [large, smaller] = rows.toSorted((a, b) => b.bytes - a.bytes);
  if (large === undefined || smaller === undefined) return undefined;
  const segments = (large.records - smaller.records) / segmentRecords;
  return {
    bytesPerRecord: large.bytes / large.records,
    indexBytesPerRecord: large.indexBytes / large.records,
    timePerGigabyte: (large.indexInThreads / large.bytes) * gigabyte,
    heldPerSegment: Math.max(0, large.heldBytes - smaller.heldBytes) / segments,
    openingPerSegment: Math.max(0, large.reopening - smaller.reopening) / segments,
  };
}

export function printForecast(rows: readonly GrowthRow[]): string {
  const [large] = rows.toSorted((a, b) => b.bytes - a.bytes);
  const model = modelOf(rows);
  if (large === undefined || model === undefined) return "";
  const records = foretoldBytes / model.bytesPerRecord;
  /** Segments that 1 TB has more than the largest log. */
  const segments = (records - large.records) / segmentRecords;
  const [measured, foretold] = [printBytes(large.bytes), printBytes(foretoldBytes)];
  return printTable(
    "lrlr",
    ["what", `measured, ${measured}`, "what it grows by", `foretold, ${foretold}`],
    [
      [
        "indexing, all cores",
        printDuration(large.indexInThreads),
        `${printTime(model.timePerGigabyte)} per GB`,
        printDuration((model.timePerGigabyte * foretoldBytes) / gigabyte),
      ],
      [
        "index on disk",
        printBytes(large.indexBytes),
        `${model.indexBytesPerRecord.toFixed(2)} B per record`,
        printBytes(model.indexBytesPerRecord * records),
      ],
      [
        "memory that an opened transcript holds",
        printBytes(large.heldBytes),
        `${model.heldPerSegment.toFixed(0)} B per segment of ${segmentRecords.toLocaleString("en-US")} records`,
        printBytes(large.heldBytes + model.heldPerSegment * segments),
      ],
      [
        "second opening in the running app",
        printTime(large.reopening),
        `${(model.openingPerSegment * 1_000).toFixed(1)} µs per segment`,
        printTime(large.reopening + model.openingPerSegment * segments),
      ],
    ],
  );
}
