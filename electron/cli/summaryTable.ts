// A summary as a person reads it: one fact a line, facts that are not there left out.

import { beginningOf } from "../../shared/beginningOf.ts";
import { printText } from "../../shared/printText.ts";
import type { Summary, SummaryError } from "../../shared/summary.ts";
import { formatTitle } from "../../shared/transcript.ts";
import { printCounted } from "./printed.ts";

const nameWidth = 12;
/** Characters of the last answer that are shown; all of it is in the JSON. */
const answerLength = 400;

const ends = {
  completed: "completed",
  failed: "failed",
  interrupted: "interrupted",
  open: "open: nothing says how it ended",
} as const;

const awaited = {
  answer: "open: a request without an answer",
  result: "open: a call without a result",
} as const;

export function printSummary(summary: Summary): string {
  const lines: [string, string | undefined][] = [
    ["format", formatTitle(summary.format)],
    ["time", timeOf(summary)],
    ["models", summary.models.join(", ") || undefined],
    ["prompts", countedWith(summary.prompts, { undone: summary.undone, inherited: summary.inherited })],
    ["answers", String(summary.answers)],
    [
      "tool calls",
      countedWith(summary.toolCalls, {
        failed: summary.toolErrors,
        "without a result": summary.openCalls,
        "with a cut result": summary.cutResults,
      }),
    ],
    ["sub-agents", summary.subagents === 0 ? undefined : String(summary.subagents)],
    ["compactions", summary.compactions === 0 ? undefined : String(summary.compactions)],
    ["tokens", tokensOf(summary)],
    ["cost", summary.cost === null ? undefined : `$${summary.cost.usd}`],
    ["errors", firstOf(summary.errors, summary.errorCount)],
    ["lost", firstOf(summary.lost, summary.lostCount)],
    ["malformed", summary.malformed === 0 ? undefined : printCounted(summary.malformed, "record")],
    ["belongs", relatedOf(summary)],
    ["end", summary.awaits === null ? ends[summary.end] : awaited[summary.awaits]],
    ["result", resultOf(summary)],
  ];
  return lines
    .flatMap(([name, text]) => (text === undefined ? [] : [`${name.padEnd(nameWidth)} ${printText(text)}\n`]))
    .join("");
}

function timeOf({ started, ended }: Summary): string | undefined {
  if (started === null || ended === null) return undefined;
  return `${new Date(started).toISOString()} to ${new Date(ended).toISOString()}`;
}

function countedWith(count: number | string, others: Readonly<Record<string, number>>): string {
  const more = Object.entries(others).filter(([, number]) => number > 0);
  return more.length === 0 ? String(count) : `${count} (${more.map(([name, n]) => `${n} ${name}`).join(", ")})`;
}

function tokensOf({ tokens }: Summary): string | undefined {
  if (tokens === null) return undefined;
  const { input, cachedInput, cacheWrite, output, reasoning } = tokens;
  const more = { "from cache": cachedInput ?? 0, "to cache": cacheWrite ?? 0 };
  return `${countedWith(input ?? 0, more)} in, ${countedWith(output ?? 0, { reasoning: reasoning ?? 0 })} out`;
}

function firstOf(listed: readonly SummaryError[], count: number): string | undefined {
  const [first] = listed;
  if (first === undefined) return count === 0 ? undefined : String(count);
  const rest = count > 1 ? ` (and ${count - 1} more)` : "";
  return `record ${first.record}: ${oneLine(first.message)}${rest}`;
}

/** Files that belong to it: how many of each sort, and how many are not there. */
function relatedOf({ sources }: Summary): string | undefined {
  if (sources.length === 0) return undefined;
  const relations = [...new Set(sources.map(({ relation }) => relation))];
  const counts = relations.map((one) => `${sources.filter(({ relation }) => relation === one).length} ${one}`);
  const more = {
    added: sources.filter(({ added }) => added === true).length,
    missing: sources.filter(({ found }) => !found).length,
  };
  return countedWith(counts.join(", "), more);
}

function resultOf({ result }: Summary): string | undefined {
  if (result === null) return undefined;
  const text = oneLine(result.text);
  return text.length > answerLength ? `${beginningOf(text, answerLength)} …` : text;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
