import type { Archive } from "../../paging/archive.ts";

/** The last few pairs that were set: what must be remembered for some lines, and may not grow with the file. */
export class Recent<Value, Key = string> {
  readonly #values = new Map<Key, Value>();
  readonly #most: number;

  constructor(most = 64) {
    this.#most = most;
  }

  /** `read` gives what was kept as such pairs. */
  archive(archive: Archive, read: (kept: unknown) => readonly (readonly [Key, Value])[]): void {
    for (const [key, value] of archive.value([...this.#values], read)) this.#values.set(key, value);
  }

  set(key: Key, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size <= this.#most) return;
    for (const oldest of this.#values.keys()) {
      this.#values.delete(oldest);
      break;
    }
  }

  delete(key: Key): void {
    this.#values.delete(key);
  }

  get isEmpty(): boolean {
    return this.#values.size === 0;
  }

  get(key: Key): Value | undefined {
    return this.#values.get(key);
  }
}
