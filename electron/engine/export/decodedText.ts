// Texts of a conversation as plain characters: what the JSON strings of the transcript say, in pieces of bounded size. A lone
// surrogate, which no file can hold, becomes U+FFFD.

import type { Pacer, Steps } from "../conversation/pacer.ts";
import type { PieceList } from "../conversation/pieceList.ts";
import type { ByteWindow } from "../scanner/byteWindow.ts";
import { decodeStringText } from "../scanner/stringText.ts";
import { JsonOutput, mostPutUnits } from "../snapshot/output.ts";
import { PieceText } from "../snapshot/pieceText.ts";
import { cutInString, longestCharacter } from "../snapshot/stringCut.ts";
import type { Source } from "../source/source.ts";

/** Bytes that are decoded at a time: a text of them has no more units, so it can be put into an output at once. */
const partBytes = mostPutUnits - longestCharacter;

/** `take` is given parts that never end inside a character; together they are the text. One text at a time. */
export class DecodedText {
  /** Whether the last text held a lone surrogate. */
  isMended = false;
  readonly #text: PieceText;
  readonly #json: JsonOutput;
  /** What is decoded next: first the bytes of a character that may go on. One for all parts, since a new one for each would be garbage as large as the transcript. */
  readonly #bytes = Buffer.allocUnsafeSlow(partBytes + longestCharacter);
  /** Bytes kept from the part before. */
  #kept = 0;
  #isAtStart = true;
  #take: (text: string) => void = () => {};

  /** `settle` is waited for behind each part that was taken. */
  constructor(window: ByteWindow, source: Source, pacer: Pacer, settle: () => void | Promise<void> = () => {}) {
    const write = async (bytes: Uint8Array): Promise<void> => {
      for (let at = 0; at < bytes.length; at += partBytes) {
        this.#decode(bytes.subarray(at, at + partBytes));
        const full = settle();
        if (full !== undefined) await full;
      }
    };
    this.#json = new JsonOutput({ write }, source, pacer);
    this.#text = new PieceText(window, this.#json);
  }

  /** Gives the text of the pieces to `take`. */
  read(pieces: PieceList, take: (text: string) => void): Steps {
    return this.#read(this.#text.write(pieces), take);
  }

  /** The same for the arguments of a call: their JSON. */
  readArguments(pieces: PieceList, take: (text: string) => void): Steps {
    return this.#read(this.#text.writeArguments(pieces), take);
  }

  *#read(written: Steps, take: (text: string) => void): Steps {
    this.#take = take;
    this.#isAtStart = true;
    this.#kept = 0;
    this.isMended = false;
    yield* written;
    yield* this.#json.flush();
    // The last byte is the closing quote.
    this.#say(this.#bytes.subarray(0, Math.max(0, this.#kept - 1)));
  }

  #decode(part: Uint8Array): void {
    // The first byte is the opening quote.
    const added = this.#isAtStart ? part.subarray(1) : part;
    this.#isAtStart = false;
    this.#bytes.set(added, this.#kept);
    const bytes = this.#bytes.subarray(0, this.#kept + added.length);
    const cut = bytes.length <= longestCharacter ? 0 : cutInString(bytes, bytes.length - longestCharacter);
    this.#say(bytes.subarray(0, cut));
    bytes.copyWithin(0, cut);
    this.#kept = bytes.length - cut;
  }

  #say(raw: Buffer): void {
    if (raw.length === 0) return;
    const text = decodeStringText(raw);
    if (!text.isWellFormed()) this.isMended = true;
    this.#take(text.toWellFormed());
  }
}
