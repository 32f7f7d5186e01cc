// JSON-RPC requests that wait for their answers. Both sides count for themselves, so two may wait under one id.

/** More than this many at once are not remembered: the oldest go first. */
const mostPending = 10_000;

export class PendingRequests {
  readonly #methods = new Map<string, readonly string[]>();

  add(id: string | undefined, method: string): void {
    const key = id ?? "";
    this.#methods.set(key, [...(this.#methods.get(key) ?? []), method].slice(-2));
    if (this.#methods.size > mostPending) {
      const [oldest] = this.#methods.keys();
      if (oldest !== undefined) this.#methods.delete(oldest);
    }
  }

  /** The method that is answered: of two the younger, unless the answer is one that only a prompt gets. */
  answer(id: string | undefined, isOfPrompt: boolean): string | undefined {
    const key = id ?? "";
    const waiting = this.#methods.get(key) ?? [];
    const at = isOfPrompt ? waiting.lastIndexOf("session/prompt") : waiting.length - 1;
    const method = waiting[at];
    const rest = waiting.filter((_, index) => index !== at);
    if (rest.length === 0) this.#methods.delete(key);
    else this.#methods.set(key, rest);
    return method;
  }

  /** Whether a request of this method waits. */
  has(method: string): boolean {
    return [...this.#methods.values()].some((methods) => methods.includes(method));
  }
}
