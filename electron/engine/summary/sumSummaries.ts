// What the numbers of a related file add to those of a transcript. The words keep their meanings: what a sub-agent was told is
// no prompt of a person, and what another session said before it was forked is inherited.

import { mostErrors, mostModels } from "../../../shared/limits.ts";
import type { Summary, TokenSums } from "../../../shared/summary.ts";

/** What a sub-agent said, did and cost is part of the whole; the task it was given is its caller's word, and no prompt. */
export function withSubagent(whole: Summary, agent: Summary, name: string): Summary {
  return {
    ...withSpan(whole, agent),
    ...withFaults(whole, agent, name),
    ...withWork(whole, agent),
    subagents: whole.subagents + agent.subagents,
  };
}

/** History that stands in another session's file: its tokens were spent there. */
export function withInherited(whole: Summary, base: Summary): Summary {
  return { ...whole, inherited: whole.inherited + base.prompts + base.inherited };
}

/** History that stands in an earlier file of the same session; `all` is that file with what was taken back behind it. */
export function withEarlier(whole: Summary, base: Summary, all: Summary, name: string): Summary {
  return {
    ...withSpan(whole, all),
    ...withFaults(whole, all, name),
    ...withWork(whole, base),
    prompts: whole.prompts + base.prompts,
    inherited: whole.inherited + base.inherited,
    undone: whole.undone + all.undone + Math.max(0, all.prompts - base.prompts),
    subagents: whole.subagents + base.subagents,
    // Turns that were taken back were paid for.
    tokens: sumOf(whole.tokens, all.tokens),
  };
}

function withWork(whole: Summary, more: Summary) {
  return {
    answers: whole.answers + more.answers,
    toolCalls: whole.toolCalls + more.toolCalls,
    toolErrors: whole.toolErrors + more.toolErrors,
    openCalls: whole.openCalls + more.openCalls,
    cutResults: whole.cutResults + more.cutResults,
    compactions: whole.compactions + more.compactions,
    tokens: sumOf(whole.tokens, more.tokens),
  };
}

function withFaults(whole: Summary, more: Summary, name: string) {
  const errors = more.errors.map((error) => ({ source: name, ...error }));
  return {
    errors: [...whole.errors, ...errors].slice(0, mostErrors),
    errorCount: whole.errorCount + more.errorCount,
    malformed: whole.malformed + more.malformed,
  };
}

function withSpan(whole: Summary, more: Summary): Summary {
  return {
    ...whole,
    started: chosen(Math.min, whole.started, more.started),
    ended: chosen(Math.max, whole.ended, more.ended),
    models: [...new Set([...whole.models, ...more.models])].slice(0, mostModels),
  };
}

function chosen(choose: (one: number, other: number) => number, one: number | null, other: number | null) {
  return one === null || other === null ? (one ?? other) : choose(one, other);
}

function sumOf(one: TokenSums | null, other: TokenSums | null): TokenSums | null {
  if (one === null || other === null) return one ?? other;
  const names = ["input", "cachedInput", "cacheWrite", "output", "reasoning"] as const;
  const sums: { -readonly [name in keyof TokenSums]: TokenSums[name] } = {};
  for (const name of names) {
    if (one[name] !== undefined || other[name] !== undefined) sums[name] = (one[name] ?? 0) + (other[name] ?? 0);
  }
  return sums;
}
