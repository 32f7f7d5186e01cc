// Tokens of runs on standard output. A message is printed before it has ended, so its usage has the input, but of the output
// only the first count. The run's result tells the truth: in 2.1.328 in `model_usage_since_last_result`, with sub-agents,
// compactions and requests that were cut short; before in `usage`, of the turn's own requests. `modelUsage` and the cost carry
// over from earlier runs of the session. That `usage` leaves out the agents, whose messages are printed as well (2.1.250), a turn whose
// result is never printed since another task's news began the next one (2.1.150), and requests that broke off.
//
// Older versions print a message when it has ended, with its usage (1.0.58, 2.0.30), and 1.0.58 adds up in `usage` what a message
// began with and what it ended with: all input twice. So messages that tell their ends are believed before that sum.

import type { Archive } from "../../paging/archive.ts";
import { TextIds } from "../../paging/textIds.ts";
import { isObject, numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Usage } from "../conversationOperations.ts";
import { isNumber, orNone, valueIn } from "../keptValue.ts";
import { usageOf } from "./usage.ts";

export type Tokens = Omit<Usage, "request" | "isAhead">;

const inputs = ["input", "cachedInput", "cacheWrite"] as const;
type Inputs = Readonly<Partial<Record<(typeof inputs)[number], number | undefined>>>;

const inputsIn = valueIn<Inputs>({
  input: orNone(isNumber),
  cachedInput: orNone(isNumber),
  cacheWrite: orNone(isNumber),
});

/** Requests that were told since the last result. */
class Told {
  readonly #ids = new TextIds();
  #count = 0;
  /** Of all of them, each once. */
  #input: Inputs = {};

  *archive(archive: Archive): Generator<undefined> {
    this.#count = archive.number(this.#count);
    this.#input = archive.value(this.#input, inputsIn);
    yield* this.#ids.archive(archive);
  }

  add(request: string, input: Inputs = {}): void {
    const number = this.#ids.ofText(request);
    if (number <= this.#count) return;
    this.#count = number;
    this.#input = combined(this.#input, input, 1);
  }

  get count(): number {
    return this.#count;
  }

  *requests(): Generator<string> {
    for (let request = 1; request <= this.#count; request++) yield this.#ids.text(request);
  }

  get input(): Inputs {
    return this.#input;
  }
}

function combined(a: Inputs, b: Inputs, sign: 1 | -1): Inputs {
  return Object.fromEntries(inputs.map((name) => [name, (a[name] ?? 0) + sign * (b[name] ?? 0)]));
}

export class RunTokens {
  readonly #operations: ConversationOperations;
  #run = 0;
  /** The main agent's, which a result replaces, and those of its agents. */
  #own = new Told();
  #agents = new Told();
  /** Of both, the ones whose end was printed with them. */
  #ended = new Told();
  /** What the main agent's took more than its results say: a result may come behind messages of the next turn (2.1.250). */
  #rest: Inputs = {};

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  *archive(archive: Archive): Generator<undefined> {
    this.#run = archive.number(this.#run);
    this.#rest = archive.value(this.#rest, inputsIn);
    for (const told of [this.#own, this.#agents, this.#ended]) yield* told.archive(archive);
  }

  /** A message's usage; `output` where its end was printed, too. */
  message(id: string, known: Tokens | undefined, output?: number, isAgents = false): void {
    if (known === undefined) return;
    const request = `message ${id}`;
    (isAgents ? this.#agents : this.#own).add(request, known);
    this.#operations.usage({ ...known, request, output, reasoning: undefined });
  }

  /** A message's usage; where it says why it ended, this is all of it. */
  printed(id: string, message: unknown, isAgents: boolean): void {
    const usage = valueAt(message, "usage");
    const hasEnded = textAt(message, "stop_reason") !== undefined;
    this.message(id, usageOf(usage, id), hasEnded ? numberAt(usage, "output_tokens") : undefined, isAgents);
    if (hasEnded) this.#ended.add(id);
  }

  result(result: unknown): void {
    const run = `run ${++this.#run}`;
    const since = objectAt(result, "model_usage_since_last_result");
    const count = this.#own.count + this.#agents.count;
    const isKnown = since === undefined && count > 0 && this.#ended.count === count;
    const told = isKnown ? undefined : since === undefined ? usageOf(objectAt(result, "usage"), run) : sumOf(since);
    // A run that was interrupted has zeros in older versions, and one behind another's total nothing.
    if (told !== undefined && (told.input ?? 0) + (told.output ?? 0) > 0) {
      const isOfAll = since !== undefined;
      for (const request of this.#own.requests()) this.#operations.dropUsage(request);
      if (isOfAll) for (const request of this.#agents.requests()) this.#operations.dropUsage(request);
      this.#operations.usage({ ...told, request: run });
      if (!isOfAll) this.#explain(told);
    }
    this.#own = new Told();
    this.#agents = new Told();
    this.#ended = new Told();
  }

  #explain(told: Tokens): void {
    const rest = combined(combined(this.#rest, this.#own.input, 1), told, -1);
    this.#rest = (rest.input ?? 0) > 0 ? rest : {};
    if (this.#rest.input === undefined) this.#operations.dropUsage("rest");
    else this.#operations.usage({ ...this.#rest, request: "rest" });
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
