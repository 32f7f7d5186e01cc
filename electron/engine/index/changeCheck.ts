// Tells whether a transcript is still what was indexed, without reading all of it: while the system says that nothing was written,
// nothing is read. Otherwise it may have grown, which is fine, or been rewritten: its begin, its end and blocks spread
// over it are looked at, then little by little all others.

import type { SourceChange } from "../../../shared/failure.ts";
import { blockBytes } from "../scanner/blockSums.ts";
import { SourceError } from "../source/fileSource.ts";
import type { FileIdentity, Source } from "../source/source.ts";
import { isSameIdentity, isSettled } from "../source/source.ts";
import type { CheckedBlocks } from "./checkedBlocks.ts";
import type { KnownSums } from "./sumStore.ts";

/** Blocks that are looked at: 8 MiB of a transcript, so smaller ones are seen whole. */
export const sampledBlocks = 128;
/** The same for one who is about to say that all is right: 256 MiB. */
const finallySampledBlocks = 4096;
/** How long the others are looked at, each time that somebody asks. */
const sliceMs = 5;
/** Between two looks at what the system says was not written. */
const pauseMs = 400;

export class ChangeCheck {
  readonly #source: Source;
  readonly #sums: KnownSums;
  readonly #blocks: CheckedBlocks;
  /** What was looked at last, and what it was found to be. */
  #seen: FileIdentity | undefined;
  #isRewritten = false;
  /** False while something may have been written since that the times do not show. */
  #isSettled: boolean;
  /** Blocks that are still to be looked at, and the next of them. */
  #left = 0;
  #next = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(source: Source, sums: KnownSums, blocks: CheckedBlocks) {
    this.#source = source;
    this.#sums = sums;
    this.#blocks = blocks;
    this.#seen = source.identity;
    this.#isSettled = isSettled(source.identity);
  }

  /** As a source's, and "rewritten". */
  change(): SourceChange | undefined {
    const change = this.#source.change();
    if (change === "shrunk") this.#blocks.forget();
    if (change !== undefined) return change;
    const isDue = performance.now() - this.#lookedAt > pauseMs;
    if (isDue || !isSameIdentity(this.#source.currentIdentity(), this.#seen)) this.#look(sampledBlocks);
    return this.#verdict();
  }

  /** The same with a closer look: for whoever has read to the end. */
  finalChange(): SourceChange | undefined {
    this.#look(finallySampledBlocks);
    return this.#verdict() ?? this.#source.change();
  }

  #verdict(): SourceChange | undefined {
    return this.#isRewritten ? "rewritten" : undefined;
  }

  #look(sampled: number): void {
    this.#lookedAt = performance.now();
    const identity = this.#source.currentIdentity();
    const isSame = isSameIdentity(identity, this.#seen);
    if (!isSame || !this.#isSettled) {
      this.#seen = identity;
      this.#isSettled = isSettled(identity);
      this.#left = this.#count();
      this.#isRewritten = !this.#areSame(spread(this.#count(), isSame ? sampledBlocks : sampled));
    }
    if (!this.#isRewritten && this.#left > 0) this.#isRewritten = !this.#areSame(this.#others());
    if (this.#isRewritten) this.#blocks.forget();
  }

  #count(): number {
    return Math.ceil(this.#sums.bytes() / blockBytes);
  }

  *#others(): Generator<number> {
    const count = this.#count();
    for (const end = performance.now() + sliceMs; this.#left > 0 && performance.now() < end; this.#left--) {
      this.#next = this.#next < count ? this.#next : 0;
      yield this.#next++;
    }
  }

  /** What cannot be read now is not said to be another. */
  #areSame(blocks: Iterable<number>): boolean {
    try {
      for (const block of blocks) if (!this.#blocks.isSame(block)) return false;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
    }
    return true;
  }
}

/** At most `most` of the numbers below `count`: the first, the last and others between them, evenly. */
export function* spread(count: number, most: number): Generator<number> {
  const steps = Math.min(count, most);
  for (let step = 0; step < steps; step++) {
    yield steps === 1 ? 0 : Math.floor((step * (count - 1)) / (steps - 1));
  }
}
