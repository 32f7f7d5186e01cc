// Folds what a family says of its records (ConversationOperations) into one conversation: messages, calls and rulers in the
// order in which they were begun. It knows no family and no format.

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
} from "../formats/conversationOperations.ts";
import { marks } from "../formats/conversationOperations.ts";
import type { Archive } from "../paging/archive.ts";
import { GrowingInts } from "../paging/growing.ts";
import type { IdText } from "../paging/textIds.ts";
import { stringOf } from "../paging/textIds.ts";
import type { EntrySort } from "./entryColumns.ts";
import { EntryColumns, entrySorts, has, outcomes, speakers } from "./entryColumns.ts";

/**
 * Says where things are, by record and path, and holds none of the texts. Entries count from 1; 0 is none, and to add
 * something to it does nothing. `at` is called before what a record says is told.
 */
export class Entries extends EntryColumns implements ConversationOperations {
  /** By the key's number. */
  readonly #messageOf = new GrowingInts();
  readonly #callOf = new GrowingInts();
  /** Results that wait for their call. */
  readonly #orphanOf = new GrowingInts();

  override *archiveOpen(archive: Archive): Generator<undefined> {
    yield* super.archiveOpen(archive);
    for (const column of [this.#messageOf, this.#callOf, this.#orphanOf]) yield* column.archive(archive);
  }

  message({ key, id: name, speaker, marks: given = 0 }: NewMessage): Entry {
    const id = key === undefined ? 0 : this.texts.of(key);
    const known = id === 0 ? 0 : this.#messageOf.get(id);
    if (known !== 0) {
      this.mark(known, given);
      return known;
    }
    const entry = this.#add("message", id, given, name);
    this.states.set(entry, speakers.indexOf(speaker));
    if (id !== 0) this.#messageOf.set(id, entry);
    return entry;
  }

  messageOf(key: IdText): Entry {
    return this.#messageOf.get(this.texts.knownOf(key));
  }

  callOf(key: IdText): Entry {
    return this.#callOf.get(this.texts.knownOf(key));
  }

  /** A result that waits for its call. */
  orphanOf(call: IdText): Entry {
    return this.#orphanOf.get(this.texts.knownOf(call));
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
    const id = this.texts.of(key);
    const last = this.#callOf.get(id);
    const isAnother = isNew && (message === 0 ? this.hasResult(last) : this.ownerOf(last) !== message);
    const known = isAnother ? 0 : last;
    const entry = known === 0 ? this.#newCall(id, given, name) : known;
    if (known !== 0) this.mark(entry, given);
    // Whoever reads on needs ids that tell calls apart.
    if (isAnother && last !== 0) {
      this.finding("duplicate-id", "The id of this call was given to another one before.");
      this.ids.set(entry, this.texts.ofText(`${name ?? stringOf(key)} (${entry})`));
    }
    if (tool !== "") this.names.set(entry, this.texts.ofText(tool));
    if (parent !== 0 && parent !== entry) this.owners.set(entry, parent);
    if (input !== undefined && hasAllInput) this.pieces.beginAnew(entry, "input");
    if (input !== undefined) this.input(entry, input);
    return entry;
  }

  input(call: Entry, at: ValuePath, continues = false): void {
    if (call !== 0) this.pieces.add(call, "input", this.record, at, continues);
  }

  result(result: NewResult): void {
    const { call, id, outcome, exitCode, output, continues = false, isPartial = false, marks: given = 0 } = result;
    const { hasLateTimes = false, isPiece = false, worked } = result;
    const entry = this.callOf(call) || this.#orphan(call, given, id);
    const isTrue = (given & marks.madeUp) === 0;
    if (isTrue && continues) this.#note(entry, has.resultInParts);
    else if (isTrue && (given & marks.repeated) === 0) this.#forget(entry, has.resultInParts);
    if (!isPartial) this.#note(entry, isTrue ? has.result : has.madeUpResult);
    if (hasLateTimes) this.#note(entry, has.lateTimes);
    if (isTrue && !isPartial) {
      if ((given & marks.repeated) === 0) this.#note(entry, has.firstResult);
      this.outcome(entry, outcome);
      // A record that holds both tells one time for both: how long it took is unknown, unless it says so.
      if (worked !== undefined) {
        this.times.set(entry, worked.from);
        this.resultTimes.set(entry, worked.to);
      } else if (this.records.get(entry) !== this.record.number) this.resultTimes.set(entry, this.record.time ?? 0);
      if (exitCode !== undefined) this.exitCodes.set(entry, exitCode < 0 ? exitCode : exitCode + 1);
    }
    if (output !== undefined) this.pieces.add(entry, "output", this.record, output, isPiece, given);
  }

  keptOf(call: Entry, part: KeptPart): void {
    if (call === 0) return;
    this.mark(call, marks.cut);
    this.cuts.set(call, part);
  }

  outcome(call: Entry, outcome: Outcome): void {
    if (call === 0 || outcome === "unknown") return;
    this.states.set(call, outcomes.indexOf(outcome));
  }

  replace(announced: Entry, real: Entry): void {
    if (announced === 0 || real === 0) return;
    this.pieces.drop(announced);
    this.#become(announced, real);
  }

  join(part: Entry, whole: Entry): void {
    if (part === 0 || whole === 0) return;
    this.pieces.join(part, whole);
    this.#note(whole, this.parts.get(part));
    this.#become(part, whole);
  }

  #become(entry: Entry, real: Entry): void {
    this.sorts.set(entry, entrySorts.indexOf("replaced"));
    this.owners.set(entry, real);
    this.parts.set(entry, 0);
  }

  mark(entry: Entry, given: Marks): void {
    if (entry !== 0) this.markSets.set(entry, this.markSets.get(entry) | given);
  }

  unmark(entry: Entry, given: Marks): void {
    if (entry !== 0) this.markSets.set(entry, this.markSets.get(entry) & ~given);
  }

  markRange(from: Entry, to: Entry | undefined, given: Marks): void {
    const end = to ?? this.last + 1;
    for (let entry = Math.max(from, 1); entry < end; entry++) this.mark(entry, given);
  }

  ofSubagent(from: Entry, call: Entry): void {
    this.agents.set(from, this.last, call);
  }

  nextEntry(): Entry {
    return this.last + 1;
  }

  compaction(key?: string): void {
    const id = key === undefined ? 0 : this.texts.ofText(`compaction ${key}`);
    if (id !== 0 && this.#messageOf.get(id) !== 0) return;
    const entry = this.#add("compaction", id, 0);
    if (id !== 0) this.#messageOf.set(id, entry);
  }

  override error(message: string, isSaid = false): void {
    super.error(message);
    if (!isSaid) this.names.set(this.#add("error", 0, 0), this.texts.ofText(message));
  }

  override end(end: ConversationEnd): void {
    if (end === "open" && this.ended !== "open") this.turnFrom = this.nextEntry();
    super.end(end);
  }

  notice(text: string): void {
    this.names.set(this.#add("notice", 0, 0), this.texts.ofText(text));
  }

  #add(sort: EntrySort, id: number, given: Marks, name?: string): Entry {
    const entry = ++this.last;
    this.sorts.set(entry, entrySorts.indexOf(sort));
    this.markSets.set(entry, given);
    this.records.set(entry, this.record.number);
    this.lines.set(entry, this.record.line);
    this.times.set(entry, this.record.time ?? 0);
    this.keys.set(entry, id);
    if (name !== undefined) this.ids.set(entry, this.texts.ofText(name));
    return entry;
  }

  /** A result without a call that was met before, or a new one. */
  #orphan(call: IdText, given: Marks, name?: string): Entry {
    const id = this.texts.of(call);
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
    this.sorts.set(entry, entrySorts.indexOf("call"));
    this.markSets.set(entry, given);
    this.records.set(entry, this.record.number);
    this.lines.set(entry, this.record.line);
    this.times.set(entry, this.record.time ?? 0);
    return entry;
  }

  #note(entry: Entry, what: number): void {
    this.parts.set(entry, this.parts.get(entry) | what);
  }

  #forget(entry: Entry, what: number): void {
    this.parts.set(entry, this.parts.get(entry) & ~what);
  }
}
