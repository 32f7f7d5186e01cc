// Small events that follow each other in time may lie anywhere in the file. So that not each of them costs a read of its own,
// the next thousands are read together, in the order of the file, into one buffer.

import type { Steps } from "../../conversation/pacer.ts";
import type { Source } from "../../source/source.ts";
import { RangeReader } from "../rangeReader.ts";

/** Bytes of the events that are read together. */
const mostBytes = 2 * 1024 * 1024;
const mostEvents = 16_384;
/** Longer ones are read when they are written. */
const longestEvent = 64 * 1024;
/** Events that are read between two pauses. */
const readAtOnce = 64;

export interface ReadEvent {
  readonly numbers: Float64Array;
  readonly bytes: Buffer;
}

export class EventBatch {
  readonly #reader: RangeReader;
  readonly #width: number;
  /** Where the numbers of an event say its place. */
  readonly #offset: number;
  readonly #length: number;
  readonly #rows: Float64Array;
  /** Where the bytes of an event stand, and behind the last one. */
  readonly #places = new Uint32Array(mostEvents + 1);
  readonly #bytes = Buffer.allocUnsafeSlow(mostBytes);
  #count = 0;

  constructor(source: Source, names: readonly string[]) {
    this.#reader = new RangeReader(source);
    this.#width = names.length;
    this.#offset = names.indexOf("offset");
    this.#length = names.indexOf("length");
    this.#rows = new Float64Array(mostEvents * this.#width);
  }

  isSmall(numbers: Float64Array): boolean {
    return (numbers[this.#length] ?? 0) <= longestEvent;
  }

  /** Of a small one. */
  hasRoomFor(numbers: Float64Array): boolean {
    const used = this.#places[this.#count] ?? 0;
    return this.#count < mostEvents && used + (numbers[this.#length] ?? 0) <= mostBytes;
  }

  add(numbers: Float64Array): void {
    const used = this.#places[this.#count] ?? 0;
    this.#rows.set(numbers, this.#count * this.#width);
    this.#count++;
    this.#places[this.#count] = used + (numbers[this.#length] ?? 0);
  }

  /** Reads the events that were added. */
  *read(): Steps {
    const order = Uint32Array.from({ length: this.#count }, (_, event) => event);
    order.sort((a, b) => this.#number(a, this.#offset) - this.#number(b, this.#offset));
    let unpaused = 0;
    for (const event of order) {
      const offset = this.#number(event, this.#offset);
      const place = this.#places[event] ?? 0;
      const length = this.#number(event, this.#length);
      for (let done = 0; done < length; ) {
        const bytes = this.#reader.read(offset + done, length - done);
        this.#bytes.set(bytes, place + done);
        done += bytes.length;
      }
      if (++unpaused % readAtOnce === 0) yield undefined;
    }
  }

  /** Gives the events that were read, as they were added, and forgets them. */
  *take(): Generator<ReadEvent, void, undefined> {
    for (let event = 0; event < this.#count; event++) {
      yield {
        numbers: this.#rows.subarray(event * this.#width, (event + 1) * this.#width),
        bytes: this.#bytes.subarray(this.#places[event], this.#places[event + 1]),
      };
    }
    this.#count = 0;
  }

  #number(event: number, name: number): number {
    return this.#rows[event * this.#width + name] ?? 0;
  }
}
