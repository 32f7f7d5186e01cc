// A session that is resumed goes on in a new file, which begins with all of its lines under new ids (1.0.58). Their times are new, too:
// that of the copying, to the millisecond. No model answers in the millisecond in which it was asked; so lines at a
// file's beginning that follow one another without a pause, answers among them, are copies. A prompt among them stands in blocks,
// while the one that is asked now is a text.

import type { Archive } from "../../paging/archive.ts";
import { isText, isTrueAt, textAt, valueAt } from "../condensedValue.ts";
import { isBoolean, isNumber, orNone, valueIn } from "../keptValue.ts";

/** Milliseconds between the writing of two copies. */
const pause = 1;
/** Versions that are known to do so; later ones write on in the same file (1.0.98). */
const versions = /^(?:0|1\.0)\./;

const ownIn = valueIn<{ last?: number | undefined; isOver: boolean; areCopies: boolean }>({
  last: orNone(isNumber),
  isOver: isBoolean,
  areCopies: isBoolean,
});

export class ResumedCopies {
  /** The time of the line before, while all lines may be copies. */
  #last: number | undefined;
  #isOver = false;
  #areCopies = false;

  archive(archive: Archive): void {
    const own = { last: this.#last, isOver: this.#isOver, areCopies: this.#areCopies };
    const kept = archive.value(own, ownIn);
    this.#last = kept.last;
    this.#isOver = kept.isOver;
    this.#areCopies = kept.areCopies;
  }

  /** What a line says of itself and of all lines before it. Every line of the tree is to be shown, in order. */
  take(line: unknown, time: number | undefined): "copies" | "own" {
    if (this.#isOver || time === undefined) return "own";
    if (!this.#goesOn(line, time)) {
      this.#isOver = true;
      return "own";
    }
    this.#last = time;
    if (textAt(line, "type") === "assistant") this.#areCopies = true;
    return this.#areCopies ? "copies" : "own";
  }

  /** Whether a line of this time may still be a copy. */
  get mayGoOn(): boolean {
    return !this.#isOver;
  }

  #goesOn(line: unknown, time: number): boolean {
    if (isText(valueAt(line, "message", "content")) || isTrueAt(line, "isSidechain")) return false;
    if (this.#last !== undefined) return time >= this.#last && time - this.#last <= pause;
    return textAt(line, "type") === "user" && versions.test(textAt(line, "version") ?? "");
  }
}
