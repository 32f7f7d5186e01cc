// Texts of a conversation as plain characters: what the JSON strings of the transcript say, in pieces of bounded size. A lone
// surrogate, which no file can hold, becomes U+FFFD.

import type { Pacer, Steps } from "../conversation/pacer.ts";
import type { Piece } from "../conversation/pieces.ts";
import type { ByteWindow } from "../scanner/byteWindow.ts";
import { decodeStringText } from "../scanner/stringText.ts";
import { JsonOutput } from "../snapshot/output.ts";
import { PieceText } from "../snapshot/pieceText.ts";
import type { Source } from "../source/source.ts";

const backslash = 0x5c;
const letterU = 0x75;
/** Bytes that are decoded at a time. */
const partBytes = 32 * 1024;
/** A pair of surrogates as escapes: what is kept back so that nothing is cut in two. */
const longestCharacter = 12;

export class DecodedText {
  /** Whether the last text held a lone surrogate. */
  isMended = false;
  readonly #text: PieceText;
  readonly #json: JsonOutput;
  #kept: Buffer = Buffer.alloc(0);
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
  read(pieces: readonly Piece[], take: (text: string) => void): Steps {
    return this.#read(this.#text.write(pieces), take);
  }

  /** The same for the arguments of a call: their JSON. */
  readArguments(pieces: readonly Piece[], take: (text: string) => void): Steps {
    return this.#read(this.#text.writeArguments(pieces), take);
  }

  *#read(written: Steps, take: (text: string) => void): Steps {
    this.#take = take;
    this.#isAtStart = true;
    this.#kept = Buffer.alloc(0);
    this.isMended = false;
    yield* written;
    yield* this.#json.flush();
    // The last byte is the closing quote.
    this.#say(this.#kept.subarray(0, -1));
  }

  #decode(part: Uint8Array): void {
    const bytes = Buffer.concat([this.#kept, this.#isAtStart ? part.subarray(1) : part]);
    this.#isAtStart = false;
    const cut = bytes.length <= longestCharacter ? 0 : cutBefore(bytes, bytes.length - longestCharacter);
    this.#kept = bytes.subarray(cut);
    this.#say(bytes.subarray(0, cut));
  }

  #say(raw: Buffer): void {
    if (raw.length === 0) return;
    const text = decodeStringText(raw);
    if (!text.isWellFormed()) this.isMended = true;
    this.#take(text.toWellFormed());
  }
}

/** A place near `limit` that lies inside of no character and no escape; `bytes` begin with a character. */
function cutBefore(bytes: Buffer, limit: number): number {
  let at = 0;
  let lastEscape = -1;
  while (at < limit) {
    const next = bytes.indexOf(backslash, at);
    if (next < 0 || next >= limit) at = limit;
    else {
      lastEscape = next;
      at = next + (bytes[next + 1] === letterU ? 6 : 2);
    }
  }
  while (((bytes[at] ?? 0) & 0xc0) === 0x80) at++;
  const isFirstHalf = lastEscape === at - 6 && /^\\u[dD][89abAB]/.test(bytes.toString("latin1", lastEscape, at));
  return isFirstHalf && /^\\u[dD][c-fC-F]/.test(bytes.toString("latin1", at, at + 6)) ? at + 6 : at;
}
