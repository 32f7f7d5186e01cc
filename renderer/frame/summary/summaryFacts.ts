// A summary as the sheet shows it: names and values, with what a number has to say beside it.

import type { Summary } from "../../../shared/summary.ts";
import { milliseconds } from "../../../shared/units.ts";
import { formatCount, formatCounted, formatDuration, formatTime } from "../../data/format.ts";

/** A line of the sheet. */
export interface SummaryFact {
  readonly name: string;
  readonly value: string;
  readonly remark: string | undefined;
  readonly tone: "plain" | "bad";
}

const ends: Readonly<Record<Summary["end"], string>> = {
  completed: "Completed",
  failed: "Failed",
  interrupted: "Interrupted",
  open: "Open",
};

const openRemarks = {
  answer: "a request without an answer",
  result: "a call without a result",
  unknown: "nothing says how it ended",
} as const;

/** What the file does not tell is left out, and not shown as 0. */
export function summaryFacts(summary: Summary): readonly SummaryFact[] {
  const { tokens, cost } = summary;
  const facts: (SummaryFact | undefined)[] = [
    fact(
      "End",
      ends[summary.end],
      summary.end === "open" ? openRemarks[summary.awaits ?? "unknown"] : undefined,
      summary.end === "failed",
    ),
    timeFact(summary),
    fact(
      "Prompts",
      formatCount(summary.prompts),
      besides([summary.undone, "taken back"], [summary.inherited, "inherited"]),
    ),
    fact("Answers", formatCount(summary.answers)),
    fact(
      "Tool calls",
      formatCount(summary.toolCalls),
      besides(
        [summary.toolErrors, "failed"],
        [summary.openCalls, "without a result"],
        [summary.cutResults, "with a cut result"],
      ),
    ),
    summary.subagents === 0 ? undefined : fact("Sub-agents", formatCount(summary.subagents)),
    summary.compactions === 0 ? undefined : fact("Compactions", formatCount(summary.compactions)),
    tokens?.input === undefined
      ? undefined
      : fact("Tokens in", formatCount(tokens.input), besides([tokens.cachedInput ?? 0, "from a cache"])),
    tokens?.output === undefined
      ? undefined
      : fact("Tokens out", formatCount(tokens.output), besides([tokens.reasoning ?? 0, "for reasoning"])),
    cost === null ? undefined : fact("Cost", `$${cost.usd.toFixed(cost.usd < 1 ? 4 : 2)}`, "as the file states it"),
    summary.models.length === 0 ? undefined : fact("Models", summary.models.join(", ")),
    summary.malformed === 0
      ? undefined
      : fact("Malformed", formatCounted(summary.malformed, "record"), undefined, true),
  ];
  return facts.filter((one) => one !== undefined);
}

function fact(name: string, value: string, remark?: string, isBad = false): SummaryFact {
  return { name, value, remark, tone: isBad ? "bad" : "plain" };
}

function timeFact({ started, ended }: Summary): SummaryFact | undefined {
  if (started === null || ended === null) return undefined;
  const time = formatTime(milliseconds(started));
  return time === undefined
    ? undefined
    : fact("Started", time.full.replace(/\.\d+$/, ""), `lasted ${formatDuration(ended - started)}`);
}

function besides(...parts: readonly (readonly [number, string])[]): string | undefined {
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} ${what}`);
  return said.length === 0 ? undefined : said.join(", ");
}
