// When messages began and ended, by their ids: in ms since 1970. The events of one message mostly come in a row, so what was noted
// last is at hand, and a column is touched only where something is new.

import type { MessageTimes } from "../formats/messageOperations.ts";
import { GrowingNumbers } from "../paging/growing.ts";

const none = -1;

export class IdTimes {
  readonly #first = new GrowingNumbers();
  readonly #last = new GrowingNumbers();
  /** The id that was noted last, and its times. */
  #noted = none;
  #notedFirst = 0;
  #notedLast = 0;

  /** 0 when they are not known. */
  of(id: number): MessageTimes {
    return { first: this.#first.get(id), last: this.#last.get(id) };
  }

  set(id: number, { first, last }: MessageTimes): void {
    this.#first.set(id, first);
    this.#last.set(id, last);
    this.#noted = none;
  }

  /** A part of it came then. */
  note(id: number, time: number): void {
    if (id !== this.#noted) {
      this.#noted = id;
      this.#notedFirst = this.#first.get(id);
      this.#notedLast = this.#last.get(id);
    }
    const isNew = this.#notedFirst === 0;
    if (isNew || time < this.#notedFirst) {
      this.#notedFirst = time;
      this.#first.set(id, time);
    }
    if (isNew || time > this.#notedLast) {
      this.#notedLast = time;
      this.#last.set(id, time);
    }
  }
}
