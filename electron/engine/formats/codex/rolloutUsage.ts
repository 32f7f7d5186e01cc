// Tokens of a rollout. Since 0.169 a token_usage_record says what each response took; its totals over turn and thread are
// not read, since they lag after a crash, begin anew in a legacy file and at the parent's in a fork. Where a turn has no
// such record, its token_counts say what the last response took; they are repeated unchanged, and are once all zeros.

import { numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Usage } from "../conversationOperations.ts";
import { TokenTotals } from "./tokenTotals.ts";

export class RolloutUsage {
  readonly #operations: ConversationOperations;
  /** The last turn with a record of its own. */
  #recorded: number | undefined;
  /** The token_counts of the last turn that was counted by them, as a range of their numbers. */
  #counted = { turn: 0, from: 1, to: 0 };
  #previousTotal = "";
  readonly #totals: TokenTotals;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
    this.#totals = new TokenTotals(operations);
  }

  /** A token_usage_record. */
  takeRecord(turn: number, payload: unknown): void {
    const usage = objectAt(payload, "usage");
    if (usage === undefined) return;
    if (this.#recorded !== turn && this.#counted.turn === turn) {
      for (let number = this.#counted.from; number <= this.#counted.to; number++) {
        this.#operations.dropUsage(countKey(number));
      }
    }
    this.#recorded = turn;
    this.#operations.usage({ request: `${turn} ${textAt(payload, "response_id") ?? ""}`, ...tokensOf(usage) });
    this.#totals.add(usage);
    this.#totals.check("token_usage_record", valueAt(payload, "thread_token_usage"));
  }

  /** A token_count; whether it tells of another response than the one before. */
  takeCount(turn: number, payload: unknown, inherited: boolean): boolean {
    const total = objectAt(payload, "info", "total_token_usage");
    const last = objectAt(payload, "info", "last_token_usage") ?? total;
    if (last === undefined) return false;
    const key = total === undefined ? "" : JSON.stringify(tokensOf(total));
    const isRepeated = key !== "" && key === this.#previousTotal;
    this.#previousTotal = key;
    if (isRepeated || inherited || isNothing(last)) return false;
    if (this.#recorded !== turn) this.#count(turn, last);
    this.#totals.check("token_count", total);
    return true;
  }

  #count(turn: number, last: unknown): void {
    const to = this.#counted.to + 1;
    this.#counted = { turn, from: this.#counted.turn === turn ? this.#counted.from : to, to };
    this.#operations.usage({ request: countKey(to), ...tokensOf(last) });
    this.#totals.add(last);
  }
}

function countKey(number: number): string {
  return `count ${number}`;
}

/** A context that overflowed is told as zeros with a total of the window. */
function isNothing(usage: unknown): boolean {
  return Object.values(tokensOf(usage)).every((tokens) => tokens === undefined || tokens === 0);
}

/** The members of a usage as Codex names them, in snake_case or camelCase. */
export function tokensOf(usage: unknown): Omit<Usage, "request"> {
  return {
    input: numberAt(usage, "input_tokens") ?? numberAt(usage, "inputTokens"),
    cachedInput: numberAt(usage, "cached_input_tokens") ?? numberAt(usage, "cachedInputTokens"),
    cacheWrite: numberAt(usage, "cache_write_input_tokens") ?? numberAt(usage, "cacheWriteInputTokens"),
    output: numberAt(usage, "output_tokens") ?? numberAt(usage, "outputTokens"),
    reasoning: numberAt(usage, "reasoning_output_tokens") ?? numberAt(usage, "reasoningOutputTokens"),
  };
}
