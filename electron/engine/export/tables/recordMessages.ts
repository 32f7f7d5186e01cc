// Which message or call each record belongs to. No piece of them is kept, since none is read again.

import { NoPieces } from "../../conversation/pieces.ts";
import { TouchedEntries } from "../../conversation/touchedEntries.ts";
import type { Entry } from "../../formats/conversationOperations.ts";
import type { PlacedRecord } from "../../formats/format.ts";
import { GrowingInts } from "../../paging/growing.ts";

export class RecordMessages extends TouchedEntries {
  override readonly pieces = new NoPieces();
  /** By record: the first entry that it is of. */
  readonly #entryOf = new GrowingInts();
  #record = 0;

  override at(record: PlacedRecord): void {
    super.at(record);
    this.#record = record.number;
  }

  /** 0: none. */
  entryOfRecord(record: number): Entry {
    return this.#entryOf.get(record);
  }

  protected override touched(entry: Entry): void {
    if (this.#entryOf.get(this.#record) === 0) this.#entryOf.set(this.#record, entry);
  }
}
