// The messages of one list, some ninety bytes each, in pages: servers send lists of a hundred thousand.

import { GrowingBytes, GrowingInts, GrowingNumbers } from "../../paging/growing.ts";
import type { ByteRange } from "../../scanner/byteWindow.ts";
import type { MessageTimes, WholeMessage } from "../messageOperations.ts";
import { messageRoles } from "../messageOperations.ts";
import type { HeldResult } from "./heldResults.ts";

/** A message of a list, and what its tool calls hold. */
export interface ReadMessage {
  readonly message: WholeMessage;
  readonly results: readonly HeldResult[];
}

/** What a message has beside its numbers; bits. */
const has = { mend: 1, times: 2, stated: 4, activityType: 8 } as const;

export class PackedMessages {
  /** Elements of the list. */
  count = 0;
  /** Elements that are no messages. */
  left = 0;
  /** Messages that cannot be taken as they are. */
  mended = 0;
  /** By element: where it ends. */
  readonly #end = new GrowingNumbers();
  /** One more than the position in `messageRoles`; 0: it is no message. */
  readonly #role = new GrowingBytes();
  readonly #has = new GrowingBytes();
  readonly #id = new GrowingInts();
  readonly #answers = new GrowingInts();
  readonly #range = new Ranges();
  readonly #activityType = new Ranges();
  readonly #times = new Ranges();
  readonly #stated = new Ranges();
  /** Calls of all elements up to this one. */
  readonly #callsEnd = new GrowingInts();
  readonly #calls = new GrowingInts();
  /** Few producers write results there; by element, in order. */
  readonly #results = new Map<number, readonly HeldResult[]>();

  /** `end`: where the element ends, from the list's begin. */
  add(read: ReadMessage | undefined, end: number): void {
    const at = this.count++;
    let calls = this.#callsBefore(at);
    this.#end.set(at, end);
    this.#role.set(at, read === undefined ? 0 : messageRoles.indexOf(read.message.role) + 1);
    if (read === undefined) this.left++;
    else {
      for (const call of read.message.calls) this.#calls.set(calls++, call);
      this.#set(at, read.message);
      if (read.message.mend) this.mended++;
      if (read.results.length > 0) this.#results.set(at, read.results);
    }
    this.#callsEnd.set(at, calls);
  }

  #set(at: number, { id, range, mend, answers, activityType, times, stated }: WholeMessage): void {
    this.#id.set(at, id);
    this.#answers.set(at, answers);
    this.#range.set(at, range.offset, range.length);
    if (activityType !== undefined) this.#activityType.set(at, activityType.offset, activityType.length);
    if (times !== undefined) this.#times.set(at, times.first, times.last);
    if (stated !== undefined) this.#stated.set(at, stated.first, stated.last);
    this.#has.set(
      at,
      (mend ? has.mend : 0) |
        (times === undefined ? 0 : has.times) |
        (stated === undefined ? 0 : has.stated) |
        (activityType === undefined ? 0 : has.activityType),
    );
  }

  /** Forgets what comes behind the first `count` elements. */
  cut(count: number): void {
    for (let at = count; at < this.count; at++) {
      if (this.#role.get(at) === 0) this.left--;
      else if ((this.#has.get(at) & has.mend) !== 0) this.mended--;
      this.#results.delete(at);
    }
    this.count = count;
  }

  /** Where an element ends, from the list's begin. */
  endOf(element: number): number {
    return this.#end.get(element);
  }

  /** How many elements end within the first bytes of the list. */
  countWithin(bytes: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#end.get(middle) <= bytes) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The messages, in order. */
  *[Symbol.iterator](): Generator<WholeMessage> {
    for (let at = 0; at < this.count; at++) {
      const role = messageRoles[this.#role.get(at) - 1];
      if (role === undefined) continue;
      const bits = this.#has.get(at);
      const calls: number[] = [];
      for (let call = this.#callsBefore(at); call < this.#callsEnd.get(at); call++) calls.push(this.#calls.get(call));
      yield {
        id: this.#id.get(at),
        role,
        range: this.#range.rangeAt(at),
        mend: (bits & has.mend) !== 0,
        calls,
        answers: this.#answers.get(at),
        activityType: (bits & has.activityType) === 0 ? undefined : this.#activityType.rangeAt(at),
        times: (bits & has.times) === 0 ? undefined : this.#times.timesAt(at),
        stated: (bits & has.stated) === 0 ? undefined : this.#stated.timesAt(at),
      };
    }
  }

  /** What the calls of all elements hold. */
  held(): readonly HeldResult[] {
    return [...this.#results.values()].flat();
  }

  #callsBefore(at: number): number {
    return at === 0 ? 0 : this.#callsEnd.get(at - 1);
  }
}

/** Two numbers an element. */
class Ranges {
  readonly #numbers = new GrowingNumbers();

  set(at: number, one: number, other: number): void {
    this.#numbers.set(2 * at, one);
    this.#numbers.set(2 * at + 1, other);
  }

  rangeAt(at: number): ByteRange {
    return { offset: this.#numbers.get(2 * at), length: this.#numbers.get(2 * at + 1) };
  }

  timesAt(at: number): MessageTimes {
    return { first: this.#numbers.get(2 * at), last: this.#numbers.get(2 * at + 1) };
  }
}
