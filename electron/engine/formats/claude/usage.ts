// Tokens as Claude's interface counts them: its input leaves out what was read from and written to the cache, unlike ours.

import type { IdText } from "../../paging/textIds.ts";
import { isObject, numberAt } from "../condensedValue.ts";
import type { Usage } from "../conversationOperations.ts";

export function usageOf(usage: unknown, request: IdText): Usage | undefined {
  if (!isObject(usage)) return undefined;
  const [fresh, output] = [numberAt(usage, "input_tokens"), numberAt(usage, "output_tokens")];
  if (fresh === undefined && output === undefined) return undefined;
  const cachedInput = numberAt(usage, "cache_read_input_tokens");
  const cacheWrite = numberAt(usage, "cache_creation_input_tokens");
  const reasoning = numberAt(usage, "output_tokens_details", "thinking_tokens");
  return toldUsage(request, { fresh, cachedInput, cacheWrite, output, reasoning });
}

export interface ToldUsage extends Omit<Usage, "request" | "input"> {
  readonly fresh: number | undefined;
}

export function toldUsage(request: IdText, told: ToldUsage): Usage {
  const { fresh, cachedInput, cacheWrite, output, reasoning } = told;
  const input = fresh === undefined ? undefined : fresh + (cachedInput ?? 0) + (cacheWrite ?? 0);
  return { request, input, cachedInput, cacheWrite, output, reasoning };
}
