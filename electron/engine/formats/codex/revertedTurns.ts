// Turns that the app-server took back. What it prints says that a thread was reverted and not to where (0.169), so at least
// the last turn is gone; where the log holds the client's request, too, that names the first turn that is. Else what the thread
// has taken tells, when the next response says it: the total falls back by what the turns took that are gone (0.171).
// Before (thread/rollback, up to 0.145) nothing is announced: the response lists the turns that are left.

import { GrowingInts, GrowingNumbers } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import { textAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { Recent } from "./recent.ts";

export class RevertedTurns {
  readonly #operations: ConversationOperations;
  readonly #turns = new TextIds();
  /** By turn: the entries [from, to) that were begun in it, and the turn before it in its thread. */
  readonly #from = new GrowingInts();
  readonly #to = new GrowingInts();
  readonly #before = new GrowingInts();
  /** By turn: the tokens that its thread had taken behind its last response; 0: nothing told. */
  readonly #taken = new GrowingNumbers();
  /** By thread: its last turn. */
  readonly #last = new Recent<number>(1024);
  /** By thread: the first turn that its client wants to be taken back. */
  readonly #asked = new Recent<number>();
  /** Threads that were reverted, nobody knows to where, and have not told what they had taken then. */
  readonly #untold = new Recent<true>();

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  begin(thread: string, turn: string): void {
    const number = this.#numberOf(thread, turn);
    if (number === 0 || this.#from.get(number) !== 0) return;
    this.#from.set(number, this.#operations.nextEntry());
    this.#before.set(number, this.#last.get(thread) ?? 0);
    this.#last.set(thread, number);
  }

  end(thread: string, turn: string): void {
    const number = this.#numberOf(thread, turn);
    if (this.#from.get(number) !== 0) this.#to.set(number, this.#operations.nextEntry());
  }

  /** `thread/revert`, which the client sends. */
  ask(params: unknown): void {
    const thread = textAt(params, "threadId") ?? "";
    this.#asked.set(thread, this.#numberOf(thread, textAt(params, "beforeTurnId") ?? ""));
  }

  /** `thread/reverted`. */
  takeBack(thread: string): void {
    const asked = this.#asked.get(thread) ?? 0;
    this.#asked.delete(thread);
    const isUntold = this.#from.get(asked) === 0;
    if (isUntold) this.#untold.set(thread, true);
    const first = isUntold ? this.#last.get(thread) : asked;
    let turn = this.#last.get(thread) ?? 0;
    while (turn !== 0) {
      this.#markUndone(turn);
      const isFirst = turn === first;
      turn = this.#before.get(turn);
      if (isFirst) break;
    }
    this.#last.set(thread, turn);
  }

  /** A thread has taken `total` tokens with a response in this turn, `before` of them before it. */
  took(thread: string, turn: string, total: number, before: number): void {
    const number = this.#numberOf(thread, turn);
    if (this.#from.get(number) === 0) return;
    this.#taken.set(number, total);
    if (this.#untold.get(thread) === undefined) return;
    this.#untold.delete(thread);
    // Turns that end with more than the thread had taken are none of it.
    let kept = this.#before.get(number);
    while (kept !== 0 && this.#taken.get(kept) > before) {
      this.#markUndone(kept);
      kept = this.#before.get(kept);
    }
    this.#before.set(number, kept);
  }

  #markUndone(turn: number): void {
    const to = this.#to.get(turn);
    this.#operations.markRange(this.#from.get(turn), to === 0 ? undefined : to, marks.undone);
  }

  /** A response lists a thread's turns, the last of which is this one: those that have ended behind it are gone. */
  keepUpTo(thread: string, turn: string): void {
    const kept = this.#numberOf(thread, turn);
    const last = this.#last.get(thread) ?? 0;
    if (this.#from.get(kept) === 0 || this.#to.get(last) === 0) return;
    let behind = last;
    while (behind !== 0 && behind !== kept) behind = this.#before.get(behind);
    while (behind === kept && this.#last.get(thread) !== kept) this.takeBack(thread);
  }

  #numberOf(thread: string, turn: string): number {
    return this.#turns.ofText(`${thread} ${turn}`);
  }
}
