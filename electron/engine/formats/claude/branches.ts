// Which prompts of a session were taken back. Lines name their parents, but the way from the last line to the root is not
// the conversation: of parallel calls all but one lie beside it (Claude Code 2.1.328: blocks hang under each other, each
// result under its own call, the next line under the result that was written last). So a line belongs to the turn of the
// prompt above it, however it hangs there, and only turns that begin at the same place are rivals: the one that went on last
// is live, the others were rewound. A prompt that waited while its turn went on and was answered there begins nothing: it hangs in the
// middle of that turn, is written behind what follows its parent, and has no answer of its own (1.0.128).
//
// Kept are the turn of every line by the line's id, and a few numbers a turn.

import type { Archive } from "../../paging/archive.ts";
import { GrowingBytes, GrowingInts } from "../../paging/growing.ts";
import type { IdText } from "../../paging/textIds.ts";
import { TextIds } from "../../paging/textIds.ts";
import type { Entry } from "../conversationOperations.ts";

export interface BranchLine {
  readonly id: IdText;
  /** Undefined: it hangs under the line before it. */
  readonly parent: IdText | undefined;
  /** The session that a prompt begins, which says that it has no parent. */
  readonly begins: string | undefined;
  /** A prompt or whatever else begins a turn. */
  readonly opensTurn: boolean;
  readonly isAnswer: boolean;
  /** The entries [from, to) that were begun in it. */
  readonly from: Entry;
  readonly to: Entry;
}

export class Branches {
  readonly #ids = new TextIds();
  /** By line: one more than its turn; turn 0 is before the first prompt. */
  readonly #turnOf = new GrowingInts();
  #turns = 0;
  /** The turn of the line before. */
  #last = 0;
  #lines = 0;
  /** By turn: where it begins, which is a turn's end or the beginning of a session, and the last line in it. */
  readonly #begins = new GrowingInts();
  readonly #end = new GrowingInts();
  /** By turn: the number of its last answer's id, which come in their order; and whether it began where the turn had gone on. */
  readonly #lastAnswer = new GrowingInts();
  readonly #isBehind = new GrowingBytes();
  /** Stretches of entries that belong to one turn: where each begins, and which turn it is. */
  #stretches = 0;
  readonly #stretchFrom = new GrowingInts();
  readonly #stretchTurn = new GrowingInts();

  /** Before `undone` was asked for. Pauses where it yields. */
  *archive(archive: Archive): Generator<undefined> {
    this.#turns = archive.number(this.#turns);
    this.#last = archive.number(this.#last);
    this.#lines = archive.number(this.#lines);
    this.#stretches = archive.number(this.#stretches);
    yield* this.#ids.archive(archive);
    for (const column of [this.#turnOf, this.#begins, this.#end]) yield* column.archive(archive);
    for (const column of [this.#lastAnswer, this.#isBehind]) yield* column.archive(archive);
    for (const column of [this.#stretchFrom, this.#stretchTurn]) yield* column.archive(archive);
  }

  has(id: IdText): boolean {
    return this.#turnOf.get(this.#ids.knownOf(id)) !== 0;
  }

  /** A line beside the tree, which only must not come twice. */
  note(id: string): void {
    this.noteNumber(this.#ids.of(id));
  }

  /** A line that goes on where the one before it ended, whatever its parent, and begins nothing. */
  follow(id: string, entry: Entry): void {
    this.addWithin(id, undefined, false, entry, entry);
  }

  add({ id, parent, begins, opensTurn, isAnswer, from, to }: BranchLine): void {
    if (!opensTurn) {
      this.addWithin(id, parent, isAnswer, from, to);
      return;
    }
    const turn = this.#openTurn(parent === undefined ? 0 : this.#ids.knownOf(parent), begins);
    this.#addTo(turn, id, isAnswer, from, to);
  }

  /** `under`: the number of the id of the line that it hangs under; 0: of none. */
  #openTurn(under: number, begins: string | undefined): number {
    const above = this.#turnAbove(under);
    const turn = ++this.#turns;
    this.#begins.set(turn, begins === undefined ? above : this.#beginningOf(begins));
    if (under !== 0 && under < this.#lastAnswer.get(above)) this.#isBehind.set(turn, 1);
    return turn;
  }

  /** The number of a line's id, whether or not the line is known. */
  numberOf(id: IdText): number {
    return this.#ids.of(id);
  }

  /** Whether the line with this number is known. */
  hasNumber(number: number): boolean {
    return this.#turnOf.get(number) !== 0;
  }

  /** The number of the id of a line that was met; 0: none has it. Mostly a line's parent was met last, so whoever asks for both asks for this first. */
  knownNumberOf(id: IdText): number {
    return this.#ids.knownOf(id);
  }

  /** As `note`, of a line whose id has this number. */
  noteNumber(number: number): void {
    if (number !== 0) this.#turnOf.set(number, 1);
  }

  /** As `addWithin`, of a line whose id has this number, and its parent's that (0: it is not known). */
  addNumber(number: number, parent: number, isAnswer: boolean, from: Entry, to: Entry): void {
    this.#put(this.#turnAbove(parent), number, isAnswer, from, to);
  }

  /** As `add`, of a prompt that hangs under a line, by the numbers of both ids. */
  addPrompt(number: number, parent: number, from: Entry, to: Entry): void {
    this.#put(this.#openTurn(parent, undefined), number, false, from, to);
  }

  /** A line that opens no turn, with the entries [from, to) that were begun in it. Most lines are such: nothing is made of it. */
  addWithin(id: IdText, parent: IdText | undefined, isAnswer: boolean, from: Entry, to: Entry): void {
    const turn = this.#turnAbove(parent === undefined ? 0 : this.#ids.knownOf(parent));
    this.#addTo(turn, id, isAnswer, from, to);
  }

  #addTo(turn: number, id: IdText, isAnswer: boolean, from: Entry, to: Entry): void {
    this.#put(turn, this.#ids.of(id), isAnswer, from, to);
  }

  #put(turn: number, number: number, isAnswer: boolean, from: Entry, to: Entry): void {
    this.#lines++;
    if (number !== 0) this.#turnOf.set(number, turn + 1);
    if (isAnswer) this.#lastAnswer.set(turn, number);
    this.#end.set(turn, this.#lines);
    this.#last = turn;
    if (from < to && (this.#stretches === 0 || this.#stretchTurn.get(this.#stretches) !== turn)) {
      this.#stretchFrom.set(++this.#stretches, from);
      this.#stretchTurn.set(this.#stretches, turn);
    }
  }

  #keep(id: IdText, turn: number): number {
    const number = this.#ids.of(id);
    if (number !== 0) this.#turnOf.set(number, turn);
    return number;
  }

  /** Of a parent that is not in the file, or comes behind its child, the line before tells as much. */
  #turnAbove(parent: number): number {
    const known = parent === 0 ? 0 : this.#turnOf.get(parent);
    return known === 0 ? this.#last : known - 1;
  }

  /**
   * A turn of its own, which begins nowhere, stands for the beginning of a session: prompts that begin there are rivals, and
   * sessions in one file are not.
   */
  #beginningOf(session: string): number {
    const key = `session ${session}`;
    const known = this.#turnOf.get(this.#ids.known(key));
    if (known !== 0) return known - 1;
    const beginning = ++this.#turns;
    this.#keep(key, beginning + 1);
    this.#begins.set(beginning, beginning);
    return beginning;
  }

  /** Entries that lie on rewound branches, as ranges [from, to); the end of the last one is open. */
  *undone(): Generator<readonly [from: Entry, to: Entry | undefined]> {
    const isLost = this.#findLost();
    for (let stretch = 1; stretch <= this.#stretches; stretch++) {
      if (isLost.get(this.#stretchTurn.get(stretch)) === 0) continue;
      yield [
        this.#stretchFrom.get(stretch),
        stretch < this.#stretches ? this.#stretchFrom.get(stretch + 1) : undefined,
      ];
    }
  }

  #findLost(): GrowingBytes {
    /** By turn: of those that begin at its end, the one that went on last. */
    const next = new GrowingInts();
    /** By turn: something was answered in it, or in one that begins there. */
    const isAnswered = new GrowingBytes();
    for (let turn = this.#turns; turn >= 1; turn--) {
      const before = this.#begins.get(turn);
      if (this.#lastAnswer.get(turn) !== 0) isAnswered.set(turn, 1);
      if (before === turn) continue;
      if (isAnswered.get(turn) !== 0) isAnswered.set(before, 1);
      this.#end.set(before, Math.max(this.#end.get(before), this.#end.get(turn)));
      const rival = next.get(before);
      if (rival === 0 || this.#end.get(rival) < this.#end.get(turn)) next.set(before, turn);
    }
    const isLost = new GrowingBytes();
    for (let turn = 1; turn <= this.#turns; turn++) {
      const before = this.#begins.get(turn);
      if (before === turn) continue;
      const waited = this.#isBehind.get(turn) !== 0 && isAnswered.get(turn) === 0;
      if ((next.get(before) !== turn && !waited) || isLost.get(before) !== 0) isLost.set(turn, 1);
    }
    return isLost;
  }
}
