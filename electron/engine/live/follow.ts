// A transcript that is followed: looks again and again whether its file has grown, and says how far its whole lines go.

import { isSameIdentity, type Source } from "../source/source.ts";
import { lookMs } from "./tailFile.ts";
import { WholeLines } from "./wholeLines.ts";

/** For so long behind the last growth, in ms, a transcript counts as being written. */
const activeMs = 10_000;

export class Follow {
  readonly #source: Source;
  readonly #lines: WholeLines;
  readonly #onLines: (end: number) => void;
  #seen: Source["identity"];
  #timer: NodeJS.Timeout | undefined;
  #grownAt = Number.NEGATIVE_INFINITY;

  /** `known`: where lines end that are indexed. `onLines` is told of an end behind it, again and again until it is taken. */
  constructor(source: Source, known: number, onLines: (end: number) => void) {
    this.#source = source;
    this.#lines = new WholeLines(source, known);
    this.#onLines = onLines;
  }

  /** Whether a file was written to a moment ago. */
  static isWritten({ identity }: Source): boolean {
    return identity !== undefined && Date.now() - Number(identity.modifiedNs / 1_000_000n) < activeMs;
  }

  get isOn(): boolean {
    return this.#timer !== undefined;
  }

  /** Lines came a moment ago. */
  get isActive(): boolean {
    return performance.now() - this.#grownAt < activeMs;
  }

  /** Bytes of a last line that is not whole yet. */
  heldBack(): number {
    return this.#lines.heldBack();
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#look(), lookMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const identity = this.#source.currentIdentity();
    if (!isSameIdentity(identity, this.#seen)) {
      this.#seen = identity;
      const before = this.#lines.end;
      if (this.#lines.look() > before) this.#grownAt = performance.now();
    }
    this.#onLines(this.#lines.end);
  }
}
