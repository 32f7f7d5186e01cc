// A conversation that also knows which entry each record is of, so that a record is found among the items and an item's
// records are marked in the list.

import { Entries } from "../conversation/entries.ts";
import type { ValuePath } from "../formats/condensedValue.ts";
import type { Entry, NewCall, NewMessage, NewResult } from "../formats/conversationOperations.ts";
import type { FormatRecord } from "../formats/format.ts";
import { GrowingInts } from "../paging/growing.ts";

export class ShownEntries extends Entries {
  /** In the order of the records: a record, and an entry that it is of. */
  #touches = 0;
  readonly #recordOf = new GrowingInts();
  readonly #entryOf = new GrowingInts();
  #record = 0;

  override at(record: FormatRecord): void {
    super.at(record);
    this.#record = record.number;
  }

  /** What goes on is touched by what is added to it. */
  override message(message: NewMessage): Entry {
    const before = this.count;
    const entry = super.message(message);
    return this.count > before ? this.#touch(entry) : entry;
  }

  override text(message: Entry, at: ValuePath, continues?: boolean): void {
    super.text(message, at, continues);
    this.#touch(message);
  }

  override reasoning(message: Entry, at: ValuePath, continues?: boolean): void {
    super.reasoning(message, at, continues);
    this.#touch(message);
  }

  override attachment(message: Entry, at: ValuePath): void {
    super.attachment(message, at);
    this.#touch(message);
  }

  override call(call: NewCall): Entry {
    const isKnown = this.callOf(call.key) !== 0;
    const entry = super.call(call);
    return isKnown ? entry : this.#touch(entry);
  }

  override input(call: Entry, at: ValuePath, continues?: boolean): void {
    super.input(call, at, continues);
    this.#touch(call);
  }

  override result(result: NewResult): void {
    super.result(result);
    this.#touch(this.callOf(result.call) || this.orphanOf(result.call));
  }

  override compaction(key?: string): void {
    const before = this.count;
    super.compaction(key);
    if (this.count > before) this.#touch(this.count);
  }

  override notice(text: string): void {
    super.notice(text);
    this.#touch(this.count);
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
    for (; place <= this.#touches && this.#recordOf.get(place) === record; place++) yield this.#entryOf.get(place);
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

  #touch(entry: Entry): Entry {
    const last = this.#touches;
    const isKnown = this.#entryOf.get(last) === entry && this.#recordOf.get(last) === this.#record;
    if (entry === 0 || isKnown) return entry;
    this.#touches++;
    this.#recordOf.set(this.#touches, this.#record);
    this.#entryOf.set(this.#touches, entry);
    return entry;
  }
}
