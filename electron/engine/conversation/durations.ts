/** So many durations are held as they are, which is exact; of more, only their buckets are. */
const mostExact = 100;
/** Each bucket is so much longer than the one before: what is read from it is exact to one in a hundred. */
const growth = Math.log(1.02);

/** Durations in ms, of which the middle ones are told without holding all of them. */
export class Durations {
  /** Undefined once there are too many. */
  #exact: number[] | undefined = [];
  readonly #buckets: number[] = [];
  #count = 0;
  #max = 0;

  add(ms: number): void {
    const bucket = ms < 1 ? 0 : 1 + Math.floor(Math.log(ms) / growth);
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.#count += 1;
    this.#max = Math.max(this.#max, ms);
    if (this.#count > mostExact) this.#exact = undefined;
    else this.#exact?.push(ms);
  }

  get count(): number {
    return this.#count;
  }

  get max(): number | undefined {
    return this.#count === 0 ? undefined : this.#max;
  }

  /** The least duration that this share of all do not exceed. */
  quantile(share: number): number | undefined {
    if (this.#count === 0) return undefined;
    const place = Math.ceil(this.#count * share);
    if (this.#exact !== undefined) return this.#exact.toSorted((a, b) => a - b)[place - 1];
    let left = place;
    for (const [bucket, count] of this.#buckets.entries()) {
      left -= count ?? 0;
      if (left <= 0) return bucket === 0 ? 0 : Math.min(this.#max, Math.exp((bucket - 0.5) * growth));
    }
    return this.#max;
  }
}
