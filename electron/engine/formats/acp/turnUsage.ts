// The tokens of a turn, which every agent tells in another place and sense: Qwen Code with each request, on an empty piece of the
// answer; Gemini CLI as the turn's sum in `_meta.quota` of the prompt's result; in the result's `usage` opencode (1.18) tells the
// last request alone, and Copilot CLI (1.0.102) everything since the session began.

import type { Archive } from "../../paging/archive.ts";
import { listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { isBoolean, isText, valueIn } from "../keptValue.ts";

/** Agents, by the name they give in `initialize`, whose results tell the session's sum. */
const tellSums: ReadonlySet<string> = new Set(["Copilot"]);

const keptIn = valueIn<{ isTold: boolean; session: string; tellsSums: boolean }>({
  isTold: isBoolean,
  session: isText,
  tellsSums: isBoolean,
});

export class TurnUsage {
  readonly #operations: ConversationOperations;
  #isTold = false;
  #session = "";
  #tellsSums = false;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  archive(archive: Archive): void {
    const own = { isTold: this.#isTold, session: this.#session, tellsSums: this.#tellsSums };
    const kept = archive.value(own, keptIn);
    this.#isTold = kept.isTold;
    this.#session = kept.session;
    this.#tellsSums = kept.tellsSums;
  }

  /** Who answers. */
  agent(name: string): void {
    this.#tellsSums = tellSums.has(name);
  }

  begin(session: string): void {
    this.#isTold = false;
    this.#session = session;
  }

  /** Of one request. */
  take(usage: unknown, number: number): void {
    this.#take(usage, String(number));
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
      // The last sum of a session counts, so all of them are told of one request.
    } else this.#take(valueAt(result, "usage"), this.#tellsSums ? `session ${this.#session}` : String(number));
  }

  /** What input and output leave out of the total tells whether the cache and the thoughts are within them. */
  #take(usage: unknown, request: string): void {
    const input = numberAt(usage, "inputTokens");
    if (input === undefined) return;
    const output = numberAt(usage, "outputTokens");
    const cachedInput = numberAt(usage, "cachedReadTokens");
    const cacheWrite = numberAt(usage, "cachedWriteTokens") ?? numberAt(usage, "cacheCreationTokens");
    const reasoning = numberAt(usage, "thoughtTokens") ?? numberAt(usage, "reasoningTokens");
    const cache = (cachedInput ?? 0) + (cacheWrite ?? 0);
    const besides = (numberAt(usage, "totalTokens") ?? 0) - input - (output ?? 0);
    const isCacheBesides = cache > 0 && (besides === cache || besides === cache + (reasoning ?? 0));
    const areThoughtsBesides = besides > 0 && besides === (reasoning ?? 0) + (isCacheBesides ? cache : 0);
    this.#isTold = true;
    this.#operations.usage({
      request,
      input: isCacheBesides ? input + cache : input,
      cachedInput,
      cacheWrite,
      output: areThoughtsBesides ? (output ?? 0) + (reasoning ?? 0) : output,
      reasoning,
    });
  }
}
