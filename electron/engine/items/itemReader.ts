// Items as the page gets them: what the order and the entries know of each, and the beginnings of its texts.

import type { CallItem, HiddenItem, Item, ItemMark, MessageItem, RulerItem } from "../../../shared/conversation.ts";
import { itemNumber, lineNumber, milliseconds, recordNumber } from "../../../shared/units.ts";
import { marksOfEntry } from "../conversation/markNames.ts";
import type { PieceList } from "../conversation/pieceList.ts";
import { recordsOf } from "../conversation/pieceList.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import { marks } from "../formats/conversationOperations.ts";
import { argumentIn, gistIn } from "./callWords.ts";
import type { ItemOrder } from "./itemOrder.ts";
import type { ItemTextReader } from "./itemTexts.ts";
import type { ShownEntries } from "./shownEntries.ts";

/** Records of an item that are named. */
const mostRecords = 64;
const compactionSentence = "What was said before was summed up here: the model goes on from the summary.";
const orphanTool = "(unknown call)";

export class ItemReader {
  readonly #entries: ShownEntries;
  readonly #order: ItemOrder;
  readonly #texts: ItemTextReader;

  constructor(entries: ShownEntries, order: ItemOrder, texts: ItemTextReader) {
    this.#entries = entries;
    this.#order = order;
    this.#texts = texts;
  }

  *read(item: number): Generator<undefined, Item> {
    if (this.#order.isHidden(item)) return yield* this.#hidden(item);
    const entry = this.#order.entryOf(item);
    switch (this.#entries.sort(entry)) {
      case "message":
        return yield* this.#message(item, entry);
      case "compaction":
        return { ...this.#base(item, entry, []), sort: "ruler", what: "compaction", sentence: compactionSentence };
      case "notice":
        return this.#told(item, entry, "notice");
      case "error":
        return this.#told(item, entry, "error");
      default:
        return yield* this.#call(item, entry);
    }
  }

  #base(item: number, entry: Entry, pieces: PieceList) {
    const entries = this.#entries;
    const record = entries.recordOf(entry);
    const records = recordsOf(pieces, record, mostRecords);
    const time = entries.timeOf(entry);
    return {
      item: itemNumber(item),
      depth: this.#order.depthOf(entry),
      record: recordNumber(record),
      line: lineNumber(entries.lineOf(entry)),
      records: records.first.map(recordNumber),
      recordCount: records.count,
      time: time === undefined ? undefined : milliseconds(time),
      marks: marksOfEntry(entries, entry),
      ...(this.#order.goesOn(item) ? { goesOn: true } : {}),
    };
  }

  #told(item: number, entry: Entry, what: "notice" | "error"): RulerItem {
    return { ...this.#base(item, entry, []), sort: "ruler", what, sentence: this.#entries.nameOf(entry) };
  }

  *#message(item: number, entry: Entry): Generator<undefined, MessageItem> {
    const pieces = this.#entries.pieces.of(entry);
    const read = yield* this.#texts.read(pieces);
    return { ...this.#base(item, entry, pieces), sort: "message", speaker: this.#entries.speaker(entry), ...read };
  }

  *#call(item: number, entry: Entry): Generator<undefined, CallItem> {
    const entries = this.#entries;
    const pieces = entries.pieces.of(entry);
    const input = yield* this.#texts.read(pieces.filter(({ sort }) => sort === "input"));
    const output = yield* this.#texts.read(this.#trueResults(entry, pieces));
    const ended = entries.endOf(entry);
    return {
      ...this.#base(item, entry, pieces),
      sort: "call",
      tool: entries.sort(entry) === "orphan" ? orphanTool : entries.nameOf(entry),
      argument: argumentIn(input.texts),
      outcome: entries.outcomeOf(entry),
      exitCode: entries.exitCodeOf(entry),
      kept: entries.cuts.of(entry),
      ended: ended === undefined ? undefined : milliseconds(ended),
      input: input.texts,
      output: output.texts,
      gist: gistIn(output.texts),
      images: output.images,
    };
  }

  /** The last true result, or all where they are parts of one; one that was made up only where there is no other. */
  #trueResults(entry: Entry, pieces: PieceList): PieceList {
    const outputs = pieces.filter(({ sort }) => sort === "output");
    const firsts = outputs.filter((piece) => (piece.marks & marks.repeated) === 0);
    const all = firsts.length === 0 ? outputs : firsts;
    if (this.#entries.hasResultInParts(entry)) return all;
    const last = all.findLast((piece) => (piece.marks & marks.madeUp) === 0) ?? all.at(-1);
    // One result may have several pieces in its record.
    return all.filter((piece) => piece.record === last?.record);
  }

  *#hidden(item: number): Generator<undefined, HiddenItem> {
    const byMark = new Map<ItemMark, number>();
    let count = 0;
    let filtered = 0;
    for (const entry of this.#order.entriesOf(item)) {
      const mark = this.#order.hiddenBy(entry);
      if (mark === "filter") filtered++;
      else if (mark !== undefined) byMark.set(mark, (byMark.get(mark) ?? 0) + 1);
      if (++count % 1024 === 0) yield;
    }
    const base = this.#base(item, this.#order.entryOf(item), []);
    return {
      ...base,
      sort: "hidden",
      marks: [],
      count,
      filtered,
      byMark: [...byMark].map(([mark, sum]) => ({ mark, count: sum })),
    };
  }
}
