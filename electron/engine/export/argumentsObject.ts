// Arguments of a call as the object that the schema wants: an object as it stands, the object that a text spells, and
// anything else as the one member of an object.

import type { Steps } from "../conversation/pacer.ts";
import type { PieceList } from "../conversation/pieceList.ts";
import { findValue } from "../conversation/pieceValue.ts";
import type { Value } from "../formats/shape.ts";
import type { ByteWindow } from "../scanner/byteWindow.ts";
import { readStringText } from "../scanner/stringText.ts";
import type { JsonOutput } from "../snapshot/output.ts";
import type { PieceText } from "../snapshot/pieceText.ts";

/** Texts up to so many bytes of the source are looked into; longer ones stay a text. */
const longestSpelledArguments = 1024 * 1024;
/** Bytes of a text that are decoded at a time. */
const sliceBytes = 32 * 1024;
/** The member for what is no object. */
const textMember = "text";

/**
 * `pieces` are those of one call's input, in order; without any it is `{}`. A text is taken for an object only where it
 * spells one as whole JSON and takes at most `longestSpelledArguments` bytes.
 */
export class ArgumentsObject {
  readonly #window: ByteWindow;
  readonly #output: JsonOutput;
  readonly #text: PieceText;

  constructor(window: ByteWindow, output: JsonOutput, text: PieceText) {
    this.#window = window;
    this.#output = output;
    this.#text = text;
  }

  *write(pieces: PieceList): Steps {
    if (pieces.length === 0) {
      this.#output.put("{}");
      return;
    }
    if (pieces.length === 1) {
      const [piece] = pieces;
      const value = piece === undefined ? undefined : yield* findValue(this.#window, piece, piece.path);
      if (value?.type === "object") {
        yield* this.#output.copy(value);
        return;
      }
    }
    const spelled = yield* this.#spelledObject(pieces);
    if (spelled !== undefined) {
      yield* this.#output.putLong(spelled);
      return;
    }
    this.#output.put(`{"${textMember}":`);
    yield* this.#text.writeArguments(pieces);
    this.#output.put("}");
  }

  /** The JSON of an object that texts spell, one behind the other. */
  *#spelledObject(pieces: PieceList): Steps<string | undefined> {
    let text = "";
    let length = 0;
    for (const piece of pieces) {
      const value = yield* findValue(this.#window, piece, piece.path);
      if (value === undefined) continue;
      length += value.length;
      if (length > longestSpelledArguments || value.type !== "string") return undefined;
      text += this.#decoded(value);
    }
    if (text.trim() === "") return "{}";
    try {
      const spelled: unknown = JSON.parse(text);
      const isObject = typeof spelled === "object" && spelled !== null && !Array.isArray(spelled);
      // Its own text, since numbers are to stay as they stand.
      return isObject ? text : undefined;
    } catch {
      return undefined;
    }
  }

  #decoded(value: Value): string {
    let decoded = "";
    for (let from = value.offset + 1, end = from + 1; from < end; ) {
      const slice = readStringText(this.#window, value, from, sliceBytes);
      decoded += slice.text;
      from = slice.next;
      end = slice.end;
    }
    return decoded;
  }
}
