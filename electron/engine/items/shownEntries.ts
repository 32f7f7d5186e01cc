// A conversation that also knows which entry each record is of, so that a record is found among the items and an item's
// records are marked in the list.

import { TouchedEntries } from "../conversation/touchedEntries.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import type { PlacedRecord } from "../formats/format.ts";
import type { Archive } from "../paging/archive.ts";
import { GrowingInts } from "../paging/growing.ts";

export class ShownEntries extends TouchedEntries {
  /** In the order of the records: a record, and an entry that it is of. */
  #touches = 0;
  readonly #recordOf = new GrowingInts();
  readonly #entryOf = new GrowingInts();
  #record = 0;

  override *archive(archive: Archive): Generator<undefined> {
    yield* super.archive(archive);
    this.#touches = archive.number(this.#touches);
    for (const column of [this.#recordOf, this.#entryOf]) yield* column.archive(archive);
  }

  override at(record: PlacedRecord): void {
    super.at(record);
    this.#record = record.number;
  }

  protected override touched(entry: Entry): void {
    const last = this.#touches;
    const isKnown = this.#entryOf.get(last) === entry && this.#recordOf.get(last) === this.#record;
    if (entry === 0 || isKnown) return;
    this.#touches++;
    this.#recordOf.set(this.#touches, this.#record);
    this.#entryOf.set(this.#touches, entry);
  }

  /** How often a record touched an entry. */
  get touches(): number {
    return this.#touches;
  }

  /** In the order of the records, from the touch `from` (counted from 0) on, at most `count`. */
  visitTouches(from: number, count: number, onTouch: (record: number, entry: Entry) => void): void {
    const end = Math.min(this.#touches, from + count);
    for (let place = from + 1; place <= end; place++)
      onTouch(this.#recordOf.get(place), this.realOf(this.#entryOf.get(place)));
  }

  /** The last record up to this one that is of an entry. */
  lastTouched(record: number): number | undefined {
    const place = this.#behind(record);
    return place === 0 ? undefined : this.#recordOf.get(place);
  }

  /** The entries that a record is of, first things first. */
  *entriesOf(record: number): Generator<Entry> {
    let place = this.#behind(record);
    while (place > 1 && this.#recordOf.get(place - 1) === record) place--;
    for (; place <= this.#touches && this.#recordOf.get(place) === record; place++)
      yield this.realOf(this.#entryOf.get(place));
  }

  /** The last touch of this record or one before it; 0: there is none. */
  #behind(record: number): number {
    let low = 0;
    let high = this.#touches;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#recordOf.get(middle) <= record) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
