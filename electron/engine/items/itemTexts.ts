// The texts of an item: of each the beginning and the end, and where all of it lies. What is read does not grow with the
// texts; how many there are is counted.

import type { ItemImage, ItemText, TextPlace } from "../../../shared/conversation.ts";
import { itemTextBytes } from "../../../shared/conversation.ts";
import { recordNumber } from "../../../shared/units.ts";
import type { PieceList } from "../conversation/pieceList.ts";
import type { Piece } from "../conversation/pieces.ts";
import { findValue } from "../conversation/pieceValue.ts";
import type { Value } from "../formats/shape.ts";
import { spokenWords } from "../formats/spokenWords.ts";
import { boundaryFrom, boundaryUpTo, maxCharacterBytes } from "../query/characterBoundary.ts";
import type { ByteWindow } from "../scanner/byteWindow.ts";
import { readStringText, sliceOfText } from "../scanner/stringText.ts";
import { findImage, leavesOf } from "./pieceLeaves.ts";

/** Places that a text names. */
const mostPlaces = 64;
/** Texts and pictures of one item; what comes behind goes on the last text, and is counted. */
const mostTexts = 64;
/** Values of a text that its beginning, or its end, may be made of. */
const mostParts = 2048;
/** Bytes of all texts of an item that are shown. */
const itemBytes = 8 * itemTextBytes;

export interface ItemTexts {
  readonly texts: readonly ItemText[];
  readonly images: readonly ItemImage[];
  readonly attachments: number;
}

interface Part extends TextPlace {
  readonly value: Value;
  /** Of its text. */
  readonly bytes: number;
}

/** A text that is being put together. */
interface Growing {
  readonly sort: ItemText["sort"];
  readonly isJson: boolean;
  readonly first: Part[];
  /** The last parts, as many as the end may be made of. */
  last: Part[];
  count: number;
  bytes: number;
}

export class ItemTextReader {
  readonly #window: ByteWindow;

  constructor(window: ByteWindow) {
    this.#window = window;
  }

  /** Where a piece's value lies, if its record still holds it. */
  *valueOf(piece: Piece): Generator<undefined, Value | undefined> {
    return yield* findValue(this.#window, piece, piece.path);
  }

  *read(pieces: PieceList): Generator<undefined, ItemTexts> {
    const texts: Growing[] = [];
    const images: ItemImage[] = [];
    let attachments = 0;
    for (const piece of pieces) {
      const value = yield* this.valueOf(piece);
      if (value === undefined) continue;
      const record = recordNumber(piece.record);
      const place = (one: Value): TextPlace => ({ record, at: one.offset - piece.offset });
      if (piece.sort === "attachment") {
        const image = yield* findImage(this.#window, value, undefined);
        if (image?.is === "image" && images.length < mostTexts)
          images.push({ place: place(image.value), mediaType: image.mediaType, bytes: image.value.length - 2 });
        else attachments++;
        continue;
      }
      const { sort, spoken } = piece;
      const words = value.type === "string" ? spokenWords(this.#window, value, spoken) : undefined;
      if (words !== undefined) {
        if (words === "") continue;
        add(texts, sort, { ...place(value), spoken, value, bytes: Buffer.byteLength(words) }, piece.continues);
        yield;
        continue;
      }
      // Arguments are shown as they are: nothing in them is the text of a block.
      if (sort === "input" || value.type === "string") {
        add(texts, sort, { ...place(value), value, bytes: textBytes(value) }, piece.continues);
        continue;
      }
      let continues = piece.continues;
      for (const leaf of leavesOf(this.#window, value)) {
        if (leaf === undefined) yield;
        else if (leaf.is !== "image")
          add(texts, sort, { ...place(leaf.value), value: leaf.value, bytes: textBytes(leaf.value) }, continues);
        else if (images.length < mostTexts)
          images.push({ place: place(leaf.value), mediaType: leaf.mediaType, bytes: leaf.value.length - 2 });
        else attachments++;
        continues = false;
      }
    }
    const shown: ItemText[] = [];
    let room = itemBytes;
    for (const text of texts) {
      const one = this.#show(text, Math.min(itemTextBytes, room));
      room -= one.shown;
      shown.push(one);
      yield;
    }
    return { texts: shown, images, attachments };
  }

  #show({ sort, isJson, first, last, count, bytes }: Growing, room: number): ItemText {
    let head = "";
    let headBytes = 0;
    for (const part of first) {
      if (headBytes >= room) break;
      const slice = this.#slice(part, 0, room - headBytes);
      head += slice.text;
      headBytes += slice.bytes;
      if (slice.bytes < part.bytes) break;
    }
    let tail = "";
    let tailBytes = 0;
    const most = Math.min(Math.floor(itemTextBytes / 4), Math.floor(room / 4), bytes - headBytes);
    for (const part of last.toReversed()) {
      if (tailBytes >= most) break;
      const slice = this.#slice(part, Math.max(0, part.bytes - (most - tailBytes)), most - tailBytes);
      tail = slice.text + tail;
      tailBytes += slice.bytes;
    }
    const places = first
      .slice(0, mostPlaces)
      .map(({ record, at, spoken }) => (spoken === undefined ? { record, at } : { record, at, spoken }));
    return { sort, isJson, head, tail, bytes, shown: headBytes + tailBytes, places, placeCount: count };
  }

  #slice({ value, spoken }: Part, from: number, length: number): { readonly text: string; readonly bytes: number } {
    const words = spokenWords(this.#window, value, spoken);
    if (words !== undefined) {
      const slice = sliceOfText(words, from, length);
      return { text: slice.text, bytes: slice.next - slice.from };
    }
    if (value.type === "string") {
      const slice = readStringText(this.#window, value, value.offset + 1 + from, length);
      return { text: slice.text, bytes: slice.next - slice.from };
    }
    // A few bytes on both sides, to see the characters at the edges whole.
    const first = Math.max(0, from - maxCharacterBytes);
    const last = Math.min(value.length, from + length + maxCharacterBytes);
    const bytes = this.#window.view(value.offset + first, last - first);
    const begin = boundaryFrom(bytes, from - first);
    const end = Math.max(begin, boundaryUpTo(bytes, Math.min(from - first + length, bytes.length)));
    return { text: bytes.toString("utf8", begin, end), bytes: end - begin };
  }
}

/** Bytes of a string's text, without its quotes, or of any other value. */
function textBytes({ type, length }: Value): number {
  return type === "string" ? length - 2 : length;
}

function add(texts: Growing[], sort: ItemText["sort"], part: Part, continues: boolean): void {
  const isJson = part.value.type !== "string";
  const open = texts.findLast((text) => text.sort === sort);
  const goesOn = open !== undefined && ((continues && open.isJson === isJson) || texts.length >= mostTexts);
  const text: Growing = goesOn ? open : { sort, isJson, first: [], last: [], count: 0, bytes: 0 };
  if (!goesOn) texts.push(text);
  if (text.first.length < mostParts) text.first.push(part);
  text.last.push(part);
  if (text.last.length > 2 * mostParts) text.last = text.last.slice(-mostParts);
  text.count++;
  text.bytes += part.bytes;
}
