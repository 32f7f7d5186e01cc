// A segment's summary as a run of small whole numbers (wholeNumbers.ts), without the places and times that the directory
// keeps apart:
//
//   records, first line, lines behind it, shortest, longest, without time | records with each flag
//   | kinds: how many, and each as the step from the one before, its records, its bytes
//   | roles, then tools: one more than how many (0: undefined), and each as step and records

import type { RecordFlag } from "../scanner/indexScan.ts";
import { kindLimit } from "./kindTotals.ts";
import type { KindCounts, NumberCounts, SegmentSummary } from "./segmentSummary.ts";
import { mostListed } from "./segmentSummary.ts";
import type { NumberReader, NumberWriter } from "./wholeNumbers.ts";

/** What a run does not hold. */
export type SummaryExtent = Pick<SegmentSummary, "firstByte" | "endByte" | "firstTime" | "lastTime">;

const flagOrder = ["malformed", "glued", "torn", "sidechain", "error"] as const satisfies readonly RecordFlag[];
/** Numbers in front of the flags, and in front of the kinds. */
const beforeFlags = 6;
const beforeKinds = beforeFlags + flagOrder.length;

/** Bytes of the longest run: all kinds in it, with 2, 3 and 8 bytes for the numbers of each. */
export const longestRun = (beforeKinds + 3) * 8 + kindLimit * 13 + 2 * mostListed * 5;

export function writeSummary(run: NumberWriter, summary: SegmentSummary): void {
  const { count, firstLine, lastLine, shortest, longest, timeless, flagged, kinds } = summary;
  for (const number of [count, firstLine, lastLine - firstLine, shortest, longest, timeless]) run.add(number);
  for (const flag of flagOrder) run.add(flagged[flag]);
  run.add(kinds.numbers.length);
  kinds.numbers.forEach((kind, index) => {
    run.add(kind - (kinds.numbers[index - 1] ?? 0));
    run.add(kinds.counts[index] ?? 0);
    run.add(kinds.bytes[index] ?? 0);
  });
  writeNames(run, summary.roles);
  writeNames(run, summary.tools);
}

function writeNames(run: NumberWriter, names: NumberCounts | undefined): void {
  run.add(names === undefined ? 0 : names.numbers.length + 1);
  names?.numbers.forEach((number, index) => {
    run.add(number - (names.numbers[index - 1] ?? 0));
    run.add(names.counts[index] ?? 0);
  });
}

// All these read a run from its beginning.

export function readSummary(run: NumberReader, extent: SummaryExtent): SegmentSummary {
  const count = run.next();
  const firstLine = run.next();
  const lastLine = firstLine + run.next();
  return {
    ...{ ...extent, count, firstLine, lastLine },
    ...{ shortest: run.next(), longest: run.next(), timeless: run.next() },
    flagged: {
      malformed: run.next(),
      glued: run.next(),
      torn: run.next(),
      sidechain: run.next(),
      error: run.next(),
    },
    kinds: readKinds(run),
    roles: readNames(run),
    tools: readNames(run),
  };
}

export function readCount(run: NumberReader): number {
  return run.next();
}

export function readFlagged(run: NumberReader, flag: RecordFlag): number {
  run.skip(beforeFlags + flagOrder.indexOf(flag));
  return run.next();
}

export function visitKinds(run: NumberReader, visit: (kind: number, records: number, bytes: number) => void): void {
  run.skip(beforeKinds);
  let kind = 0;
  for (let left = run.next(); left > 0; left--) {
    kind += run.next();
    visit(kind, run.next(), run.next());
  }
}

function readKinds(run: NumberReader): KindCounts {
  const [numbers, counts, bytes]: [number[], number[], number[]] = [[], [], []];
  let kind = 0;
  for (let left = run.next(); left > 0; left--) {
    kind += run.next();
    numbers.push(kind);
    counts.push(run.next());
    bytes.push(run.next());
  }
  return { numbers, counts, bytes };
}

function readNames(run: NumberReader): NumberCounts | undefined {
  const length = run.next() - 1;
  if (length < 0) return undefined;
  const [numbers, counts]: [number[], number[]] = [[], []];
  let name = 0;
  for (let left = length; left > 0; left--) {
    name += run.next();
    numbers.push(name);
    counts.push(run.next());
  }
  return { numbers, counts };
}
