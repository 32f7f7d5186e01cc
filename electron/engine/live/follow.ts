// A transcript that is followed: looks again and again whether its file has grown, and says how far its whole lines go.

import { isSameIdentity, type Source } from "../source/source.ts";
import { lookMs } from "./tailFile.ts";
import { WholeLines } from "./wholeLines.ts";

/** For so long behind the last growth, in ms, a transcript counts as being written. */
const activeMs = 10_000;
/** A last line that nobody has written on for so long, in ms, is taken as it is. */
const patienceMs = 3_000;

export class Follow {
  readonly #source: Source;
  readonly #lines: WholeLines;
  readonly #onEnd: (end: number) => void;
  #seen: Source["identity"];
  #timer: NodeJS.Timeout | undefined;
  #grownAt = Number.NEGATIVE_INFINITY;
  #writtenAt = performance.now();

  /** `known`: how far it is indexed. `onEnd` is told how far it may be, again and again. */
  constructor(source: Source, known: number, onEnd: (end: number) => void) {
    this.#source = source;
    this.#lines = new WholeLines(source, known);
    this.#onEnd = onEnd;
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

  /** Bytes behind what is indexed, of a line that is not whole yet. */
  heldBack(indexed: number): number {
    return Math.max(0, this.#lines.seen - Math.max(indexed, this.#lines.end));
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
      this.#writtenAt = performance.now();
      const before = this.#lines.end;
      if (this.#lines.look() > before) this.#grownAt = performance.now();
    }
    const isGivenUp = performance.now() - this.#writtenAt > patienceMs;
    this.#onEnd(isGivenUp ? this.#lines.seen : this.#lines.end);
  }
}
