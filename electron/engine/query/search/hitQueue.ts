// The lines in which a text was found, in file order, on their way from a search to the view: runs of lines, a run being all
// lines that begin in a range of bytes. Bounded: a search that is ahead of the index or of another search waits.

import type { Failure } from "../../../../shared/failure.ts";

const capacity = 65_536;
/** From here on a search should pause; what is under way still fits. */
const full = capacity / 2;

/** What a reader of hits sees. */
export interface LineHits {
  /** All lines that begin at this byte offset or behind it, and before `until()`, have a hit; there may be none. */
  readonly peek: () => number | undefined;
  /** Where that run ends. For a single line, which begins there, `peek()` again. */
  readonly until: () => number;
  readonly take: () => void;
  /** True when no more hits come, of what was indexed when the search began or last grew. */
  readonly ended: () => boolean;
  readonly failure: () => Failure | undefined;
  /** A sentence about how the search is done, if there is something to say. */
  readonly notice: () => string | undefined;
  /** Resolves when there is something new. */
  readonly changed: () => Promise<void>;
  /** Searches what was indexed since, when all before has been searched. */
  grow(): void;
  /** Stops the search. */
  close(): void;
}

/** One producer, one reader. */
export class HitQueue {
  readonly #from = new Float64Array(capacity);
  readonly #to = new Float64Array(capacity);
  #first = 0;
  #count = 0;
  #ended = false;
  #failure: Failure | undefined;
  #wake: (() => void) | undefined;
  #onRoom: (() => void) | undefined;

  /** False: enough for now; `onRoom` is called when there is room again. */
  push(from: number, to: number, onRoom: () => void): boolean {
    if (this.#count === capacity) throw new Error("a search went on although it was told to wait");
    const at = (this.#first + this.#count) % capacity;
    this.#from[at] = from;
    this.#to[at] = to;
    this.#count++;
    this.#notify();
    if (this.#count < full) return true;
    this.#onRoom = onRoom;
    return false;
  }

  /** More hits may come after all. */
  goOn(): void {
    this.#ended = false;
  }

  end(failure?: Failure): void {
    this.#ended = true;
    this.#failure = failure;
    this.#notify();
  }

  peek(): number | undefined {
    return this.#count === 0 ? undefined : this.#from[this.#first];
  }

  until(): number {
    return this.#to[this.#first] ?? 0;
  }

  take(): void {
    this.#first = (this.#first + 1) % capacity;
    this.#count--;
    const onRoom = this.#onRoom;
    if (onRoom === undefined || this.#count > full / 2) return;
    this.#onRoom = undefined;
    onRoom();
  }

  ended(): boolean {
    return this.#ended;
  }

  failure(): Failure | undefined {
    return this.#failure;
  }

  changed(): Promise<void> {
    if (this.#count > 0 || this.#ended) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #notify(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
