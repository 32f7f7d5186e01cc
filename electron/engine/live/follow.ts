// A transcript that is followed: looks again and again whether its file has grown, and says how far its whole lines go. It does
// not wait for news of the system: those never come from network file systems, for links that are swapped and for folders
// that are renamed. A look costs microseconds.

import type { Failure } from "../../../shared/failure.ts";
import { SourceError } from "../source/fileSource.ts";
import { isSameIdentity, isWrittenWithin, type Source } from "../source/source.ts";
import { Refusals } from "./refusals.ts";
import { WholeLines } from "./wholeLines.ts";

/** Between two looks, in ms. What was appended is told within 200. */
export const lookMs = 20;
/** For so long behind the last growth, in ms, a transcript counts as being written. */
const activeMs = 10_000;
/** A last line that nobody has written on for so long, in ms, is taken as it is. */
const patienceMs = 3_000;

/**
 * Never indexes by itself: `onEnd` is told an offset behind a newline, or behind a last line that nobody has gone on
 * with for 3 s. A file that shrank or was replaced is not told here; the source's `change` says so.
 */
export class Follow {
  readonly #source: Source;
  readonly #lines: WholeLines;
  readonly #onEnd: (end: number) => void;
  #seen: Source["identity"];
  #timer: NodeJS.Timeout | undefined;
  #grownAt = Number.NEGATIVE_INFINITY;
  #writtenAt = performance.now();
  readonly #refusals = new Refusals();

  /** `known`: how far it is indexed. `onEnd` is told how far it may be, again and again. */
  constructor(source: Source, known: number, onEnd: (end: number) => void) {
    this.#source = source;
    this.#lines = new WholeLines(source, known);
    this.#onEnd = onEnd;
  }

  /** Whether a file was written to a moment ago. */
  static isWritten({ identity, origin }: Source): boolean {
    return isWrittenWithin(activeMs, origin === undefined ? identity : origin.currentIdentity());
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

  /** Why nothing could be looked at for a while. */
  get failure(): Failure | undefined {
    return this.#refusals.failure;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#look(), lookMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    try {
      this.#takeNews();
      this.#refusals.end();
    } catch (error) {
      // What a disk refuses now may be read at the next look.
      if (!(error instanceof SourceError)) throw error;
      this.#refusals.note(error.failure);
    }
    const isGivenUp = performance.now() - this.#writtenAt > patienceMs;
    this.#onEnd(isGivenUp ? this.#lines.seen : this.#lines.end);
  }

  #takeNews(): void {
    const identity = this.#source.currentIdentity();
    // The clock of a file system may tick only so often: what was written twice within a tick has the same time.
    if (isSameIdentity(identity, this.#seen) && this.#source.currentSize() === this.#lines.seen) return;
    const before = this.#lines.end;
    const end = this.#lines.look();
    this.#seen = identity;
    this.#writtenAt = performance.now();
    if (end > before) this.#grownAt = performance.now();
  }
}
