// Whether bytes are JSON, strictly (RFC 8259): what is copied into another document unread has to be checked first. The
// check is WebAssembly: faster than JSON.parse, since no object is made, and for values of any length.

import { moduleOf } from "../environment/webAssembly.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import wasm from "./assembly/jsonCheck.ts?wasm";

/** The exports of assembly/jsonCheck.ts. */
interface CheckInstance {
  readonly memory: WebAssembly.Memory;
  readonly inputAddress: () => number;
  readonly capacityOfInput: () => number;
  readonly begin: () => void;
  readonly push: (size: number) => number;
  readonly isWhole: () => number;
  readonly isTooDeep: () => number;
}

// The module is ours and compiled with this code, so its shape is checked once here and trusted from then on.
function isCheck(exports: object): exports is CheckInstance {
  return "push" in exports && "isWhole" in exports && "isTooDeep" in exports && "memory" in exports;
}

let compiled: WebAssembly.Module | undefined;

/** One check after the other; takes 256 KiB. */
export class JsonCheck {
  readonly #check: CheckInstance;
  readonly #input: Uint8Array;

  constructor() {
    compiled ??= moduleOf(wasm);
    const { exports } = new WebAssembly.Instance(compiled);
    if (!isCheck(exports)) throw new Error("the compiled check of JSON lacks an export");
    this.#check = exports;
    this.#input = new Uint8Array(exports.memory.buffer, exports.inputAddress(), exports.capacityOfInput());
  }

  /** Forgets what came before. */
  begin(): void {
    this.#check.begin();
  }

  /** Takes the bytes [from, to). False as soon as the bytes so far begin no JSON text, or one that is too deep. */
  push(bytes: Uint8Array, from = 0, to = bytes.length): boolean {
    const room = this.#input.length;
    for (let at = from; at < to; at += room) {
      const end = Math.min(at + room, to);
      this.#input.set(bytes.subarray(at, end));
      if (this.#check.push(end - at) === 0) return false;
    }
    return true;
  }

  /** Whether it was nested deeper than a million levels, which is as far as is looked. */
  isTooDeep(): boolean {
    return this.#check.isTooDeep() === 1;
  }

  /** Whether the bytes so far are a whole JSON text. */
  isWhole(): boolean {
    return this.#check.isWhole() === 1;
  }
}

/** Those that nobody uses at the moment. They are kept, since the memory of one that is thrown away is freed late. */
const idle: JsonCheck[] = [];

function takeCheck(): JsonCheck {
  const check = idle.pop() ?? new JsonCheck();
  check.begin();
  return check;
}

/** "too deep": it may be JSON, but is nested deeper than a million levels. */
export type JsonVerdict = "json" | "not json" | "too deep";

/** Checks a value; yields between chunks, so that the caller can pause. */
export function* judgeJson(window: ByteWindow, range: ByteRange): Generator<undefined, JsonVerdict> {
  const check = takeCheck();
  try {
    const limit = range.offset + range.length;
    for (let at = range.offset; window.load(at, limit); at = Math.min(window.end, limit)) {
      const goesOn = check.push(window.bytes, at - window.start, Math.min(window.end, limit) - window.start);
      if (!goesOn) return check.isTooDeep() ? "too deep" : "not json";
      if (window.end < limit) yield;
    }
    return check.isWhole() ? "json" : "not json";
  } finally {
    idle.push(check);
  }
}

/** For bytes in memory: [from, to). */
export function parses(bytes: Uint8Array, from = 0, to = bytes.length): boolean {
  const check = takeCheck();
  const isJsonText = check.push(bytes, from, to) && check.isWhole();
  idle.push(check);
  return isJsonText;
}
