// The tokens of a conversation: per request to a model five numbers, so that a request whose usage stands on several
// records counts once.

import { mostModels } from "../../../shared/limits.ts";
import type { LargeRequest, ModelStatistics } from "../../../shared/statistics.ts";
import type { Usage } from "../formats/conversationOperations.ts";
import { has, isNumber, valueIn } from "../formats/keptValue.ts";
import type { Archive } from "../paging/archive.ts";
import { GrowingBytes, GrowingInts, GrowingNumbers } from "../paging/growing.ts";
import { TextIds } from "../paging/textIds.ts";
import { Largest } from "../query/largest.ts";

/**
 * In the order in which columns, tables and summaries have them. `input` counts what was read from and written to a
 * cache, too, and `output` what was reasoned, whatever a vendor's convention is.
 */
export const tokenSorts = ["input", "cachedInput", "cacheWrite", "output", "reasoning"] as const;
/** One of five counts; absent in totals when nobody told it, which is not 0. */
export type TokenSort = (typeof tokenSorts)[number];
export type TokenTotals = Partial<Readonly<Record<TokenSort, number>>>;

interface Named {
  model: number;
  record: number;
}

interface Told {
  request: number;
  record: number;
}

interface Said {
  readonly named: Named;
  readonly told: Told;
}

const saidIn = valueIn<Said>({
  named: has<Named>({ model: isNumber, record: isNumber }),
  told: has<Told>({ request: isNumber, record: isNumber }),
});

export class Usages {
  readonly #texts: TextIds;
  /** By the number of a text: its request's own number. */
  readonly #requestOf = new GrowingInts();
  #count = 0;
  readonly #present = new GrowingBytes();
  /** One more than the number; 0: not told. */
  readonly #tokens = tokenSorts.map(() => new GrowingNumbers());

  /** The model that was named last, and the record that named it. */
  #named: Named = { model: 0, record: -1 };
  /** The request whose usage was told last, and by which record. */
  #told: Told = { request: 0, record: -1 };
  readonly #models = new TextIds();
  #lastName = "";
  #lastModel = 0;
  /** 0: none was named before. */
  readonly #modelOf = new GrowingInts();
  /** One more than the record that told it last; 0: it was told by none. */
  readonly #records = new GrowingInts();

  /** `texts`: has the ids of requests, which mostly are those of messages, and is kept by who gives it. */
  constructor(texts = new TextIds()) {
    this.#texts = texts;
  }

  *archive(archive: Archive): Generator<undefined> {
    this.#count = archive.number(this.#count);
    for (const column of [this.#present, ...this.#tokens, this.#requestOf, this.#modelOf, this.#records]) {
      yield* column.archive(archive);
    }
    yield* this.#models.archive(archive);
  }

  /** What only those need who add to it. */
  archiveOpen(archive: Archive): void {
    const { named, told } = archive.value<Said>({ named: this.#named, told: this.#told }, saidIn);
    this.#named = named;
    this.#told = told;
  }

  /** A model is named: of the usage in the same record, and of those that come until another one is. */
  model(name: string, record: number): void {
    if (name === "") return;
    const model = this.#modelNumber(name);
    // Records that name several models say nothing of which one used what.
    if (this.#told.record === record && this.#named.record !== record) this.#modelOf.set(this.#told.request, model);
    this.#named.model = model;
    this.#named.record = record;
  }

  /** Mostly the one that was named last is named again. */
  #modelNumber(name: string): number {
    if (name !== this.#lastName) this.#lastModel = this.#models.ofText(name);
    this.#lastName = name;
    return this.#lastModel;
  }

  /**
   * No request takes nothing: where a server told no usage, programs write zeros (Claude Code 2.1, Copilot 1.0, opencode 1.18,
   * pi 0.73), and so they do of answers that they made up.
   */
  set(usage: Usage, record = -1): void {
    const { input, cachedInput, cacheWrite, output, reasoning } = usage;
    if (!(input || cachedInput || cacheWrite || output || reasoning)) return;
    const request = this.#numberOf(this.#texts.of(usage.request));
    this.#present.set(request, 1);
    if (this.#modelOf.get(request) === 0) this.#modelOf.set(request, this.#named.model);
    this.#told.request = request;
    this.#told.record = record;
    this.#records.set(request, record + 1);
    this.#tell(0, request, input);
    this.#tell(1, request, cachedInput);
    this.#tell(2, request, cacheWrite);
    this.#tell(3, request, output);
    this.#tell(4, request, reasoning);
  }

  /** `text`: the number of its id. */
  #numberOf(text: number): number {
    const known = this.#requestOf.get(text);
    if (known !== 0 || text === 0) return known;
    this.#requestOf.set(text, ++this.#count);
    return this.#count;
  }

  /** `column`: of the sort. */
  #tell(column: number, request: number, tokens: number | undefined): void {
    this.#tokens[column]?.set(request, (tokens ?? -1) + 1);
  }

  drop(request: string): void {
    const known = this.#requestOf.get(this.#texts.known(request));
    if (known !== 0) this.#present.set(known, 0);
  }

  /** What is told of a request so far. */
  of(request: string): TokenTotals {
    return this.#toldOf(this.#requestOf.get(this.#texts.known(request)));
  }

  #toldOf(known: number): TokenTotals {
    const told: Partial<Record<TokenSort, number>> = {};
    if (this.#present.get(known) === 0) return told;
    tokenSorts.forEach((sort, column) => {
      const tokens = this.#tokens[column]?.get(known) ?? 0;
      if (tokens > 0) told[sort] = tokens - 1;
    });
    return told;
  }

  /** The same by model, most tokens first; "" where none was named. */
  byModel(): readonly ModelStatistics[] {
    const models = new Map<string, { requests: number; tokens: Partial<Record<TokenSort, number>> }>();
    for (let request = 0; request <= this.#count; request++) {
      if (this.#present.get(request) === 0) continue;
      const number = this.#modelOf.get(request);
      const named = number === 0 ? "" : this.#models.text(number);
      const name = models.has(named) || models.size < mostModels ? named : "";
      const sums = models.get(name) ?? { requests: 0, tokens: {} };
      sums.requests += 1;
      tokenSorts.forEach((sort, column) => {
        const told = this.#tokens[column]?.get(request) ?? 0;
        if (told > 0) sums.tokens[sort] = (sums.tokens[sort] ?? 0) + told - 1;
      });
      models.set(name, sums);
    }
    const all = ({ tokens }: ModelStatistics) => (tokens.input ?? 0) + (tokens.output ?? 0);
    return [...models].map(([model, sums]) => ({ model, ...sums })).sort((a, b) => all(b) - all(a));
  }

  /** The requests that took most, in and out, most first. */
  largest(most: number): readonly LargeRequest[] {
    const largest = new Largest<number>(most);
    for (let request = 0; request <= this.#count; request++) {
      const { input = 0, output = 0 } = this.#toldOf(request);
      if (input + output > 0 && this.#records.get(request) > 0) largest.add(input + output, request);
    }
    return largest.list().map(({ of: request }) => {
      const model = this.#modelOf.get(request);
      return {
        record: this.#records.get(request) - 1,
        model: model === 0 ? "" : this.#models.text(model),
        tokens: this.#toldOf(request),
      };
    });
  }

  /** Sums over all requests; undefined when the file tells no usage at all. A sort that no request tells is missing. */
  totals(): TokenTotals | undefined {
    const totals: Partial<Record<TokenSort, number>> = {};
    let any = false;
    for (let request = 0; request <= this.#count; request++) {
      if (this.#present.get(request) === 0) continue;
      any = true;
      tokenSorts.forEach((sort, column) => {
        const told = this.#tokens[column]?.get(request) ?? 0;
        if (told > 0) totals[sort] = (totals[sort] ?? 0) + told - 1;
      });
    }
    return any ? totals : undefined;
  }
}
