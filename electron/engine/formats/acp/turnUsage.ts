// The tokens of a turn, which every agent tells in another place: Qwen Code with each request, on an empty piece of the
// answer; Gemini CLI as the turn's sum in `_meta.quota` of the prompt's result; opencode's result holds only the last call.

import { listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";

export class TurnUsage {
  readonly #operations: ConversationOperations;
  #isTold = false;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  begin(): void {
    this.#isTold = false;
  }

  /** Of one request. */
  take(usage: unknown, number: number): void {
    const input = numberAt(usage, "inputTokens");
    if (input === undefined) return;
    const total = numberAt(usage, "totalTokens");
    this.#isTold = true;
    this.#operations.usage({
      request: String(number),
      input,
      cachedInput: numberAt(usage, "cachedReadTokens"),
      cacheWrite: numberAt(usage, "cachedWriteTokens"),
      output: total === undefined ? numberAt(usage, "outputTokens") : total - input,
      reasoning: numberAt(usage, "thoughtTokens"),
    });
  }

  /** With the prompt's result: the sum of the turn, where no request told its own. */
  finish(result: unknown, number: number): void {
    const quota = valueAt(result, "_meta", "quota");
    for (const usage of listAt(quota, "model_usage")) this.#operations.model(textAt(usage, "model") ?? "");
    if (this.#isTold) return;
    const input = numberAt(quota, "token_count", "input_tokens");
    if (input !== undefined) {
      const output = numberAt(quota, "token_count", "output_tokens");
      this.#operations.usage({ request: String(number), input, output });
    } else this.take(valueAt(result, "usage"), number);
  }
}
