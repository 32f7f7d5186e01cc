// An answer that only calls: some transcripts (Codex's rollouts) have no message for it, only its calls and, behind them, the tokens
// that it took, which are counted for the last of them.

import type { MeasuredEntries } from "../../conversation/measuredEntries.ts";
import { tokenSorts } from "../../conversation/usages.ts";
import type { Entry } from "../../formats/conversationOperations.ts";
import type { ChosenEntries } from "../../snapshot/chosenEntries.ts";

/** Calls of one answer that are looked for. */
const mostCalls = 64;

/**
 * The calls of the answer that a call without a message begins; empty: no tokens are told of it. They are one answer when none had its
 * result before the last of them was called.
 */
export function wordlessAnswer(entries: MeasuredEntries, chosen: ChosenEntries, first: Entry): readonly Entry[] {
  const calls: Entry[] = [];
  for (let entry = first; entry <= entries.count && calls.length < mostCalls; entry++) {
    if (entries.sort(entry) !== "call" || entries.ownerOf(entry) !== 0 || !chosen.has(entry)) return [];
    if (calls.some((call) => hasEnded(entries, call, entry))) return [];
    calls.push(entry);
    if (tokenSorts.some((sort) => entries.tokensOf(entry, sort) !== undefined)) return calls;
  }
  return [];
}

function hasEnded(entries: MeasuredEntries, call: Entry, before: Entry): boolean {
  return entries.hasResult(call) && entries.lastRecordOf(call) < entries.recordOf(before);
}
