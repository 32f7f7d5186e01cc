/** The largest of many values, each with what it is of; the first ones of those that are equal. */
export class Largest<Of> {
  readonly #most: number;
  readonly #held: { readonly value: number; readonly of: Of }[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  add(value: number, of: Of): void {
    if (this.#held.length === this.#most && value <= (this.#held.at(-1)?.value ?? 0)) return;
    let at = this.#held.length;
    while (at > 0 && (this.#held[at - 1]?.value ?? 0) < value) at -= 1;
    this.#held.splice(at, 0, { value, of });
    if (this.#held.length > this.#most) this.#held.pop();
  }

  /** Largest first. */
  list(): readonly { readonly value: number; readonly of: Of }[] {
    return this.#held;
  }
}
