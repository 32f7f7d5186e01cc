// Tokens of a rollout. Since 0.169 a token_usage_record says what each response took; its totals over turn and thread are
// not read, since they lag after a crash, begin anew in a legacy file and at the parent's in a fork. Where a turn has no
// such record, its token_counts say what the last response took; they are repeated unchanged, and are once all zeros.

import type { Archive } from "../../paging/archive.ts";
import type { IdText } from "../../paging/textIds.ts";
import { numberAt, objectAt, textAt } from "../condensedValue.ts";
import type { ConversationOperations, Usage } from "../conversationOperations.ts";
import { has, isNumber, orNone, valueIn } from "../keptValue.ts";
import { TokenTotals } from "./tokenTotals.ts";

export type ResponseTokens = Omit<Usage, "request" | "isAhead">;

/** `input`: as rollouts spell it, since their totals are held to it. */
interface ToldTokens {
  readonly tokens: ResponseTokens;
  readonly input: number | undefined;
}

interface Counted {
  readonly turn: number;
  readonly from: number;
  readonly to: number;
}

interface Kept {
  readonly recorded: number | undefined;
  readonly counted: Counted;
  readonly previousTotal: ResponseTokens | undefined;
}

const keptIn = valueIn<Kept>({
  recorded: orNone(isNumber),
  counted: has<Counted>({ turn: isNumber, from: isNumber, to: isNumber }),
  previousTotal: orNone(
    has<Required<ResponseTokens>>({
      input: orNone(isNumber),
      cachedInput: orNone(isNumber),
      cacheWrite: orNone(isNumber),
      output: orNone(isNumber),
      reasoning: orNone(isNumber),
    }),
  ),
});

export class RolloutUsage {
  readonly #operations: ConversationOperations;
  /** The last turn with a record of its own. */
  #recorded: number | undefined;
  /** The token_counts of the last turn that was counted by them, as a range of their numbers. */
  #counted: Counted = { turn: 0, from: 1, to: 0 };
  #previousTotal: ResponseTokens | undefined;
  readonly #totals: TokenTotals;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
    this.#totals = new TokenTotals(operations);
  }

  archive(archive: Archive): void {
    const { recorded, counted, previousTotal } = archive.value<Kept>(
      { recorded: this.#recorded, counted: this.#counted, previousTotal: this.#previousTotal },
      keptIn,
    );
    this.#recorded = recorded;
    this.#counted = counted;
    this.#previousTotal = previousTotal;
    this.#totals.archive(archive);
  }

  /** A token_usage_record. */
  takeRecord(turn: number, payload: unknown): void {
    const usage = objectAt(payload, "usage");
    if (usage === undefined) return;
    const request = `${turn} ${textAt(payload, "response_id") ?? ""}`;
    const own = numberAt(usage, "input_tokens");
    this.takeTold(turn, request, tokensOf(usage), own, numberAt(payload, "thread_token_usage", "input_tokens"));
  }

  /** The same as it was read: `input` of the response, and `total` of the thread, as this program tells them. */
  takeTold(
    turn: number,
    request: IdText,
    tokens: ResponseTokens,
    input: number | undefined,
    total: number | undefined,
  ): void {
    if (this.#recorded !== turn && this.#counted.turn === turn) {
      for (let number = this.#counted.from; number <= this.#counted.to; number++) {
        this.#operations.dropUsage(countKey(number));
      }
    }
    this.#recorded = turn;
    this.#operations.usage(usageOf(request, tokens));
    this.#totals.add(input);
    this.#totals.check("token_usage_record", total);
  }

  /** A token_count; whether it tells of another response than the one before. */
  takeCount(turn: number, payload: unknown, inherited: boolean): boolean {
    const total = objectAt(payload, "info", "total_token_usage");
    const last = objectAt(payload, "info", "last_token_usage") ?? total;
    if (last === undefined) return false;
    return this.takeToldCount(turn, total === undefined ? undefined : toldOf(total), toldOf(last), inherited);
  }

  takeToldCount(turn: number, total: ToldTokens | undefined, last: ToldTokens, inherited: boolean): boolean {
    const previous = this.#previousTotal;
    this.#previousTotal = total?.tokens;
    const isRepeated = total !== undefined && previous !== undefined && isSame(total.tokens, previous);
    if (isRepeated || inherited || isNothing(last.tokens)) return false;
    if (this.#recorded !== turn) this.#count(turn, last);
    this.#totals.check("token_count", total?.input);
    return true;
  }

  #count(turn: number, { tokens, input }: ToldTokens): void {
    const to = this.#counted.to + 1;
    this.#counted = { turn, from: this.#counted.turn === turn ? this.#counted.from : to, to };
    this.#operations.usage(usageOf(countKey(to), tokens));
    this.#totals.add(input);
  }
}

/** Member by member: there is one for each response. */
function usageOf(request: IdText, { input, cachedInput, cacheWrite, output, reasoning }: ResponseTokens): Usage {
  return { request, input, cachedInput, cacheWrite, output, reasoning };
}

function countKey(number: number): string {
  return `count ${number}`;
}

/** A context that overflowed is told as zeros with a total of the window. */
function isNothing({ input, cachedInput, cacheWrite, output, reasoning }: ResponseTokens): boolean {
  return !input && !cachedInput && !cacheWrite && !output && !reasoning;
}

function isSame(one: ResponseTokens, other: ResponseTokens): boolean {
  if (one.input !== other.input || one.cachedInput !== other.cachedInput) return false;
  return one.cacheWrite === other.cacheWrite && one.output === other.output && one.reasoning === other.reasoning;
}

function toldOf(usage: unknown): ToldTokens {
  return { tokens: tokensOf(usage), input: numberAt(usage, "input_tokens") };
}

/** The members of a usage as Codex names them, in snake_case or camelCase. */
export function tokensOf(usage: unknown): ResponseTokens {
  return {
    input: numberAt(usage, "input_tokens") ?? numberAt(usage, "inputTokens"),
    cachedInput: numberAt(usage, "cached_input_tokens") ?? numberAt(usage, "cachedInputTokens"),
    cacheWrite: numberAt(usage, "cache_write_input_tokens") ?? numberAt(usage, "cacheWriteInputTokens"),
    output: numberAt(usage, "output_tokens") ?? numberAt(usage, "outputTokens"),
    reasoning: numberAt(usage, "reasoning_output_tokens") ?? numberAt(usage, "reasoningOutputTokens"),
  };
}
