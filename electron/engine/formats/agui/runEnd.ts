// What the event that ends a run tells beside its end: how it went, and the tokens it took.

import { listAt, numberAt, textAt } from "../condensedValue.ts";
import type { ConversationEnd, ConversationOperations } from "../conversationOperations.ts";

/** A run that waits for a person's answer has stopped like one that was cancelled. In older versions the outcome is a word. */
export function endOf(run: unknown): ConversationEnd {
  const outcome = textAt(run, "outcome", "type") ?? textAt(run, "outcome");
  return outcome === "interrupt" || outcome === "cancelled" ? "interrupted" : "completed";
}

/**
 * The tokens of a run, an entry for each provider and model. Parts are parts of the totals (`TokenUsage` of @ag-ui/core 1.0.0). An
 * end that is told again tells them again, too.
 */
export function tellUsage(operations: ConversationOperations, run: string, value: unknown): void {
  for (const [place, entry] of listAt(value, "usage").entries()) {
    operations.model(textAt(entry, "model") ?? "");
    operations.usage({
      request: `${run} ${place}`,
      input: numberAt(entry, "inputTokens"),
      cachedInput: numberAt(entry, "cachedInputTokens"),
      cacheWrite: numberAt(entry, "cacheWriteInputTokens"),
      output: numberAt(entry, "outputTokens"),
      reasoning: numberAt(entry, "reasoningTokens"),
    });
  }
}
