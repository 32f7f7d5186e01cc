// The entries of a conversation that a filter lets pass: those of which a record passes. A byte an entry, in pages.

import type { Entry } from "../formats/conversationOperations.ts";
import { GrowingBytes } from "../paging/growing.ts";
import type { ShownEntries } from "./shownEntries.ts";

/** Made whole by `findPassing`; it does not follow a conversation that grows. */
export class PassingEntries {
  readonly #passes = new GrowingBytes();

  has(entry: Entry): boolean {
    return this.#passes.get(entry) === 1;
  }

  add(entry: Entry): void {
    this.#passes.set(entry, 1);
  }
}

/** Records or entries that are looked at between two pauses. */
const slice = 4096;

/** `accepts` is asked for records in their order. Pauses where it yields. */
export function* findPassing(
  entries: ShownEntries,
  accepts: (record: number) => boolean,
): Generator<undefined, PassingEntries> {
  const passing = new PassingEntries();
  for (let from = 0; from < entries.touches; from += slice) {
    entries.visitTouches(from, slice, (record, entry) => {
      if (accepts(record)) passing.add(entry);
    });
    yield;
  }
  return passing;
}

/** Of `count` entries, those that both let pass. Pauses where it yields. */
export function* findPassingBoth(
  count: number,
  one: PassingEntries,
  other: PassingEntries,
): Generator<undefined, PassingEntries> {
  const both = new PassingEntries();
  for (let entry: Entry = 1; entry <= count; entry++) {
    if (one.has(entry) && other.has(entry)) both.add(entry);
    if (entry % slice === 0) yield;
  }
  return both;
}
