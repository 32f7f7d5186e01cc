// Numbers that look random and come the same from the same seed (mulberry32).

export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to but not including `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let value = this.#state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<Value>(values: readonly Value[]): Value {
    const at = this.below(values.length);
    for (const value of values.slice(at, at + 1)) return value;
    throw new RangeError("nothing to pick from");
  }

  /** One of the values, undefined when there are none. */
  maybePick<Value>(values: Iterable<Value>): Value | undefined {
    const all = [...values];
    return all.length === 0 ? undefined : all[this.below(all.length)];
  }

  shuffle<Value>(values: readonly Value[]): Value[] {
    const left = [...values];
    const shuffled: Value[] = [];
    while (left.length > 0) shuffled.push(...left.splice(this.below(left.length), 1));
    return shuffled;
  }
}
