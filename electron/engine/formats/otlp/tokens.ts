// The tokens of a model call. Langfuse (5.11) has them as JSON text under names that say what they are part of: all that
// has `input` in its name adds up to the input, with what came from a cache, and likewise the output.

import type { Usage } from "../conversationOperations.ts";
import type { Attributes } from "./attributes.ts";
import { names } from "./vocabulary.ts";

export function tokensOf(attributes: Attributes): Omit<Usage, "request"> | undefined {
  const input = attributes.number(...names.inputTokens);
  if (input === undefined) return detailsOf(attributes.text(...names.usage));
  return {
    input,
    cachedInput: attributes.number(...names.cachedTokens),
    cacheWrite: attributes.number(...names.writtenTokens),
    output: attributes.number(...names.outputTokens),
    reasoning: attributes.number(...names.reasoningTokens),
  };
}

function detailsOf(text: string | undefined): Omit<Usage, "request"> | undefined {
  const counts = countsIn(text);
  const sum = (...parts: readonly RegExp[]): number | undefined => {
    const found = counts.filter(([name]) => parts.every((part) => part.test(name)));
    return found.length === 0 ? undefined : found.reduce((all, [, count]) => all + count, 0);
  };
  const input = sum(/input/);
  if (input === undefined) return undefined;
  return {
    input,
    cachedInput: sum(/input/, /cache/, /^(?!.*(?:creat|writ))/),
    cacheWrite: sum(/input/, /cache.*(?:creat|writ)/),
    output: sum(/output/),
    reasoning: sum(/output/, /reasoning/),
  };
}

function countsIn(text: string | undefined): readonly (readonly [string, number])[] {
  try {
    const parsed: unknown = JSON.parse(text ?? "{}");
    const members: readonly [string, unknown][] =
      typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [];
    return members.flatMap(([name, count]) => (typeof count === "number" ? [[name, count] as const] : []));
  } catch {
    return [];
  }
}
