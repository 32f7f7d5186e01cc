/** Of many sources, by their numbers, a few that are open: those that were asked for last. */
export class FewOpen<Opened extends { close(): void }> {
  readonly #open: (number: number) => Opened;
  readonly #most: number;
  /** That which was asked for last at the end. */
  readonly #sources = new Map<number, Opened>();

  /** `open` throws a SourceError for one that cannot be opened. */
  constructor(most: number, open: (number: number) => Opened) {
    this.#most = most;
    this.#open = open;
  }

  /** Valid until others have been asked for. */
  of(number: number): Opened {
    const known = this.#sources.get(number);
    if (known !== undefined) {
      this.#sources.delete(number);
      this.#sources.set(number, known);
      return known;
    }
    for (const [oldest, source] of this.#sources) {
      if (this.#sources.size < this.#most) break;
      this.#sources.delete(oldest);
      source.close();
    }
    const opened = this.#open(number);
    this.#sources.set(number, opened);
    return opened;
  }

  drop(number: number): void {
    this.#sources.get(number)?.close();
    this.#sources.delete(number);
  }

  close(): void {
    for (const source of this.#sources.values()) source.close();
    this.#sources.clear();
  }
}
