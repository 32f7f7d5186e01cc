// Waits for a file to grow: it looks again and again, since news of the system never come from network file systems.

import type { SourceChange } from "../../../shared/failure.ts";
import { SourceError } from "../source/fileSource.ts";
import type { SummedSource } from "../source/summedSource.ts";

/** Between two looks, in ms. */
const lookMs = 80;

/** `End`: what its reader says of a place where it ends for now. */
export class GrowingSource<End> {
  readonly #source: SummedSource;
  /** What else happened to it, for good. */
  #ruined: SourceChange | undefined;
  #isStopped = false;
  #wake = (): void => {};
  #tellAtEnd = (_: End): void => {};
  /** Resolves when its reader is at its end for the first time. */
  readonly whenAtEnd = new Promise<End>((resolve) => {
    this.#tellAtEnd = resolve;
  });
  /** While its reader waits. */
  end: End | undefined;

  constructor(source: SummedSource) {
    this.#source = source;
  }

  /** Waits for more bytes behind those that are read; false when it is stopped, or is another file now. */
  readonly whenGrown = async (end: End): Promise<boolean> => {
    this.end = end;
    this.#tellAtEnd(end);
    while (!(this.#isStopped || this.#isRuined())) {
      const size = this.#source.currentSize();
      if (size > this.#source.size) {
        this.#source.growTo(size);
        this.end = undefined;
        return true;
      }
      await this.#pause();
    }
    return false;
  };

  readonly change = (): SourceChange | undefined => {
    if (this.#ruined !== undefined) return this.#ruined;
    const change = this.#source.change();
    if (change === "shrunk" || change === "rewritten") this.#ruined = change;
    return change;
  };

  stop(): void {
    this.#isStopped = true;
    this.#wake();
  }

  /** What a disk refuses now may be read at the next look. */
  #isRuined(): boolean {
    try {
      this.change();
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
    }
    return this.#ruined !== undefined;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, lookMs).unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
