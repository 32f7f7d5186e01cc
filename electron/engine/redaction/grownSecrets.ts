// Redaction of a file that is still being written. What comes is looked through when it is first read, up to the end of the line
// that is read: nothing is found across lines.

import type { Source } from "../source/source.ts";
import type { Masks } from "./masks.ts";
import { redactedSource } from "./redactedSource.ts";
import type { RedactionRules } from "./redactionRules.ts";
import { masksOf, textOf } from "./secretMasks.ts";
import type { Secret } from "./secretScan.ts";
import { SecretScan } from "./secretScan.ts";
import type { FoundValues } from "./valueFinder.ts";

const readBytes = 256 * 1024;
const lineFeed = 0x0a;

/**
 * Adds to the masks it was given, so all that reads through them sees what is found. A secret that is written in two
 * lines is not found in what has grown.
 */
export class GrownSecrets {
  readonly #masks: Masks;
  readonly #values: FoundValues;
  readonly #rules: RedactionRules;
  readonly #buffer = Buffer.allocUnsafeSlow(readBytes);
  /** Up to here, everything has been looked through. */
  #end: number;

  constructor(masks: Masks, values: FoundValues, rules: RedactionRules, end: number) {
    this.#masks = masks;
    this.#values = values;
    this.#rules = rules;
    this.#end = end;
  }

  /** The source without its secrets, however it grows. */
  over(source: Source): Source {
    const redacted = redactedSource(source, this.#masks);
    return {
      ...redacted,
      get size() {
        return source.size;
      },
      readInto: (target, at, length, position) => {
        if (position + length > this.#end) this.#goOn(source, position + length);
        return redacted.readInto(target, at, length, position);
      },
    };
  }

  #goOn(source: Source, wanted: number): void {
    const found: Secret[] = [];
    const values = this.#values.createFinder();
    const scan = new SecretScan([...this.#rules.createFinders(), values], (secret) => {
      const text = textOf(secret);
      if (this.#rules.keep.has(text)) return;
      this.#values.add(text, secret.kind);
      found.push(secret);
    });
    while (this.#end < source.size) {
      const read = source.readInto(this.#buffer, 0, Math.min(readBytes, source.size - this.#end), this.#end);
      if (read === 0) break;
      const lineEnd = this.#buffer.subarray(0, read).indexOf(lineFeed, Math.max(0, wanted - 1 - this.#end));
      const taken = lineEnd < 0 ? read : lineEnd + 1;
      scan.take(this.#buffer.subarray(0, taken), this.#end);
      this.#end += taken;
      if (lineEnd >= 0) break;
    }
    scan.finish();
    for (const mask of found.flatMap(masksOf).toSorted((a, b) => a.offset - b.offset)) this.#masks.add(mask);
  }
}
