// Where the records lie that stay in a compacted log. Records that are close together are one range, which may hold
// others too; the more ranges there are, the further apart records may lie in one, so their number has a bound.

/** Reading on over so many bytes costs less than beginning anew. */
const closeBytes = 16 * 1024;
const mostRanges = 32_768;

export interface KeptRange {
  readonly from: number;
  readonly to: number;
  /** Number and line of the first record. */
  readonly record: number;
  readonly line: number;
}

export class KeptRanges {
  #ranges: KeptRange[] = [];
  #close = closeBytes;
  #from = 0;
  #to = -1;
  #record = 0;
  #line = 0;

  /** Records are added in their order. */
  add(from: number, to: number, record: number, line: number): void {
    if (this.#to >= 0 && from - this.#to <= this.#close) {
      this.#to = to;
      return;
    }
    this.#keep();
    this.#from = from;
    this.#to = to;
    this.#record = record;
    this.#line = line;
  }

  /** All ranges, in order. */
  get all(): readonly KeptRange[] {
    this.#keep();
    this.#to = -1;
    return this.#ranges;
  }

  #keep(): void {
    if (this.#to < 0) return;
    this.#ranges.push({ from: this.#from, to: this.#to, record: this.#record, line: this.#line });
    if (this.#ranges.length < mostRanges) return;
    this.#close *= 4;
    const joined: KeptRange[] = [];
    for (const range of this.#ranges) {
      const last = joined.at(-1);
      if (last !== undefined && range.from - last.to <= this.#close)
        joined[joined.length - 1] = { ...last, to: range.to };
      else joined.push(range);
    }
    this.#ranges = joined;
  }
}
