// A session that is resumed may write its lines again, under new ids and with their old times: 2.0.30 does where a prompt has
// several blocks, as one with a picture has, from that prompt on. Such copies are told by a prompt that has the time of an earlier
// one, which was answered since; they go on up to the time that had been reached.

import type { Archive } from "../../paging/archive.ts";
import type { IdText } from "../../paging/textIds.ts";
import { TextIds } from "../../paging/textIds.ts";
import { isTrueAt, textAt } from "../condensedValue.ts";
import { isNumber, orNone, valueIn } from "../keptValue.ts";

interface Times {
  readonly latest: number | undefined;
  readonly lastAnswer: number | undefined;
  readonly until: number | undefined;
}

const timesIn = valueIn<Times>({ latest: orNone(isNumber), lastAnswer: orNone(isNumber), until: orNone(isNumber) });

export class Repetitions {
  /** Times of prompts, as they are written. */
  readonly #prompts = new TextIds();
  #latest: number | undefined;
  #lastAnswer: number | undefined;
  /** Lines up to this time are copies. */
  #until: number | undefined;

  *archive(archive: Archive): Generator<undefined> {
    const times = { latest: this.#latest, lastAnswer: this.#lastAnswer, until: this.#until };
    const kept = archive.value<Times>(times, timesIn);
    this.#latest = kept.latest;
    this.#lastAnswer = kept.lastAnswer;
    this.#until = kept.until;
    yield* this.#prompts.archive(archive);
  }

  /** Whether a line is a second copy. Every line of the tree is to be shown, in order. */
  isCopy(line: unknown, time: number | undefined): boolean {
    if (time === undefined || isTrueAt(line, "isSidechain")) return false;
    if (this.goesOn(time)) return true;
    this.#until = undefined;
    const isUsers = textAt(line, "type") === "user" && this.isBeforeAnswer(time);
    if (isUsers && this.#prompts.known(textAt(line, "timestamp") ?? "") !== 0) {
      this.#until = this.#latest;
      return true;
    }
    this.reached(time, textAt(line, "type") === "assistant");
    return false;
  }

  /** Whether copies are being written, and a line of this time is one. */
  goesOn(time: number | undefined): boolean {
    return this.#until !== undefined && time !== undefined && time <= this.#until;
  }

  /** Whether a line of this time is older than an answer before it, so that a user's may begin copies. */
  isBeforeAnswer(time: number | undefined): boolean {
    return time !== undefined && this.#lastAnswer !== undefined && time < this.#lastAnswer;
  }

  /** A line that is none, which may be an answer's. */
  reached(time: number | undefined, isAnswer: boolean): void {
    if (time === undefined) return;
    this.#until = undefined;
    this.#latest = Math.max(this.#latest ?? time, time);
    if (isAnswer) this.#lastAnswer = Math.max(this.#lastAnswer ?? time, time);
  }

  /** A line was a prompt, whose time is written so. */
  prompted(written: IdText | undefined): void {
    if (written !== undefined) this.#prompts.of(written);
  }
}
