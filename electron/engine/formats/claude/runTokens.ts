// Tokens of runs on standard output. A message is printed before it has ended, so its usage has the input, but of the output
// only the first count. The run's result tells the truth: in 2.1.328 in `model_usage_since_last_result`, with sub-agents,
// compactions and requests that were cut short; before in `usage`, of the turn's own requests. `modelUsage` and the cost carry
// over from earlier runs of the session.
//
// Older versions print a message when it has ended, with its usage (1.0.58, 2.0.30), and 1.0.58 adds up in `usage` what a message
// began with and what it ended with: all input twice. So messages that tell their ends are believed before that sum.

import { TextIds } from "../../paging/textIds.ts";
import { isObject, numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Usage } from "../conversationOperations.ts";
import { usageOf } from "./usage.ts";

type Tokens = Omit<Usage, "request">;

export class RunTokens {
  readonly #operations: ConversationOperations;
  #run = 0;
  /** The requests that were told since the last result: it replaces them. */
  #requests = new TextIds();
  #count = 0;
  /** Of these, the ones whose end was printed with them. */
  #ended = new TextIds();
  #endedCount = 0;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  /** A message's usage; `output` where its end was printed, too. */
  message(id: string, usage: unknown, output?: number): void {
    const request = `message ${id}`;
    const known = usageOf(usage, request);
    if (known === undefined) return;
    this.#count = Math.max(this.#count, this.#requests.ofText(request));
    this.#operations.usage({ ...known, output, reasoning: undefined });
  }

  /** A message's usage; where it says why it ended, this is all of it. */
  printed(id: string, message: unknown): void {
    const usage = valueAt(message, "usage");
    const hasEnded = textAt(message, "stop_reason") !== undefined;
    this.message(id, usage, hasEnded ? numberAt(usage, "output_tokens") : undefined);
    if (hasEnded) this.#endedCount = Math.max(this.#endedCount, this.#ended.ofText(id));
  }

  result(result: unknown): void {
    const run = `run ${++this.#run}`;
    const since = objectAt(result, "model_usage_since_last_result");
    const isKnown = since === undefined && this.#count > 0 && this.#endedCount === this.#count;
    const told = isKnown ? undefined : since === undefined ? usageOf(objectAt(result, "usage"), run) : sumOf(since);
    // A run that was interrupted has zeros in older versions, and one behind another's total nothing.
    if (told !== undefined && (told.input ?? 0) + (told.output ?? 0) > 0) {
      for (let request = 1; request <= this.#count; request++) {
        this.#operations.dropUsage(this.#requests.text(request));
      }
      this.#operations.usage({ ...told, request: run });
    }
    this.#requests = new TextIds();
    this.#count = 0;
    this.#ended = new TextIds();
    this.#endedCount = 0;
  }
}

/** Over all models. */
function sumOf(models: object): Tokens {
  const sum = (...names: readonly string[]): number | undefined => {
    const numbers = Object.values(models)
      .filter(isObject)
      .flatMap((model) => names.map((name) => numberAt(model, name)))
      .filter((number) => number !== undefined);
    return numbers.length === 0 ? undefined : numbers.reduce((a, b) => a + b);
  };
  return {
    input: sum("inputTokens", "cacheReadInputTokens", "cacheCreationInputTokens"),
    cachedInput: sum("cacheReadInputTokens"),
    cacheWrite: sum("cacheCreationInputTokens"),
    output: sum("outputTokens"),
    reasoning: sum("thinkingTokens"),
  };
}
