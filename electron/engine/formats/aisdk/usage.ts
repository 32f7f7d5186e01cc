// Tokens as the AI SDK tells them: plain numbers with the parts beside them (5), parts in members of their own (6, 7), and of a
// provider numbers with their parts (7). Input holds what a cache gave, output holds reasoning.

import { numberAt } from "../condensedValue.ts";
import type { Usage } from "../conversationOperations.ts";

export function usageOf(usage: unknown): Omit<Usage, "request"> | undefined {
  const input = numberAt(usage, "inputTokens") ?? numberAt(usage, "inputTokens", "total");
  const output = numberAt(usage, "outputTokens") ?? numberAt(usage, "outputTokens", "total");
  // Zeros tell that the server told nothing.
  if ((input ?? 0) + (output ?? 0) === 0) return undefined;
  return {
    input,
    cachedInput:
      numberAt(usage, "cachedInputTokens") ??
      numberAt(usage, "inputTokenDetails", "cacheReadTokens") ??
      numberAt(usage, "inputTokens", "cacheRead"),
    cacheWrite:
      numberAt(usage, "inputTokenDetails", "cacheWriteTokens") ?? numberAt(usage, "inputTokens", "cacheWrite"),
    output,
    reasoning:
      numberAt(usage, "reasoningTokens") ??
      numberAt(usage, "outputTokenDetails", "reasoningTokens") ??
      numberAt(usage, "outputTokens", "reasoning"),
  };
}
