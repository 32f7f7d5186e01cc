// JSON-RPC requests that wait for their answers. Both sides count for themselves, so two may wait under one id.

import type { Archive } from "../../paging/archive.ts";
import { has, isText, listOf, orNone, pairsIn } from "../keptValue.ts";

/** More than this many at once are not remembered: the oldest go first. */
const mostPending = 10_000;

export interface PendingRequest {
  readonly method: string;
  /** The terminal that it asks about. */
  readonly terminal?: string | undefined;
}

const waitingIn = pairsIn<string, readonly PendingRequest[]>(
  isText,
  listOf(has<PendingRequest>({ method: isText, terminal: orNone(isText) })),
);

export class PendingRequests {
  readonly #waiting = new Map<string, readonly PendingRequest[]>();

  archive(archive: Archive): void {
    for (const [key, requests] of archive.value([...this.#waiting], waitingIn)) this.#waiting.set(key, requests);
  }

  add(id: string | undefined, request: PendingRequest): void {
    const key = id ?? "";
    this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), request].slice(-2));
    if (this.#waiting.size > mostPending) {
      const [oldest] = this.#waiting.keys();
      if (oldest !== undefined) this.#waiting.delete(oldest);
    }
  }

  /** The request that is answered: of two the younger, unless the answer is one that only a prompt gets. */
  answer(id: string | undefined, isOfPrompt: boolean): PendingRequest | undefined {
    const key = id ?? "";
    const waiting = this.#waiting.get(key) ?? [];
    const at = isOfPrompt ? waiting.findLastIndex(({ method }) => method === "session/prompt") : waiting.length - 1;
    const request = waiting[at];
    const rest = waiting.filter((_, index) => index !== at);
    if (rest.length === 0) this.#waiting.delete(key);
    else this.#waiting.set(key, rest);
    return request;
  }

  /** Whether a request of this method waits. */
  has(method: string): boolean {
    return [...this.#waiting.values()].some((requests) => requests.some((request) => request.method === method));
  }
}
