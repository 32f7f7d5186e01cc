// JSON inside a text: what is written here becomes part of a JSON string of another output.

import type { Pacer, Steps } from "../../conversation/pacer.ts";
import { backslash, quote } from "../../scanner/jsonBytes.ts";
import { JsonOutput } from "../../snapshot/output.ts";
import type { Source } from "../../source/source.ts";
import { WellFormedSink } from "../wellFormedSink.ts";

/** Line feeds, carriage returns and tabs: the letter that follows a backslash. */
const blanks: ReadonlyMap<number, number> = new Map([
  [0x0a, 0x6e],
  [0x0d, 0x72],
  [0x09, 0x74],
]);
/** Bytes that are escaped at a time; each becomes two at most. */
const pieceBytes = 64 * 1024;

export class EscapedOutput {
  /** Writes the JSON, with its own quotes and escapes as ever. */
  readonly inner: JsonOutput;
  readonly #outer: JsonOutput;
  /** Who reads the text as JSON is to find texts in it, too. */
  readonly #wellFormed: WellFormedSink;

  constructor(outer: JsonOutput, source: Source, pacer: Pacer) {
    this.#outer = outer;
    const escaped = Buffer.allocUnsafeSlow(2 * pieceBytes);
    const write = async (bytes: Uint8Array): Promise<void> => {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        const used = putEscaped(bytes.subarray(at, at + pieceBytes), escaped);
        outer.putBytes(escaped, 0, used);
        if (outer.isFull) await pacer.run(outer.flush());
      }
    };
    this.#wellFormed = new WellFormedSink({ write });
    this.inner = new JsonOutput(this.#wellFormed, source, pacer);
  }

  /** Halves of surrogate pairs that were replaced. */
  get mended(): number {
    return this.#wellFormed.mended;
  }

  /** One JSON string, quotes included, of the JSON that `write` writes. */
  *string(write: (inner: JsonOutput) => Steps): Steps {
    this.#outer.put('"');
    yield* write(this.inner);
    yield* this.inner.flush();
    this.#outer.put('"');
  }
}

/** Beside these two, JSON that is copied may hold blanks between its values. Gives the number of bytes. */
function putEscaped(bytes: Uint8Array, to: Buffer): number {
  let used = 0;
  for (const byte of bytes) {
    const blank = blanks.get(byte);
    if (blank !== undefined) {
      to[used++] = backslash;
      to[used++] = blank;
      continue;
    }
    if (byte === quote || byte === backslash) to[used++] = backslash;
    to[used++] = byte;
  }
  return used;
}
