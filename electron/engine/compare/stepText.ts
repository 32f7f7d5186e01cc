// What a step says: a prompt's text, or a call's arguments. It is streamed past whoever wants to know something of it, whatever
// its length, without the escapes of JSON: two programs may spell one text differently.

import xxhash from "xxhash-wasm";
import type { Entries } from "../conversation/entries.ts";
import type { Pacer } from "../conversation/pacer.ts";
import type { PieceSort } from "../conversation/pieces.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import { PlainText } from "../redaction/plainText.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { JsonOutput } from "../snapshot/output.ts";
import { PieceText } from "../snapshot/pieceText.ts";
import type { Source } from "../source/source.ts";

/** Characters of the beginning that are kept: enough to find the files of a call. */
const keptBytes = 64 * 1024;

export interface StepText {
  /** Equal for equal texts, and practically never for others; of 53 bits. */
  readonly hash: number;
  /** The beginning. */
  readonly text: string;
}

interface Sum {
  update(bytes: Uint8Array): unknown;
  digest(): number;
}

export class StepTexts {
  readonly #plain = new PlainText(keptBytes);
  readonly #pieces: PieceText;
  readonly #output: JsonOutput;
  readonly #pacer: Pacer;
  readonly #sums: (seed: number) => Sum;
  #one: Sum | undefined;
  #other: Sum | undefined;
  #kept = "";
  #taken = 0;

  static async of(source: Source, pacer: Pacer): Promise<StepTexts> {
    const { create32 } = await xxhash();
    return new StepTexts(source, pacer, create32);
  }

  private constructor(source: Source, pacer: Pacer, sums: (seed: number) => Sum) {
    this.#sums = sums;
    this.#pacer = pacer;
    this.#output = new JsonOutput({ write: (bytes) => this.#take(bytes) }, source, pacer);
    this.#pieces = new PieceText(new ByteWindow(source), this.#output);
  }

  /** `name`: what belongs to the step beside its text. */
  async read(entries: Entries, entry: Entry, sort: PieceSort, name: string): Promise<StepText> {
    this.#one = this.#sums(0);
    this.#other = this.#sums(1);
    this.#kept = "";
    this.#taken = 0;
    this.#hash(Buffer.from(`${sort} ${name}\0`));
    const pieces = entries.pieces.of(entry, false, sort);
    const steps = sort === "input" ? this.#pieces.writeArguments(pieces) : this.#pieces.write(pieces);
    await this.#pacer.run(steps);
    await this.#pacer.run(this.#output.flush());
    this.#endText();
    const hash = this.#one.digest() * 2 ** 21 + (this.#other.digest() >>> 11);
    // Without the quotes of the string that it was written as.
    return { hash, text: this.#kept.replace(/^"/, "").replace(/"$/, "") };
  }

  #hash(bytes: Uint8Array): void {
    this.#one?.update(bytes);
    this.#other?.update(bytes);
  }

  #take(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const taken = this.#plain.append(bytes.subarray(done), this.#taken);
      done += taken;
      this.#taken += taken;
      if (done < bytes.length) this.#endPart();
    }
  }

  #endPart(): void {
    const part = this.#plain.bytes.subarray(0, this.#plain.length);
    if (this.#kept === "") this.#kept = part.toString("utf8");
    this.#hash(part);
    this.#plain.drop(this.#plain.length);
  }

  #endText(): void {
    this.#plain.settle();
    this.#endPart();
    this.#plain.clear();
  }
}
