// Writes pieces of a conversation as the text of one JSON string: strings are copied as they stand in the source, of results
// in blocks the texts, of messages that are JSON text the words, and any other value as its JSON.

import type { Steps } from "../conversation/pacer.ts";
import type { PieceList } from "../conversation/pieceList.ts";
import { findValue, textMembers } from "../conversation/pieceValue.ts";
import type { Value } from "../formats/shape.ts";
import { pausing } from "../formats/shape.ts";
import { spokenWords } from "../formats/spokenWords.ts";
import type { ByteWindow } from "../scanner/byteWindow.ts";
import type { JsonOutput } from "./output.ts";

/** Blocks inside blocks that are looked into; deeper ones are written as JSON. */
const deepestBlock = 6;

/**
 * Each piece's record is read again, through the window. A piece that is no longer there is left out, in silence: the
 * source is checked where the export ends.
 */
export class PieceText {
  readonly #window: ByteWindow;
  readonly #output: JsonOutput;

  constructor(window: ByteWindow, output: JsonOutput) {
    this.#window = window;
    this.#output = output;
  }

  /** One string with its quotes: pieces that do not go on the one before them stand apart by an empty line. */
  *write(pieces: PieceList): Steps {
    this.#output.put('"');
    let isFirst = true;
    for (const piece of pieces) {
      const value = yield* findValue(this.#window, piece, piece.path);
      if (value === undefined) continue;
      if (!isFirst && !piece.continues) this.#output.put("\\n\\n");
      isFirst = false;
      const words = value.type === "string" ? spokenWords(this.#window, value, piece.spoken) : undefined;
      if (words === undefined) yield* this.#text(value, 0);
      else yield* this.#output.putLong(JSON.stringify(words).slice(1, -1));
    }
    this.#output.put('"');
  }

  /** Arguments of a call: their JSON as a string. What is a string already is that JSON. */
  *writeArguments(pieces: PieceList): Steps {
    this.#output.put('"');
    for (const piece of pieces) {
      const value = yield* findValue(this.#window, piece, piece.path);
      if (value === undefined) continue;
      if (value.type === "string") yield* this.#copyString(value);
      else yield* this.#output.copyEscaped(value);
    }
    this.#output.put('"');
  }

  *#text(value: Value, depth: number): Steps {
    if (value.type === "string") yield* this.#copyString(value);
    else if (value.type === "array" && depth < deepestBlock) yield* this.#blocks(value, depth);
    else if (value.type === "object" && depth < deepestBlock) {
      const text = yield* this.#textOf(value);
      if (text === undefined) yield* this.#output.copyEscaped(value);
      else yield* this.#text(text, depth + 1);
    } else if (value.type !== "null") yield* this.#output.copyEscaped(value);
  }

  *#blocks(value: Value, depth: number): Steps {
    let isFirst = true;
    for (const member of pausing(this.#window, value)) {
      if (member === undefined) {
        yield;
        continue;
      }
      if (!isFirst) this.#output.put("\\n");
      isFirst = false;
      yield* this.#text({ type: member.type, offset: member.offset, length: member.length }, depth + 1);
    }
  }

  /** The member of a block that holds its text. */
  *#textOf(block: Value): Generator<undefined, Value | undefined> {
    let best: Value | undefined;
    let rank = textMembers.length;
    for (const member of pausing(this.#window, block)) {
      if (member === undefined) {
        yield;
        continue;
      }
      const place = member.keyCut ? -1 : textMembers.indexOf(member.key ?? "");
      if (place < 0 || place > rank) continue;
      rank = place;
      best = { type: member.type, offset: member.offset, length: member.length };
    }
    return best;
  }

  /** The text of a string, without its quotes. */
  *#copyString({ offset, length }: Value): Steps {
    yield* this.#output.copy({ offset: offset + 1, length: length - 2 });
  }
}
