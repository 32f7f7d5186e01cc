// Ids of traces and spans, the same whenever the same conversation is exported: made of the session's name, its size and
// the place in it.

import { createHash } from "node:crypto";

const traceBytes = 16;
const spanBytes = 8;

export class SpanIds {
  readonly #session: string;

  constructor(name: string, size: number) {
    this.#session = `${name}\0${size}`;
  }

  trace(run: number): string {
    return this.#hash(`trace ${run}`, traceBytes);
  }

  span(sort: "run" | "entry" | "answer", number: number): string {
    return this.#hash(`${sort} ${number}`, spanBytes);
  }

  #hash(place: string, bytes: number): string {
    return createHash("sha256")
      .update(`${this.#session}\0${place}`)
      .digest("hex")
      .slice(0, 2 * bytes);
  }
}
