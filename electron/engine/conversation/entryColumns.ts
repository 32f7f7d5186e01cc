// What is known of the messages, calls and rulers of a conversation, in columns: some fifty bytes each, with the places of their pieces.

import type { Entry, Marks, Outcome, Speaker } from "../formats/conversationOperations.ts";
import { notLive } from "../formats/conversationOperations.ts";
import type { Archive } from "../paging/archive.ts";
import { GrowingBytes, GrowingInts, GrowingNumbers } from "../paging/growing.ts";
import { AgentCalls } from "./agentCalls.ts";
import { Cuts } from "./cuts.ts";
import { Pieces } from "./pieces.ts";
import { SessionTotals } from "./sessionTotals.ts";

export const entrySorts = ["message", "call", "compaction", "notice", "error", "orphan", "replaced"] as const;
/** `replaced`: it is no entry any more, and its owner is the one that it was found to be. */
export type EntrySort = (typeof entrySorts)[number];
export const speakers: readonly Speaker[] = ["user", "assistant", "system"];
export const outcomes: readonly Outcome[] = ["unknown", "done", "failed"];

/** What an entry has. */
export const has = {
  text: 1,
  reasoning: 2,
  attachment: 4,
  result: 8,
  madeUpResult: 16,
  firstResult: 32,
  resultInParts: 64,
  lateTimes: 128,
} as const;

export class EntryColumns extends SessionTotals {
  readonly pieces = new Pieces();
  readonly cuts = new Cuts();
  readonly agents = new AgentCalls();
  orphanResults = 0;
  /** The first entry behind the last end that was told. */
  turnFrom: Entry = 1;
  protected last: Entry = 0;
  protected readonly sorts = new GrowingBytes();
  /** Position in `speakers` or `outcomes`. */
  protected readonly states = new GrowingBytes();
  /** What each has. */
  protected readonly parts = new GrowingBytes();
  protected readonly markSets = new GrowingInts();
  protected readonly records = new GrowingInts();
  protected readonly lines = new GrowingInts();
  /** 0: unknown. */
  protected readonly times = new GrowingNumbers();
  protected readonly resultTimes = new GrowingNumbers();
  /** One more than the exit code, whose sign is kept; 0: none is told. */
  protected readonly exitCodes = new GrowingNumbers();
  protected readonly owners = new GrowingInts();
  protected readonly names = new GrowingInts();
  protected readonly keys = new GrowingInts();
  /** 0: it is called by its key. */
  protected readonly ids = new GrowingInts();

  /** What only those need who add to it is not kept: what has come back is there to be asked. */
  override *archive(archive: Archive): Generator<undefined> {
    yield* super.archive(archive);
    this.last = archive.number(this.last);
    this.orphanResults = archive.number(this.orphanResults);
    this.turnFrom = archive.number(this.turnFrom);
    for (const column of [this.sorts, this.states, this.parts]) yield* column.archive(archive);
    for (const column of [this.markSets, this.records, this.lines]) yield* column.archive(archive);
    for (const column of [this.times, this.resultTimes, this.exitCodes]) yield* column.archive(archive);
    for (const column of [this.owners, this.names, this.keys, this.ids]) yield* column.archive(archive);
    yield* this.texts.archive(archive);
    yield* this.pieces.archive(archive);
    yield* this.cuts.archive(archive);
    yield* this.agents.archive(archive);
  }

  get count(): number {
    return this.last;
  }

  sort(entry: Entry): EntrySort {
    return entrySorts[this.sorts.get(entry)] ?? "message";
  }

  /** What an entry was found to be. */
  realOf(entry: Entry): Entry {
    return this.sort(entry) === "replaced" ? this.owners.get(entry) : entry;
  }

  speaker(entry: Entry): Speaker {
    return speakers[this.states.get(entry)] ?? "user";
  }

  /** Of a call. */
  outcomeOf(entry: Entry): Outcome {
    return outcomes[this.states.get(entry)] ?? "unknown";
  }

  marksOf(entry: Entry): Marks {
    return this.markSets.get(entry);
  }

  isLive(entry: Entry): boolean {
    return (this.markSets.get(entry) & notLive) === 0;
  }

  hasText(entry: Entry): boolean {
    return (this.parts.get(entry) & has.text) !== 0;
  }

  /** Whether anything was said: text, or an attachment alone. */
  hasContent(entry: Entry): boolean {
    return (this.parts.get(entry) & (has.text | has.attachment)) !== 0;
  }

  hasReasoning(entry: Entry): boolean {
    return (this.parts.get(entry) & has.reasoning) !== 0;
  }

  /** Of a call: whether the program made up a result of it. */
  hasMadeUpResult(entry: Entry): boolean {
    return (this.parts.get(entry) & has.madeUpResult) !== 0;
  }

  /** Of a call: whether a true result of it stands in the file. */
  hasResult(entry: Entry): boolean {
    return (this.parts.get(entry) & has.result) !== 0;
  }

  /** Whether its results are parts of one: a later one does not take an earlier one's place. */
  hasResultInParts(entry: Entry): boolean {
    return (this.parts.get(entry) & has.resultInParts) !== 0;
  }

  /** Whether one of them is no second copy. */
  hasFirstResult(entry: Entry): boolean {
    return (this.parts.get(entry) & has.firstResult) !== 0;
  }

  /** The record that began it. */
  recordOf(entry: Entry): number {
    return this.records.get(entry);
  }

  /** The line of that record. */
  lineOf(entry: Entry): number {
    return this.lines.get(entry);
  }

  /** In milliseconds since 1970; undefined when the record has none. */
  timeOf(entry: Entry): number | undefined {
    return this.times.get(entry) || undefined;
  }

  resultTimeOf(entry: Entry): number | undefined {
    return this.resultTimes.get(entry) || undefined;
  }

  /** When a call was over; undefined where the time of its result's record does not tell. */
  endOf(call: Entry): number | undefined {
    return (this.parts.get(call) & has.lateTimes) === 0 ? this.resultTimeOf(call) : undefined;
  }

  /** How the command of a call ended; undefined where the file does not tell. */
  exitCodeOf(entry: Entry): number | undefined {
    const code = this.exitCodes.get(entry);
    return code === 0 ? undefined : code < 0 ? code : code - 1;
  }

  /** The message that made a call, or the call whose script did; 0: none is known. */
  ownerOf(entry: Entry): Entry {
    return this.realOf(this.owners.get(entry));
  }

  /** A call's tool, or the text of a notice or an error. */
  nameOf(entry: Entry): string {
    return this.texts.text(this.names.get(entry));
  }

  /** The id of a message or call; "" when it has none. */
  idOf(entry: Entry): string {
    return this.texts.text(this.ids.get(entry) || this.keys.get(entry));
  }
}
