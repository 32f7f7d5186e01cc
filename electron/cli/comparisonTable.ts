// A comparison as a person reads it: what both took, side by side; where they part; what differs.

import type { ComparedSide, ComparedStep, Comparison, StepDifference } from "../../shared/comparison.ts";
import { printText } from "../../shared/printText.ts";
import type { TokenSums } from "../../shared/summary.ts";
import { formatTitle } from "../../shared/transcript.ts";
import { oneLine } from "../engine/query/oneLine.ts";
import { printCount, printCounted, printDuration } from "./printed.ts";

const nameWidth = 15;
/** Differences, tools and files that are printed; the rest are counted, and stand in the JSON. */
const mostPrinted = 20;
const textLength = 100;

export function printComparison(comparison: Comparison): string {
  const { a, b } = comparison;
  return [...printSides(a, b), ...printSteps(comparison), ...printTools(comparison), ...printFiles(comparison)]
    .map((line) => `${line}\n`)
    .join("");
}

function printSides(a: ComparedSide, b: ComparedSide): readonly string[] {
  const rows: readonly (readonly [string, string, string])[] = [
    ["", `A ${printText(a.name)}`, `B ${printText(b.name)}`],
    ["format", formatTitle(a.format), formatTitle(b.format)],
    ["prompts", printCount(a.prompts), printCount(b.prompts)],
    ["answers", printCount(a.answers), printCount(b.answers)],
    ["tool calls", printCalls(a), printCalls(b)],
    ["errors", printCount(a.errors), printCount(b.errors)],
    ["tokens", printTokens(a.tokens), printTokens(b.tokens)],
    ["cost", printCost(a), printCost(b)],
    ["time", printTime(a), printTime(b)],
    ["files changed", printCount(a.filesChanged), printCount(b.filesChanged)],
  ];
  const width = Math.max(...rows.map(([, text]) => text.length));
  return rows.map(([name, one, other]) => `${name.padEnd(nameWidth)} ${one.padEnd(width)}  ${other}`);
}

function printCalls({ toolCalls, toolErrors }: ComparedSide): string {
  return toolErrors === 0 ? printCount(toolCalls) : `${printCount(toolCalls)} (${printCount(toolErrors)} failed)`;
}

function printTokens(tokens: TokenSums | null): string {
  if (tokens === null) return "not told";
  return `${printCount(tokens.input ?? 0)} in, ${printCount(tokens.output ?? 0)} out`;
}

function printCost({ cost }: ComparedSide): string {
  return cost === null ? "not told" : `$${cost}`;
}

function printTime({ durationMs }: ComparedSide): string {
  return durationMs === null ? "not told" : printDuration(durationMs);
}

function* printSteps({ a, b, steps, firstDivergence, differences }: Comparison): Generator<string> {
  const { same, changed, onlyA, onlyB } = steps;
  yield "";
  if (firstDivergence === null) {
    yield same === 0
      ? "Neither has a prompt or a call: there is nothing to hold against each other."
      : `The same ${printCounted(same, "step")}: prompts and calls do not differ.`;
    return;
  }
  const parts = [`${printCount(same)} the same`, `${printCount(changed)} changed`];
  yield `Steps: ${parts.join(", ")}, ${printCount(onlyA)} only in A, ${printCount(onlyB)} only in B`;
  yield `They part at step ${printCount(firstDivergence.step + 1)}:`;
  yield `  A ${firstDivergence.a === null ? `has ended: ${printText(a.name)} has no more` : printStep(firstDivergence.a)}`;
  yield `  B ${firstDivergence.b === null ? `has ended: ${printText(b.name)} has no more` : printStep(firstDivergence.b)}`;
  yield "";
  yield "Differences:";
  for (const difference of differences.slice(0, mostPrinted)) yield* printDifference(difference);
  const more = changed + onlyA + onlyB - Math.min(differences.length, mostPrinted);
  if (more > 0) yield `  and ${printCount(more)} more`;
}

function* printDifference({ a, b }: StepDifference): Generator<string> {
  if (a !== undefined) yield `  - A ${printStep(a)}`;
  if (b !== undefined) yield `  + B ${printStep(b)}`;
}

function printStep({ kind, record, line, tool, text }: ComparedStep): string {
  const what = kind === "prompt" ? "prompt" : `call ${printText(tool ?? "")}`;
  return `record ${record} (line ${line}): ${what} ${printText(oneLine(text, textLength))}`;
}

function* printTools({ tools }: Comparison): Generator<string> {
  const differing = tools.filter(({ a, b }) => a !== b);
  if (differing.length === 0) return;
  yield "";
  yield "Calls of tools, A and B:";
  for (const { tool, a, b } of differing.slice(0, mostPrinted))
    yield `  ${printText(tool)}: ${printCount(a)} and ${printCount(b)}`;
  if (differing.length > mostPrinted) yield `  and ${printCount(differing.length - mostPrinted)} more tools`;
}

function* printFiles({ files: { onlyA, onlyB } }: Comparison): Generator<string> {
  for (const [side, { count, first }] of [
    ["A", onlyA],
    ["B", onlyB],
  ] as const) {
    if (count === 0) continue;
    yield "";
    yield `Files changed only in ${side}:`;
    for (const name of first.slice(0, mostPrinted)) yield `  ${printText(name)}`;
    if (count > mostPrinted) yield `  and ${printCount(count - mostPrinted)} more`;
  }
}
