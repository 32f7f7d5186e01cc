// What is said of a session as a whole, beside its messages and calls: models, files that belong to it, errors, tokens, cost,
// sub-agents, and how it ended.

import type { RuleName } from "../../../shared/findings.ts";
import { mostErrors, mostModels, mostSources, mostSubagentsOfOneName } from "../../../shared/limits.ts";
import type { ConversationEnd, NamedSource, Usage } from "../formats/conversationOperations.ts";
import type { PlacedRecord } from "../formats/format.ts";
import type { Archive } from "../paging/archive.ts";
import { GrowingInts } from "../paging/growing.ts";
import { TextIds } from "../paging/textIds.ts";
import type { ConversationError, KeptTotals } from "./keptTotals.ts";
import { totalsIn } from "./keptTotals.ts";
import { Usages } from "./usages.ts";

type CurrentRecord = { -readonly [Fact in keyof Required<PlacedRecord>]: PlacedRecord[Fact] };

export class SessionTotals {
  /** Ids and names of all that is told. Who has entries keeps it with them. */
  protected readonly texts = new TextIds();
  readonly usages = new Usages(this.texts);
  readonly models = new Set<string>();
  /** By name, in the order in which they were named. */
  readonly sources = new Map<string, NamedSource>();
  readonly errors: ConversationError[] = [];
  errorCount = 0;
  costInUsd: number | undefined;
  ended: ConversationEnd = "open";
  /** A turn was begun, and nothing says how it ended. */
  isTurnOpen = false;
  /** What is said now is said of it. */
  protected readonly record: CurrentRecord = {
    ...{ number: 0, line: 1, offset: 0, length: 0 },
    time: undefined,
    within: undefined,
  };
  #subagents = 0;
  #model = "";
  readonly #agents = new TextIds();
  readonly #agentsOf = new GrowingInts();

  *archive(archive: Archive): Generator<undefined> {
    const { errorCount, costInUsd, ended, isTurnOpen, subagents } = this;
    const own = { errorCount, costInUsd, ended, isTurnOpen, subagents };
    const lists = { models: [...this.models], sources: [...this.sources.values()], errors: this.errors };
    const kept = archive.value<KeptTotals>({ ...own, ...lists }, totalsIn);
    yield* this.usages.archive(archive);
    if (!archive.isReading) return;
    for (const model of kept.models) this.models.add(model);
    for (const source of kept.sources) this.sources.set(source.name, source);
    this.errors.push(...kept.errors);
    this.errorCount = kept.errorCount;
    this.costInUsd = kept.costInUsd;
    this.ended = kept.ended;
    this.isTurnOpen = kept.isTurnOpen;
    this.#subagents = kept.subagents;
  }

  /** What only those need who add to it. Pauses where it yields. */
  *archiveOpen(archive: Archive): Generator<undefined> {
    this.usages.archiveOpen(archive);
    yield* this.#agents.archive(archive);
    yield* this.#agentsOf.archive(archive);
  }

  /** What is said from now on is said of this record. Its value is not held: that of a long list takes 20 MB. */
  at({ number, line, offset, length, time, within }: PlacedRecord): void {
    const { record } = this;
    record.number = number;
    record.line = line;
    record.offset = offset;
    record.length = length;
    record.time = time;
    record.within = within;
  }

  subagent(key: string, count = 1): void {
    const name = this.#agents.ofText(key);
    const more = Math.min(count, mostSubagentsOfOneName) - this.#agentsOf.get(name);
    if (!(more > 0)) return;
    this.#agentsOf.set(name, this.#agentsOf.get(name) + more);
    this.#subagents += more;
  }

  get subagents(): number {
    return this.#subagents;
  }

  source(source: NamedSource): void {
    if (this.sources.size >= mostSources) return;
    // The call that started an agent is not told each time the agent is named.
    const call = this.sources.get(source.name)?.call ?? source.call;
    this.sources.set(source.name, call === undefined ? source : { ...source, call });
  }

  model(name: string): void {
    // Mostly it is the one that was named last.
    if (name !== this.#model && name !== "" && this.models.size < mostModels) this.models.add(name);
    this.#model = name;
    this.usages.model(name, this.record.number);
  }

  usage(usage: Usage): void {
    this.usages.set(usage, this.record.number);
  }

  dropUsage(request: string): void {
    this.usages.drop(request);
  }

  cost(usd: number): void {
    this.costInUsd = usd;
  }

  error(message: string): void {
    this.errorCount++;
    if (this.errors.length < mostErrors) this.errors.push({ record: this.record.number, message });
  }

  get wantsFindings(): boolean {
    return false;
  }

  finding(_rule: RuleName, _message: string): void {}

  end(end: ConversationEnd): void {
    this.ended = end;
    this.isTurnOpen = end === "open";
  }
}
