// Finds a text that is spread over several records: the words of a message that was written as it came, piece by piece. A
// search in the records alone cannot see it. Of each text only as much is held as could begin what is looked for.

import type { PieceSort } from "../conversation/pieces.ts";
import { findValue } from "../conversation/pieceValue.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import type { ByteWindow } from "../scanner/byteWindow.ts";
import { readStringText } from "../scanner/stringText.ts";
import type { ShownEntries } from "./shownEntries.ts";

/** Where a text stands that begins in one record and ends in a later one. */
export interface Spread {
  readonly entry: Entry;
  readonly from: number;
  readonly to: number;
}

/** Bytes of a value that are read at a time. */
const sliceBytes = 32 * 1024;
/** Entries that are looked at between two pauses: most are of one record, and not read. */
const entriesAtOnce = 1024;

/** The end of what was read of a text, and of which records it is. */
class Ending {
  text = "";
  readonly #parts: { readonly record: number; length: number }[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** The record of which the character is. */
  recordAt(index: number): number | undefined {
    let end = 0;
    return this.#parts.find(({ length }) => {
      end += length;
      return index < end;
    })?.record;
  }

  add(record: number, text: string): void {
    const last = this.#parts.at(-1);
    if (last?.record === record) last.length += text.length;
    else this.#parts.push({ record, length: text.length });
    this.text += text;
  }

  cut(): void {
    let surplus = this.text.length - this.#most;
    if (surplus <= 0) return;
    this.text = this.text.slice(surplus);
    for (let first = this.#parts[0]; first !== undefined && surplus > 0; first = this.#parts[0]) {
      if (first.length > surplus) {
        first.length -= surplus;
        break;
      }
      surplus -= first.length;
      this.#parts.shift();
    }
  }

  clear(): void {
    this.text = "";
    this.#parts.length = 0;
  }
}

/** The first such place of each entry that has one, in any case of letters. Pauses where it yields. */
export function* findSpread(entries: ShownEntries, window: ByteWindow, text: string): Generator<undefined | Spread> {
  const wanted = text.toLowerCase();
  if (wanted.length < 2) return;
  for (let entry: Entry = 1; entry <= entries.count; entry++) {
    if (entry % entriesAtOnce === 0) yield;
    const found = yield* spreadIn(entries, window, entry, wanted);
    if (found !== undefined) yield found;
  }
}

function* spreadIn(
  entries: ShownEntries,
  window: ByteWindow,
  entry: Entry,
  wanted: string,
): Generator<undefined, Spread | undefined> {
  const pieces = entries.pieces.of(entry);
  if (!pieces.some(({ continues }) => continues)) return undefined;
  const endings = new Map<PieceSort, Ending>();
  for (const piece of pieces) {
    const ending = endings.get(piece.sort) ?? new Ending(wanted.length - 1);
    endings.set(piece.sort, ending);
    if (!piece.continues) ending.clear();
    const value = yield* findValue(window, piece, piece.path);
    if (value?.type !== "string") continue;
    for (let from = value.offset + 1; ; ) {
      const slice = readStringText(window, value, from, sliceBytes);
      ending.add(piece.record, slice.text.toLowerCase());
      for (let at = ending.text.indexOf(wanted); at >= 0; at = ending.text.indexOf(wanted, at + 1)) {
        const [first, last] = [ending.recordAt(at), ending.recordAt(at + wanted.length - 1)];
        if (first !== undefined && last !== undefined && first !== last) return { entry, from: first, to: last };
      }
      ending.cut();
      yield;
      if (slice.next >= slice.end || slice.next <= from) break;
      from = slice.next;
    }
  }
  return undefined;
}
