// What the end of a conversation waits for: a request that has no answer yet, or a call that has no result.

import type { Awaited } from "../../../shared/summary.ts";
import { notLive } from "../formats/conversationOperations.ts";
import type { Entries } from "./entries.ts";
import { promptOf } from "./prompts.ts";

/** Undefined for a session whose end is told, and where the file does not show it. */
export function awaitedAt(entries: Entries): Awaited | undefined {
  if (entries.ended !== "open") return undefined;
  let calls = 0;
  for (let entry = entries.count; entry >= entries.turnFrom; entry--) {
    if ((entries.marksOf(entry) & notLive) !== 0) continue;
    const sort = entries.sort(entry);
    if (sort === "call") {
      // A result that the program made up is none that will come.
      if (!(entries.hasResult(entry) || entries.hasMadeUpResult(entry))) return "result";
      calls++;
    } else if (sort === "message") {
      // Behind its results a model is asked again.
      if (calls > 0 || promptOf(entries, entry) === "valid") return "answer";
      if (entries.speaker(entry) === "assistant") break;
    }
  }
  return calls > 0 || entries.isTurnOpen ? "answer" : undefined;
}
