// Calls by tool, and tokens by model, of a conversation that has been read. It counts as a summary does: what is valid in the
// end, and no call that another call's script made.

import type { CallStatistics, ToolStatistics } from "../../../shared/statistics.ts";
import { mostLongest, mostToolRows } from "../../../shared/statistics.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import { Largest } from "../query/largest.ts";
import { Durations } from "./durations.ts";
import type { Entries } from "./entries.ts";

interface Counted {
  calls: number;
  errors: number;
  open: number;
  readonly durations: Durations;
}

/** Tools that are told apart; the calls of others are one row. */
const mostTools = 5000;
const others = "(other tools)";
/** Entries between two pauses. */
const step = 4096;

/** Pauses where it yields. */
export function* readCallStatistics(entries: Entries): Generator<undefined, CallStatistics> {
  const tools = new Map<string, Counted>();
  const longest = new Largest<Entry>(mostLongest);
  for (let entry = 1; entry <= entries.count; entry++) {
    if (entry % step === 0) yield;
    if (entries.sort(entry) !== "call" || !entries.isLive(entry)) continue;
    if (entries.sort(entries.ownerOf(entry)) === "call") continue;
    const counted = countedOf(tools, entries.nameOf(entry));
    counted.calls += 1;
    if (!entries.hasResult(entry)) {
      counted.open += 1;
      continue;
    }
    if (entries.outcomeOf(entry) === "failed") counted.errors += 1;
    const [begun, ended] = [entries.timeOf(entry), entries.endOf(entry)];
    if (begun === undefined || ended === undefined || ended < begun) continue;
    counted.durations.add(ended - begun);
    longest.add(ended - begun, entry);
  }
  const rows = [...tools].map(([tool, counted]) => rowOf(tool, counted)).sort((a, b) => b.calls - a.calls);
  const longestCalls = longest.list().map(({ value: ms, of: entry }) => {
    return { record: entries.recordOf(entry), tool: entries.nameOf(entry), ms };
  });
  return {
    tools: rows.slice(0, mostToolRows),
    toolCount: rows.length,
    models: entries.usages.byModel(),
    longestCalls,
    largestRequests: entries.usages.largest(mostLongest),
  };
}

function countedOf(tools: Map<string, Counted>, name: string): Counted {
  const tool = tools.has(name) || tools.size < mostTools ? name : others;
  const known = tools.get(tool) ?? { calls: 0, errors: 0, open: 0, durations: new Durations() };
  tools.set(tool, known);
  return known;
}

function rowOf(tool: string, { calls, errors, open, durations }: Counted): ToolStatistics {
  const [p50, p95] = [durations.quantile(0.5), durations.quantile(0.95)];
  return { tool, calls, errors, open, timed: durations.count, p50, p95, max: durations.max };
}
