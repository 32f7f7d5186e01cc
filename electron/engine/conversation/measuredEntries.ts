// A conversation that also knows of each message and call where it ends, and which model and how many tokens it took.
//
// Usage is told beside an answer, or behind it: it counts for the answer of its own record, else for the one before, and where its
// format says so for the one that follows. What is told of a request later on is added to the same answer, so the sums are those of the whole transcript.

import type { Entry, NewResult, Usage } from "../formats/conversationOperations.ts";
import type { PlacedRecord } from "../formats/format.ts";
import { GrowingInts, GrowingNumbers } from "../paging/growing.ts";
import { stringOf, TextIds } from "../paging/textIds.ts";
import { TouchedEntries } from "./touchedEntries.ts";
import type { TokenSort, TokenTotals } from "./usages.ts";
import { tokenSorts } from "./usages.ts";

/** Has what was told before any answer: it is taken back from nobody, either. */
const nobody: Entry = -1;

/** What a record told of a request, beyond what was told of it before. */
interface Told {
  readonly request: string;
  readonly more: TokenTotals;
}

/**
 * Takes up to 64 bytes an entry beyond `Entries`. What the last record told counts once `settle` was called, behind all
 * of them.
 */
export class MeasuredEntries extends TouchedEntries {
  readonly #onNowhere: (record: number, line: number) => void;
  readonly #lastRecord = new GrowingInts();
  readonly #lastLine = new GrowingInts();
  readonly #lastTime = new GrowingNumbers();
  readonly #models = new TextIds();
  readonly #modelOf = new GrowingInts();
  /** By answer: one more than the tokens, since some are told to be none. */
  readonly #tokens = tokenSorts.map(() => new GrowingNumbers());
  readonly #requests = new TextIds();
  readonly #answerOf = new GrowingInts();
  #record = 0;
  #line = 1;
  #time: number | undefined;
  #model = 0;
  /** The answer, or call that no answer has, that was added to last; and whether this record did. */
  #answer: Entry = 0;
  #isOfRecord = false;
  /** Told in this record before its answer. */
  #waiting: Told[] = [];
  /** Told of the answer that follows. */
  #ahead: Told | undefined;

  /** `onNowhere`: a record has a piece of no message or call that there is. */
  constructor(onNowhere: (record: number, line: number) => void = () => {}) {
    super();
    this.#onNowhere = onNowhere;
  }

  override at(record: PlacedRecord): void {
    this.#settleRecord();
    super.at(record);
    this.#record = record.number;
    this.#line = record.line;
    this.#time = record.time;
    this.#isOfRecord = false;
  }

  /** Behind the last record. */
  settle(): void {
    this.#settleAhead();
    this.#settleRecord();
  }

  #settleAhead(): void {
    const told = this.#ahead;
    if (told === undefined) return;
    this.#ahead = undefined;
    this.#count(told.request, told.more);
  }

  #settleRecord(): void {
    if (this.#waiting.length === 0) return;
    for (const { request, more } of this.#waiting) this.#count(request, more);
    this.#waiting = [];
  }

  lastRecordOf(entry: Entry): number {
    return Math.max(this.#lastRecord.get(entry), this.recordOf(entry));
  }

  /** The line of that record. */
  lastLineOf(entry: Entry): number {
    return this.#lastRecord.get(entry) < this.recordOf(entry) ? this.lineOf(entry) : this.#lastLine.get(entry);
  }

  lastTimeOf(entry: Entry): number | undefined {
    return this.#lastTime.get(entry) || undefined;
  }

  modelOf(entry: Entry): string | undefined {
    return this.#models.text(this.#modelOf.get(entry)) || undefined;
  }

  tokensOf(entry: Entry, sort: TokenSort): number | undefined {
    const tokens = this.#tokens[tokenSorts.indexOf(sort)]?.get(entry) ?? 0;
    return tokens === 0 ? undefined : tokens - 1;
  }

  override result(result: NewResult): void {
    super.result(result);
    const { call, worked } = result;
    if (worked !== undefined) this.#toldUntil(this.callOf(call), worked.to);
  }

  override model(name: string): void {
    super.model(name);
    this.#model = this.#models.ofText(name);
    if (this.#isOfRecord) this.#modelOf.set(this.#answer, this.#model);
  }

  override usage(usage: Usage): void {
    const request = stringOf(usage.request);
    const before = this.usages.of(request);
    super.usage(usage);
    // Of the request before came no answer.
    if (this.#ahead?.request !== request) this.#settleAhead();
    this.#tell(request, before, this.usages.of(request), usage.isAhead);
  }

  override dropUsage(request: string): void {
    const before = this.usages.of(request);
    super.dropUsage(request);
    this.#tell(request, before, {});
  }

  override replace(announced: Entry, real: Entry): void {
    super.replace(announced, real);
    this.#move(announced, real);
  }

  override join(part: Entry, whole: Entry): void {
    super.join(part, whole);
    this.#move(part, whole);
  }

  /** What an answer took, and where it ended, is another's. */
  #move(from: Entry, to: Entry): void {
    if (from === 0 || to === 0) return;
    for (const column of this.#tokens) {
      const tokens = column.get(from);
      if (tokens === 0) continue;
      column.set(to, (column.get(to) || 1) + tokens - 1);
      column.set(from, 0);
    }
    if (this.#answer === from) this.#answer = to;
    const later = this.lastRecordOf(from) > this.lastRecordOf(to) ? from : to;
    const place = { record: this.lastRecordOf(later), line: this.lastLineOf(later) };
    this.#lastRecord.set(to, place.record);
    this.#lastLine.set(to, place.line);
    this.#toldUntil(to, this.lastTimeOf(from));
  }

  protected override touched(entry: Entry): void {
    if (entry === 0) {
      this.#onNowhere(this.#record, this.#line);
      return;
    }
    this.#lastRecord.set(entry, this.#record);
    this.#lastLine.set(entry, this.#line);
    this.#toldUntil(entry, this.#time);
    const answer = this.#answerWith(entry);
    if (answer === 0) return;
    this.#answer = answer;
    this.#isOfRecord = true;
    this.#settleAhead();
    if (this.#modelOf.get(answer) === 0) this.#modelOf.set(answer, this.#model);
  }

  #toldUntil(entry: Entry, time: number | undefined): void {
    if (time !== undefined) this.#lastTime.set(entry, Math.max(time, this.#lastTime.get(entry)));
  }

  /** The answer that an entry is, or is a call of; 0: it is of none. A result comes later, and is none of the answer's. */
  #answerWith(entry: Entry): Entry {
    const sort = this.sort(entry);
    if (sort === "message") return this.speaker(entry) === "assistant" ? entry : 0;
    if (sort !== "call" || this.recordOf(entry) !== this.#record) return 0;
    const owner = this.ownerOf(entry);
    return owner === 0 ? entry : this.sort(owner) === "message" ? owner : 0;
  }

  #tell(request: string, before: TokenTotals, now: TokenTotals, isAhead = false): void {
    const isOfAhead = this.#ahead?.request === request;
    const more: Partial<Record<TokenSort, number>> = {};
    for (const sort of tokenSorts) {
      const [was, is] = [before[sort], now[sort]];
      const told = isOfAhead ? this.#ahead?.more[sort] : undefined;
      if (was !== undefined || is !== undefined) more[sort] = (is ?? 0) - (was ?? 0) + (told ?? 0);
    }
    const isKnown = this.#answerOf.get(this.#requests.known(request)) !== 0;
    if (isOfAhead || (isAhead && !isKnown)) this.#ahead = { request, more };
    else if (this.#isOfRecord || isKnown) this.#count(request, more);
    else this.#waiting.push({ request, more });
  }

  #count(request: string, more: TokenTotals): void {
    const id = this.#requests.ofText(request);
    const known = this.#answerOf.get(id);
    const answer = (known > 0 ? this.realOf(known) : known) || this.#answer || nobody;
    this.#answerOf.set(id, answer);
    if (answer === nobody) return;
    tokenSorts.forEach((sort, column) => {
      const tokens = more[sort];
      if (tokens === undefined) return;
      const known = this.#tokens[column];
      known?.set(answer, (known.get(answer) || 1) + tokens);
    });
  }
}
