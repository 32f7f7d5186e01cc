// Texts of records that hold more JSON than is looked into with their record, such as all of a stream of server-sent events that a proxy
// has kept in one: each is looked through as a transcript of its own.

import { runNow } from "../conversation/pacer.ts";
import { findValue } from "../conversation/pieceValue.ts";
import type { ValuePath } from "../formats/condensedValue.ts";
import { cutText, valueAt } from "../formats/condensedValue.ts";
import type { FormatRecord } from "../formats/format.ts";
import { GrowingNumbers } from "../paging/growing.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import type { Source } from "../source/source.ts";

/** Where they lie in a source, in order. */
export class LongTexts {
  #count = 0;
  readonly #places = new GrowingNumbers();
  readonly #window: ByteWindow;

  constructor(source: Source) {
    this.#window = new ByteWindow(source);
  }

  add(record: FormatRecord, path: ValuePath): void {
    const range = this.#rangeOf(record, path);
    if (range === undefined || range.offset === this.#places.get(2 * this.#count - 2)) return;
    this.#places.set(2 * this.#count, range.offset);
    this.#places.set(2 * this.#count + 1, range.length);
    this.#count++;
  }

  /** Quotes included. */
  *ranges(): Generator<ByteRange> {
    for (let n = 0; n < this.#count; n++) {
      yield { offset: this.#places.get(2 * n), length: this.#places.get(2 * n + 1) };
    }
  }

  #rangeOf(record: FormatRecord, path: ValuePath): ByteRange | undefined {
    const cut = cutText(valueAt(record.value, ...path));
    if (cut !== undefined) return { offset: cut.range.offset - 1, length: cut.range.length + 2 };
    // A record whose texts are short.
    const value = runNow(findValue(this.#window, record, [...(record.within ?? []), ...path]));
    return value?.type === "string" ? value : undefined;
  }
}
