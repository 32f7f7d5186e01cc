// Readings of a transcript that were given up for better ones. Work that began before may still read by them, as may views that are
// still open: their indexes are closed when none of these is left.

import type { Reading } from "./reading.ts";

type OlderReading = Pick<Reading, "isLookedAt"> & { readonly index: Pick<Reading["index"], "close"> };

export class OlderReadings<Older extends OlderReading = Reading> {
  /** Works that go on, with the only reading that they need; undefined: whatever is read in their time. */
  readonly #works = new Map<symbol, Older | undefined>();
  /** By reading: the works that began before it was given up. */
  readonly #older = new Map<Older, Set<symbol>>();

  /** Another reading has taken its place. */
  add(reading: Older): void {
    const works = [...this.#works].filter(([, only]) => only === undefined || only === reading);
    this.#older.set(reading, new Set(works.map(([work]) => work)));
    this.closeUnused();
  }

  /** What is read now and later stays open until the function that this gives is called; with `only`, that reading alone. */
  hold(only?: Older): () => void {
    const work = Symbol();
    this.#works.set(work, only);
    return () => {
      this.#works.delete(work);
      for (const works of this.#older.values()) works.delete(work);
      this.closeUnused();
    };
  }

  /** To be called when a view was closed. */
  closeUnused(): void {
    for (const [reading, works] of this.#older) {
      if (works.size > 0 || reading.isLookedAt()) continue;
      this.#older.delete(reading);
      reading.index.close();
    }
  }

  /** All that are still open. From now on they are the caller's to close. */
  takeAll(): readonly Older[] {
    const all = [...this.#older.keys()];
    this.#older.clear();
    return all;
  }
}
