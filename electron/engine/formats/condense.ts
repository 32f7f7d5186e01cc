// A record as a value, whatever its length: long strings are cut to their beginnings and know where the whole of them lies.
// What is read is short, so reading a transcript's records this way takes a fraction of what parsing them whole takes, and
// no more memory for a record of 1 GB than for one of 10 KB. The copying is WebAssembly (assembly/condense.ts), and
// JSON.parse makes the value.

import { keptTextBytes } from "../../../shared/limits.ts";
import { moduleOf } from "../environment/webAssembly.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";
import type { BytePieces } from "../source/readAhead.ts";
import { maxReadBytes } from "../source/source.ts";
import wasm from "./assembly/condense.ts?wasm";
import { cutMark } from "./condensedValue.ts";
import { parseLong } from "./longValue.ts";

/** Bytes of a text that may become a string as a whole. */
const shortText = 256 * 1024;

/** The exports of assembly/condense.ts. */
interface CondenseInstance {
  readonly memory: WebAssembly.Memory;
  readonly inputAddress: () => number;
  readonly capacityOfInput: () => number;
  readonly markAddress: () => number;
  readonly setMark: (length: number) => void;
  readonly begin: (bound: number, offset: number) => void;
  readonly push: (size: number, isLast: number) => number;
  readonly outputAddress: () => number;
  readonly outputLength: () => number;
  readonly leftOut: () => number;
}

// The module is ours and compiled with this code, so its shape is checked once here and trusted from then on.
function isCondense(exports: object): exports is CondenseInstance {
  return "push" in exports && "leftOut" in exports && "memory" in exports;
}

let compiled: WebAssembly.Module | undefined;

export interface Condensed {
  /** Undefined when the bytes are no JSON. */
  readonly value: unknown;
  /** False when more than the rest of long strings was left out: members beyond some megabytes, levels beyond 256. */
  readonly complete: boolean;
}

/** Reads one record after the other; takes about 5 MB. */
export class Condenser {
  readonly #condense: CondenseInstance;
  readonly #memory: Buffer;
  readonly #input: number;
  readonly #capacity: number;

  constructor() {
    compiled ??= moduleOf(wasm);
    const { exports } = new WebAssembly.Instance(compiled);
    if (!isCondense(exports)) throw new Error("the compiled condenser lacks an export");
    this.#condense = exports;
    this.#input = exports.inputAddress();
    this.#capacity = exports.capacityOfInput();
    this.#memory = Buffer.from(exports.memory.buffer);
    this.#memory.write(cutMark, exports.markAddress(), "latin1");
    exports.setMark(cutMark.length);
  }

  /** A record's value with strings of at most `bound` bytes, or as much of it as the source still holds. */
  read(source: BytePieces, { offset, length }: ByteRange, bound = keptTextBytes): Condensed {
    const condense = this.#condense;
    condense.begin(bound, offset);
    let at = 0;
    let held = 0;
    while (at < length || held > 0) {
      const wanted = Math.min(this.#capacity - held, maxReadBytes, length - at);
      const read = wanted > 0 ? source.readInto(this.#memory, this.#input + held, wanted, offset + at) : 0;
      at += read;
      const isLast = at >= length || read === 0;
      const taken = condense.push(held + read, isLast ? 1 : 0);
      held = held + read - taken;
      if (isLast) break;
      if (held > 0) this.#memory.copyWithin(this.#input, this.#input + taken, this.#input + taken + held);
    }
    const start = condense.outputAddress();
    const text = this.#memory.subarray(start, start + condense.outputLength());
    return { value: parse(text), complete: condense.leftOut() === 0 };
  }
}

/** More than that are left to the garbage collector. */
const mostIdle = 2;
const idle: Condenser[] = [];

/** A condenser, perhaps one that was used before: it remembers nothing. */
export function takeCondenser(): Condenser {
  return idle.pop() ?? new Condenser();
}

/** By who reads nothing more with it. */
export function giveBackCondenser(condenser: Condenser): void {
  if (idle.length < mostIdle) idle.push(condenser);
}

function parse(text: Buffer): unknown {
  try {
    return text.length > shortText ? parseLong(text) : JSON.parse(text.toString("utf8"));
  } catch {
    return undefined;
  }
}
