// How many records each role and tool has, for what is offered while a filter is typed. Counted when first asked for, in
// slices: what roles there are, the segments' summaries mostly know, but where tools are called, segments must be decoded.

import type { NameCount } from "../../../shared/transcript.ts";
import { kindLimit } from "../index/kindTotals.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import type { NumberCounts } from "../index/segmentSummary.ts";
import { countNumbers } from "../index/segmentSummary.ts";
import type { CallIndex } from "./callTools.ts";
import { createCallTools } from "./callTools.ts";

const sliceMs = 8;
/** Names that are given, most records first: a hostile transcript may have a tool on every line. */
const mostNames = 500;

export interface NameCounts {
  readonly roles: readonly NameCount[];
  readonly tools: readonly NameCount[];
  /** False while segments are still to be counted. */
  readonly complete: boolean;
}

/** For offers while somebody types: exact only when `complete`, and of an index that grows never for long. */
export interface NameCounter {
  /** What is known now; counting goes on until all segments are known. */
  counts(): NameCounts;
  close(): void;
}

type CountedIndex = CallIndex & Pick<ReadIndex, "roles" | "tools">;

/**
 * Nothing is counted before `counts` is asked for the first time; then in slices of 8 ms, for as long as segments come.
 * Call tools are followed as the filter `tool:` follows them.
 */
export function createNameCounter(index: CountedIndex): NameCounter {
  const roles = new Float64Array(kindLimit);
  const tools = new Float64Array(kindLimit);
  const callTools = createCallTools(index);
  const isTool = (number: number): boolean => number > 0;
  let next = 0;
  let running = false;
  let closed = false;

  const countSlice = (): void => {
    const end = performance.now() + sliceMs;
    while (next < index.segments().length && performance.now() < end) {
      const summary = index.segments().summary(next);
      add(roles, summary.roles ?? countNumbers(index.columns(next).roles, summary.count));
      const { tools: listed } = summary;
      const hasNone = listed?.numbers.some(isTool) === false && !callTools.reaches(next, isTool);
      if (hasNone) add(tools, listed);
      else {
        const called = callTools.of(next);
        add(tools, countNumbers(called.tools, summary.count));
        for (const { tool } of called.others) tools[tool] = (tools[tool] ?? 0) + 1;
      }
      next++;
    }
  };
  const goOn = (): void => {
    running = !closed && next < index.segments().length;
    if (!running) return;
    try {
      countSlice();
    } catch {
      // A damaged index is told of by whoever shows its rows; here it only means that counting is never complete.
      closed = true;
    }
    setImmediate(goOn);
  };

  return {
    counts: () => {
      if (!running) goOn();
      return {
        roles: named(roles, index.roles()),
        tools: named(tools, index.tools()),
        complete: next === index.segments().length,
      };
    },
    close: () => {
      closed = true;
    },
  };
}

function add(sums: Float64Array, { numbers, counts }: NumberCounts): void {
  numbers.forEach((number, at) => {
    sums[number] = (sums[number] ?? 0) + (counts[at] ?? 0);
  });
}

/** Number 0 stands for records without such a name. Names whose bytes differ but read alike are one. */
function named(counts: Float64Array, names: readonly string[]): readonly NameCount[] {
  const byName = new Map<string, number>();
  names.forEach((name, number) => {
    const count = number === 0 ? 0 : (counts[number] ?? 0);
    if (count > 0) byName.set(name, (byName.get(name) ?? 0) + count);
  });
  return [...byName]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, mostNames);
}
