// Texts that stream in piece by piece in a log of no known family (pieceTexts.ts says which they are). They are put together place by
// place, with those of the records right before, of all kinds and of their own, and with those that have the same id. That two are put
// together though they are two can only hide too much, so long as each is put together without the other, too.

import { Entries } from "../conversation/entries.ts";
import type { ValuePath } from "../formats/condensedValue.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import type { FormatRecord } from "../formats/format.ts";
import { GrowingInts } from "../paging/growing.ts";
import { mostBetween } from "./announcedTexts.ts";
import { longestFinding } from "./finder.ts";
import { isInner } from "./innerJson.ts";
import type { Lanes, PieceText } from "./pieceTexts.ts";
import { noLanes, pieceTexts } from "./pieceTexts.ts";
import { SpelledAlike } from "./spelledAlike.ts";

/** Places of which the last text is known; beyond them, they begin anew. */
const mostPlaces = 256;
/** Pieces of a text that nothing ends: then another one begins, and the two overlap by as much as a secret may be long. */
const mostPieces = 8_192;

/** A text that is made of neighbours. */
interface Run {
  entry: Entry;
  pieces: number;
  /** The number of its last record. */
  record: number;
  /** What it goes on from, which gets so many more characters. */
  readonly before: { readonly entry: Entry; left: number } | undefined;
}

/** Is given all records of a transcript in order. */
export class StreamedTexts {
  /** The texts, a message each. */
  readonly entries = new Entries();
  /** Which of them are the same. */
  readonly spelled = new SpelledAlike();
  readonly #runs = new Map<string, Run>();
  /** By the first part of a text of an id: its pieces so far, and characters since its last part began. */
  readonly #counts = new GrowingInts();
  readonly #characters = new GrowingInts();
  readonly #lanes: Lanes;
  readonly #onLong: (record: FormatRecord, path: ValuePath) => void;

  /** `onLong` is told of texts that hold more JSON than is looked into. */
  constructor(lanes: Lanes = noLanes, onLong: (record: FormatRecord, path: ValuePath) => void = () => {}) {
    this.#lanes = lanes;
    this.#onLong = onLong;
  }

  take(record: FormatRecord): void {
    for (const piece of pieceTexts(record.value, this.#lanes, (path) => this.#onLong(record, path))) {
      const { ids, lanes, kind } = piece;
      this.entries.at(record);
      for (const place of placesOf(piece.path)) {
        for (const id of ids) this.#goOnUnder(record, `${place} ${id}`, piece);
        if (lanes !== undefined) this.#goOnUnder(record, `${place} ${lanes}`, piece);
        this.#goOnBeside(record, place, piece);
        // Two streams that come at once, and tell themselves apart by what their pieces are.
        if (kind !== "") this.#goOnBeside(record, `${place} ${kind}`, piece);
      }
    }
  }

  /** With those of an id, wherever they stand: part by part, since every record may have it. */
  #goOnUnder(record: FormatRecord, id: string, { path, length }: PieceText): void {
    const first = this.#partOf(id, 0);
    const count = this.#counts.get(first);
    this.#counts.set(first, count + 1);
    const part = Math.floor(count / mostPieces);
    this.#goOn(this.#partOf(id, part), record, path);
    if (part === 0) return;
    const before = count % mostPieces === 0 ? 0 : this.#characters.get(first);
    this.#characters.set(first, before + length);
    if (before < longestFinding) this.#goOn(this.#partOf(id, part - 1), record, path);
  }

  #partOf(id: string, part: number): Entry {
    return this.entries.message({ key: part === 0 ? id : `${id} ${part}`, speaker: "assistant" });
  }

  #goOnBeside(record: FormatRecord, place: string, { path, length }: PieceText): void {
    let run = this.#runs.get(place);
    if (run === undefined || record.number - run.record > 1 + mostBetween) run = this.#begin(place, undefined);
    if (run.pieces >= mostPieces) run = this.#begin(place, run);
    run.record = record.number;
    run.pieces++;
    this.#goOn(run.entry, record, path);
    const { before } = run;
    if (before === undefined || before.left <= 0) return;
    before.left -= length;
    this.#goOn(before.entry, record, path);
  }

  #begin(place: string, after: Run | undefined): Run {
    if (this.#runs.size >= mostPlaces) this.#runs.clear();
    const entry = this.entries.message({ key: undefined, speaker: "assistant" });
    const before = after === undefined ? undefined : { entry: after.entry, left: longestFinding };
    const run: Run = { entry, pieces: 0, record: 0, before };
    this.#runs.set(place, run);
    return run;
  }

  #goOn(entry: Entry, record: FormatRecord, path: ValuePath): void {
    this.spelled.add(entry, record.number, path);
    this.entries.text(entry, path, this.entries.hasText(entry));
  }
}

/**
 * Where a text stands; where lists are, also whichever elements: a text may go through a list, or each element be one. Lines of a text
 * follow each other, wherever they stand.
 */
function placesOf(path: ValuePath): readonly string[] {
  const place = path.map((step) => (isInner(step) ? "*" : step)).join("/");
  if (path.every((step) => typeof step === "string" || isInner(step))) return [place];
  return [place, path.map((step) => (typeof step === "string" ? step : "*")).join("/")];
}
