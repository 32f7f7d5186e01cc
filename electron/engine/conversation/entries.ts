// Folds what a family says of its records (ConversationOperations) into one conversation: messages, calls and rulers in the
// order in which they were begun, some fifty bytes each, with the places of their pieces. It knows no family and no format.

import type { KeptPart, Spoken } from "../../../shared/conversation.ts";
import type { ValuePath } from "../formats/condensedValue.ts";
import type {
  ConversationEnd,
  ConversationOperations,
  Entry,
  Marks,
  NewCall,
  NewMessage,
  NewResult,
  Outcome,
  Speaker,
} from "../formats/conversationOperations.ts";
import { marks, notLive } from "../formats/conversationOperations.ts";
import { GrowingBytes, GrowingInts, GrowingNumbers } from "../paging/growing.ts";
import { TextIds } from "../paging/textIds.ts";
import { AgentCalls } from "./agentCalls.ts";
import { Cuts } from "./cuts.ts";
import { Pieces } from "./pieces.ts";
import { SessionTotals } from "./sessionTotals.ts";

export const entrySorts = ["message", "call", "compaction", "notice", "error", "orphan"] as const;
export type EntrySort = (typeof entrySorts)[number];
const speakers: readonly Speaker[] = ["user", "assistant", "system"];
const outcomes: readonly Outcome[] = ["unknown", "done", "failed"];

/** What an entry has. */
const has = {
  text: 1,
  reasoning: 2,
  attachment: 4,
  result: 8,
  madeUpResult: 16,
  firstResult: 32,
  resultInParts: 64,
} as const;

export class Entries extends SessionTotals implements ConversationOperations {
  readonly pieces = new Pieces();
  readonly cuts = new Cuts();
  readonly agents = new AgentCalls();
  orphanResults = 0;
  /** The first entry behind the last end that was told. */
  turnFrom: Entry = 1;
  #count = 0;
  readonly #sort = new GrowingBytes();
  /** Position in `speakers` or `outcomes`. */
  readonly #state = new GrowingBytes();
  readonly #has = new GrowingBytes();
  readonly #marks = new GrowingInts();
  readonly #record = new GrowingInts();
  readonly #line = new GrowingInts();
  /** 0: unknown. */
  readonly #time = new GrowingNumbers();
  readonly #resultTime = new GrowingNumbers();
  /** One more than the exit code, whose sign is kept; 0: none is told. */
  readonly #exitCode = new GrowingNumbers();
  readonly #owner = new GrowingInts();
  readonly #name = new GrowingInts();
  readonly #key = new GrowingInts();
  /** 0: it is called by its key. */
  readonly #id = new GrowingInts();
  readonly #texts = new TextIds();
  readonly #messageOf = new GrowingInts();
  readonly #callOf = new GrowingInts();
  /** Results that wait for their call. */
  readonly #orphanOf = new GrowingInts();

  get count(): number {
    return this.#count;
  }

  message({ key, id: name, speaker, marks: given = 0 }: NewMessage): Entry {
    const id = key === undefined ? 0 : this.#texts.ofText(key);
    const known = id === 0 ? 0 : this.#messageOf.get(id);
    if (known !== 0) {
      this.mark(known, given);
      return known;
    }
    const entry = this.#add("message", id, given, name);
    this.#state.set(entry, speakers.indexOf(speaker));
    if (id !== 0) this.#messageOf.set(id, entry);
    return entry;
  }

  messageOf(key: string): Entry {
    return this.#messageOf.get(this.#texts.known(key));
  }

  callOf(key: string): Entry {
    return this.#callOf.get(this.#texts.known(key));
  }

  /** A result that waits for its call. */
  orphanOf(call: string): Entry {
    return this.#orphanOf.get(this.#texts.known(call));
  }

  text(message: Entry, at: ValuePath, continues = false, spoken?: Spoken): void {
    if (message === 0) return;
    this.#note(message, has.text);
    this.pieces.add(message, "text", this.record, at, continues, 0, spoken);
  }

  retell(message: Entry): void {
    if (message === 0) return;
    this.#forget(message, has.text);
    this.pieces.beginAnew(message, "text");
  }

  reasoning(message: Entry, at: ValuePath, continues = false, spoken?: Spoken): void {
    if (message === 0) return;
    this.#note(message, has.reasoning);
    this.pieces.add(message, "reasoning", this.record, at, continues, 0, spoken);
  }

  attachment(message: Entry, at: ValuePath): void {
    if (message === 0) return;
    this.#note(message, has.attachment);
    this.pieces.add(message, "attachment", this.record, at);
  }

  call(call: NewCall): Entry {
    const { key, id: name, tool, message = 0, parent = message, input, hasAllInput = false, isNew = false } = call;
    const { marks: given = 0 } = call;
    const id = this.#texts.ofText(key);
    const last = this.#callOf.get(id);
    const isAnother = isNew && (message === 0 ? this.hasResult(last) : this.#owner.get(last) !== message);
    const known = isAnother ? 0 : last;
    const entry = known === 0 ? this.#newCall(id, given, name) : known;
    if (known !== 0) this.mark(entry, given);
    // Whoever reads on needs ids that tell calls apart.
    if (isAnother && last !== 0) {
      this.finding("duplicate-id", "The id of this call was given to another one before.");
      this.#id.set(entry, this.#texts.ofText(`${name ?? key} (${entry})`));
    }
    if (tool !== "") this.#name.set(entry, this.#texts.ofText(tool));
    if (parent !== 0 && parent !== entry) this.#owner.set(entry, parent);
    if (input !== undefined && hasAllInput) this.pieces.beginAnew(entry, "input");
    if (input !== undefined) this.input(entry, input);
    return entry;
  }

  input(call: Entry, at: ValuePath, continues = false): void {
    if (call !== 0) this.pieces.add(call, "input", this.record, at, continues);
  }

  result(result: NewResult): void {
    const { call, id, outcome, exitCode, output, continues = false, isPartial = false, marks: given = 0 } = result;
    const entry = this.callOf(call) || this.#orphan(call, given, id);
    const isTrue = (given & marks.madeUp) === 0;
    if (isTrue && continues) this.#note(entry, has.resultInParts);
    else if (isTrue && (given & marks.repeated) === 0) this.#forget(entry, has.resultInParts);
    if (!isPartial) this.#note(entry, isTrue ? has.result : has.madeUpResult);
    if (isTrue && !isPartial) {
      if ((given & marks.repeated) === 0) this.#note(entry, has.firstResult);
      this.outcome(entry, outcome);
      // A record that holds both tells one time for both: how long it took is unknown.
      if (this.#record.get(entry) !== this.record.number) this.#resultTime.set(entry, this.record.time ?? 0);
      if (exitCode !== undefined) this.#exitCode.set(entry, exitCode < 0 ? exitCode : exitCode + 1);
    }
    if (output !== undefined) this.pieces.add(entry, "output", this.record, output, false, given);
  }

  keptOf(call: Entry, part: KeptPart): void {
    if (call === 0) return;
    this.mark(call, marks.cut);
    this.cuts.set(call, part);
  }

  outcome(call: Entry, outcome: Outcome): void {
    if (call === 0 || outcome === "unknown") return;
    this.#state.set(call, outcomes.indexOf(outcome));
  }

  mark(entry: Entry, given: Marks): void {
    if (entry !== 0) this.#marks.set(entry, this.#marks.get(entry) | given);
  }

  unmark(entry: Entry, given: Marks): void {
    if (entry !== 0) this.#marks.set(entry, this.#marks.get(entry) & ~given);
  }

  markRange(from: Entry, to: Entry | undefined, given: Marks): void {
    const end = to ?? this.#count + 1;
    for (let entry = Math.max(from, 1); entry < end; entry++) this.mark(entry, given);
  }

  ofSubagent(from: Entry, call: Entry): void {
    this.agents.set(from, this.#count, call);
  }

  nextEntry(): Entry {
    return this.#count + 1;
  }

  compaction(key?: string): void {
    const id = key === undefined ? 0 : this.#texts.ofText(`compaction ${key}`);
    if (id !== 0 && this.#messageOf.get(id) !== 0) return;
    const entry = this.#add("compaction", id, 0);
    if (id !== 0) this.#messageOf.set(id, entry);
  }

  override error(message: string, isSaid = false): void {
    super.error(message);
    if (!isSaid) this.#name.set(this.#add("error", 0, 0), this.#texts.ofText(message));
  }

  override end(end: ConversationEnd): void {
    if (end === "open" && this.ended !== "open") this.turnFrom = this.nextEntry();
    super.end(end);
  }

  notice(text: string): void {
    this.#name.set(this.#add("notice", 0, 0), this.#texts.ofText(text));
  }

  sort(entry: Entry): EntrySort {
    return entrySorts[this.#sort.get(entry)] ?? "message";
  }

  speaker(entry: Entry): Speaker {
    return speakers[this.#state.get(entry)] ?? "user";
  }

  /** Of a call. */
  outcomeOf(entry: Entry): Outcome {
    return outcomes[this.#state.get(entry)] ?? "unknown";
  }

  marksOf(entry: Entry): Marks {
    return this.#marks.get(entry);
  }

  isLive(entry: Entry): boolean {
    return (this.#marks.get(entry) & notLive) === 0;
  }

  hasText(entry: Entry): boolean {
    return (this.#has.get(entry) & has.text) !== 0;
  }

  /** Whether anything was said: text, or an attachment alone. */
  hasContent(entry: Entry): boolean {
    return (this.#has.get(entry) & (has.text | has.attachment)) !== 0;
  }

  hasReasoning(entry: Entry): boolean {
    return (this.#has.get(entry) & has.reasoning) !== 0;
  }

  /** Of a call: whether the program made up a result of it. */
  hasMadeUpResult(entry: Entry): boolean {
    return (this.#has.get(entry) & has.madeUpResult) !== 0;
  }

  /** Of a call: whether a true result of it stands in the file. */
  hasResult(entry: Entry): boolean {
    return (this.#has.get(entry) & has.result) !== 0;
  }

  /** Whether its results are parts of one: a later one does not take an earlier one's place. */
  hasResultInParts(entry: Entry): boolean {
    return (this.#has.get(entry) & has.resultInParts) !== 0;
  }

  /** Whether one of them is no second copy. */
  hasFirstResult(entry: Entry): boolean {
    return (this.#has.get(entry) & has.firstResult) !== 0;
  }

  /** The record that began it. */
  recordOf(entry: Entry): number {
    return this.#record.get(entry);
  }

  /** The line of that record. */
  lineOf(entry: Entry): number {
    return this.#line.get(entry);
  }

  /** In milliseconds since 1970; undefined when the record has none. */
  timeOf(entry: Entry): number | undefined {
    return this.#time.get(entry) || undefined;
  }

  resultTimeOf(entry: Entry): number | undefined {
    return this.#resultTime.get(entry) || undefined;
  }

  /** How the command of a call ended; undefined where the file does not tell. */
  exitCodeOf(entry: Entry): number | undefined {
    const code = this.#exitCode.get(entry);
    return code === 0 ? undefined : code < 0 ? code : code - 1;
  }

  /** The message that made a call, or the call whose script did; 0: none is known. */
  ownerOf(entry: Entry): Entry {
    return this.#owner.get(entry);
  }

  /** A call's tool, or the text of a notice or an error. */
  nameOf(entry: Entry): string {
    return this.#texts.text(this.#name.get(entry));
  }

  /** The id of a message or call; "" when it has none. */
  idOf(entry: Entry): string {
    return this.#texts.text(this.#id.get(entry) || this.#key.get(entry));
  }

  #add(sort: EntrySort, id: number, given: Marks, name?: string): Entry {
    const entry = ++this.#count;
    this.#sort.set(entry, entrySorts.indexOf(sort));
    this.#marks.set(entry, given);
    this.#record.set(entry, this.record.number);
    this.#line.set(entry, this.record.line);
    this.#time.set(entry, this.record.time ?? 0);
    this.#key.set(entry, id);
    if (name !== undefined) this.#id.set(entry, this.#texts.ofText(name));
    return entry;
  }

  /** A result without a call that was met before, or a new one. */
  #orphan(call: string, given: Marks, name?: string): Entry {
    const id = this.#texts.ofText(call);
    const known = this.#orphanOf.get(id);
    if (known !== 0) return known;
    this.orphanResults++;
    const orphan = this.#add("orphan", id, given, name);
    if (id !== 0) this.#orphanOf.set(id, orphan);
    return orphan;
  }

  /** Its result may have been written before it: Claude Code 2.1.101 does so at times. */
  #newCall(id: number, given: Marks, name?: string): Entry {
    const orphan = this.#orphanOf.get(id);
    const entry = orphan === 0 ? this.#add("call", id, given, name) : orphan;
    if (id !== 0) this.#callOf.set(id, entry);
    if (orphan === 0) return entry;
    this.orphanResults--;
    this.#orphanOf.set(id, 0);
    this.#sort.set(entry, entrySorts.indexOf("call"));
    this.#marks.set(entry, given);
    this.#record.set(entry, this.record.number);
    this.#line.set(entry, this.record.line);
    this.#time.set(entry, this.record.time ?? 0);
    return entry;
  }

  #note(entry: Entry, what: number): void {
    this.#has.set(entry, this.#has.get(entry) | what);
  }

  #forget(entry: Entry, what: number): void {
    this.#has.set(entry, this.#has.get(entry) & ~what);
  }
}
