// The events of one request: in order, without a gap, held until the endpoint has them.

import { windowBytes, windowEvents } from "./ingestLimits.ts";
import type { OutgoingEvent } from "./outgoingEvents.ts";
import type { RunningDigest } from "./runningDigest.ts";

export class SendWindow {
  /** Events before the window's first one. */
  #before: number;
  #digestBefore: RunningDigest;
  #events: OutgoingEvent[] = [];
  #bytes = 0;

  constructor(before: number, digestBefore: RunningDigest) {
    this.#before = before;
    this.#digestBefore = digestBefore;
  }

  get count(): number {
    return this.#events.length;
  }

  /** The number of the event before the first one. */
  get before(): number {
    return this.#before;
  }

  /** The number of the last event; that of the one before the window when it is empty. */
  get last(): number {
    return this.#before + this.#events.length;
  }

  get digestBefore(): RunningDigest {
    return this.#digestBefore;
  }

  get digest(): RunningDigest {
    return this.#events.at(-1)?.digest ?? this.#digestBefore;
  }

  /** A window takes one event of any size. */
  fits({ line }: OutgoingEvent): boolean {
    return this.count === 0 || (this.count < windowEvents && this.#bytes + line.length <= windowBytes);
  }

  get isFull(): boolean {
    return this.count >= windowEvents || this.#bytes >= windowBytes;
  }

  add(event: OutgoingEvent): void {
    this.#events.push(event);
    this.#bytes += event.line.length;
  }

  body(): Uint8Array {
    return Buffer.concat(this.#events.map(({ line }) => line));
  }

  /** Lets the events up to this number go, which the window must hold, and gives the digest of all up to there. */
  acceptUpTo(seq: number): RunningDigest {
    const gone = this.#events.splice(0, seq - this.#before);
    for (const { line } of gone) this.#bytes -= line.length;
    this.#before = seq;
    this.#digestBefore = gone.at(-1)?.digest ?? this.#digestBefore;
    return this.#digestBefore;
  }
}
