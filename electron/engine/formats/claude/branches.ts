// Which prompts of a session were taken back. Lines name their parents, but the way from the last line to the root is not
// the conversation: of parallel calls all but one lie beside it (Claude Code 2.1.328: blocks hang under each other, each
// result under its own call, the next line under the result that was written last). So a line belongs to the turn of the
// prompt above it, however it hangs there, and only turns that begin at the same place are rivals: the one that went on last
// is live, the others were rewound.
//
// Some thirty bytes a line beside its id.

import type { Entry } from "../conversationOperations.ts";
import { GrowingBytes, GrowingInts } from "../growing.ts";
import { TextIds } from "../textIds.ts";

export interface BranchLine {
  readonly id: string;
  /** Undefined: it hangs under the line before it. */
  readonly parent: string | undefined;
  /** The session that a prompt begins, which says that it has no parent. */
  readonly begins: string | undefined;
  /** A prompt or whatever else begins a turn. */
  readonly opensTurn: boolean;
  /** The entries [from, to) that were begun in it. */
  readonly from: Entry;
  readonly to: Entry;
}

const isLine = 1;
const opens = 2;
const lost = 4;
/** Stands for a turn that is being looked for. */
const looking = -1;

export class Branches {
  readonly #ids = new TextIds();
  readonly #flags = new GrowingBytes();
  readonly #parent = new GrowingInts();
  /** The line before it in the file: where a line without a known parent hangs. */
  readonly #before = new GrowingInts();
  readonly #from = new GrowingInts();
  readonly #to = new GrowingInts();
  /** Lines in the order of the file. */
  readonly #lines = new GrowingInts();
  #count = 0;
  #last = 0;
  /** By line: one more than the turn it belongs to, which is its opening line, or no turn: 0. */
  readonly #turn = new GrowingInts();

  has(id: string): boolean {
    return (this.#flags.get(this.#ids.known(id)) & isLine) !== 0;
  }

  /** A line beside the tree, which only must not come twice. */
  note(id: string): void {
    const line = this.#ids.ofText(id);
    if (line !== 0) this.#flags.set(line, this.#flags.get(line) | isLine);
  }

  add({ id, parent, begins, opensTurn, from, to }: BranchLine): void {
    const line = this.#ids.ofText(id);
    if (line === 0) return;
    this.#flags.set(line, isLine | (opensTurn ? opens : 0));
    // Prompts that begin one session are rivals: the first was taken back.
    const root = begins === undefined ? this.#last : this.#ids.ofText(`session ${begins}`);
    this.#parent.set(line, parent === undefined ? root : this.#ids.ofText(parent));
    this.#before.set(line, this.#last);
    this.#from.set(line, from);
    this.#to.set(line, to);
    this.#lines.set(this.#count++, line);
    this.#last = line;
  }

  /** Entries that lie on rewound branches, as ranges [from, to). */
  *undone(): Generator<readonly [from: Entry, to: Entry]> {
    for (let at = 0; at < this.#count; at++) this.#findTurn(this.#lines.get(at));
    this.#chooseAmongRivals();
    for (let at = 0; at < this.#count; at++) {
      const line = this.#lines.get(at);
      const [from, to] = [this.#from.get(line), this.#to.get(line)];
      if (from < to && (this.#flags.get(this.#turnOf(line)) & lost) !== 0) yield [from, to];
    }
  }

  /** Walks up to a line whose turn is known; what is its own ancestor (hostile) belongs to no turn. */
  #findTurn(line: number): void {
    let top = line;
    while (top !== 0 && this.#turn.get(top) === 0 && !this.#opens(top)) {
      this.#turn.set(top, looking);
      top = this.#above(top);
    }
    const turn = this.#opens(top) ? top : Math.max(this.#turn.get(top) - 1, 0);
    if (this.#opens(top)) this.#turn.set(top, top + 1);
    for (let at = line; this.#turn.get(at) === looking; at = this.#above(at)) this.#turn.set(at, turn + 1);
  }

  #opens(line: number): boolean {
    return (this.#flags.get(line) & opens) !== 0;
  }

  #turnOf(line: number): number {
    return Math.max(this.#turn.get(line) - 1, 0);
  }

  /** Where a line hangs: under its parent, or under the line before when the parent is not in the file. */
  #above(line: number): number {
    const parent = this.#parent.get(line);
    return (this.#flags.get(parent) & isLine) === 0 ? this.#before.get(line) : parent;
  }

  #chooseAmongRivals(): void {
    /** By turn: the place in the file of the last line in it or in turns that follow it. */
    const end = new GrowingInts();
    /** By turn: of those that begin at its end, the one that went on last. */
    const next = new GrowingInts();
    for (let at = this.#count - 1; at >= 0; at--) {
      const line = this.#lines.get(at);
      const turn = this.#turnOf(line);
      end.set(turn, Math.max(end.get(turn), at + 1));
      if (turn !== line) continue;
      const before = this.#turnBefore(line);
      end.set(before, Math.max(end.get(before), end.get(turn)));
      const rival = next.get(before);
      if (rival === 0 || end.get(rival) < end.get(turn)) next.set(before, turn);
    }
    for (let at = 0; at < this.#count; at++) {
      const turn = this.#lines.get(at);
      if (this.#turnOf(turn) !== turn) continue;
      const before = this.#turnBefore(turn);
      const isLost = next.get(before) !== turn || (this.#flags.get(before) & lost) !== 0;
      if (isLost) this.#flags.set(turn, this.#flags.get(turn) | lost);
    }
  }

  /** The turn at whose end a turn begins, or what stands for its session's beginning. */
  #turnBefore(turn: number): number {
    const parent = this.#parent.get(turn);
    // Of a parent that is not in the file nothing is known but which other prompts name it.
    return (this.#flags.get(parent) & isLine) === 0 ? parent : this.#turnOf(parent);
  }
}
