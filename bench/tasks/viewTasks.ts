// Questions to a transcript that is open and indexed, as the page asks them.

import { Random } from "../../electron/cli/generator/random.ts";
import type { View } from "../../electron/engine/query/view.ts";
import type { Transcript } from "../../electron/engine/transcript.ts";
import type { Filter } from "../../shared/filter/filter.ts";
import { parseFilter } from "../../shared/filter/filter.ts";
import { median } from "../median.ts";
import { indexed } from "./opened.ts";
import type { Task } from "./task.ts";
import { NotPossible } from "./task.ts";

const pageRows = 100;
const pageCount = 200;
/** A rare kind has at least so many records, so that its pages are full. */
const fewest = 2 * pageRows;
const seed = 11;

/** A filter by kind: how long until its exact count is known, and how long pages of its rows take at random places. */
export const filterByKind: Task = async ({ file }) => {
  const transcript = await indexed(file);
  const kinds = transcript.kinds().filter(({ kind }) => !kind.startsWith("("));
  const [frequent] = kinds;
  const rare = kinds.findLast(({ count }) => count >= fewest) ?? kinds.at(-1);
  if (frequent === undefined || rare === undefined) throw new NotPossible("it has no kinds");
  const ofFrequent = lookThrough(transcript, { type: "kind", patterns: [[frequent.kind]] });
  const ofRare = lookThrough(transcript, { type: "kind", patterns: [[rare.kind]] });
  transcript.close();
  const slowest = Math.max(ofFrequent.count, ofRare.count);
  return {
    milliseconds: slowest,
    numbers: {
      frequentRows: ofFrequent.rows,
      frequentWorst: ofFrequent.worst,
      frequentMedian: ofFrequent.median,
      rareRows: ofRare.rows,
      rareWorst: ofRare.worst,
      rareMedian: ofRare.median,
    },
  };
};

interface Looked {
  readonly rows: number;
  /** All in ms: to the exact count, the slowest page, the page in the middle. */
  readonly count: number;
  readonly worst: number;
  readonly median: number;
}

function lookThrough(transcript: Transcript, filter: Filter): Looked {
  const started = performance.now();
  const view = transcript.query(filter);
  const rows = view.rows();
  const count = performance.now() - started;
  const times = pageTimes(transcript, view, rows);
  view.close();
  return { rows, count, worst: Math.max(...times), median: median(times) };
}

function pageTimes(transcript: Transcript, view: View, rows: number): readonly number[] {
  const random = new Random(seed);
  return Array.from({ length: pageCount }, () => {
    const from = random.below(Math.max(1, rows - pageRows));
    const started = performance.now();
    transcript.rows(view, from, pageRows);
    return performance.now() - started;
  });
}

/** A search, from asking to the last hit. */
export const search: Task = async ({ file, filter: text }) => {
  const transcript = await indexed(file);
  const filter = parseFilter(text);
  if (!filter.ok) throw new Error(`${text}: ${filter.failure.message}`);
  const started = performance.now();
  const view = transcript.query(filter.value);
  const found = await view.whenComplete();
  const milliseconds = performance.now() - started;
  if (!found.ok) throw new Error(`${text}: ${found.failure.code}`);
  const rows = view.rows();
  transcript.close();
  return { milliseconds, numbers: { rows } };
};
