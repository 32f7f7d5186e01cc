// How many records of a session that goes on may be told when its secrets are hidden: a secret may begin in the pieces of a text and go on
// in others that are still to come, so the pieces of texts that have not ended wait. Where each text has an id, other records may stand
// between its pieces, and it ends with one of its id that is no piece, or with its run.

import { kindMatcher } from "../../../../shared/filter/namePattern.ts";
import { deltasOf } from "../../formats/deltas.ts";
import type { Format } from "../../formats/format.ts";
import type { View } from "../../query/view.ts";

/** Of a text behind whose last piece so many records stand nobody waits for more: some programs end none. */
export const mostBehind = 1_024;
/** Records that are looked at together. */
const lookedBack = 4_096;

/** `kinds`: by the numbers that the view's records have. */
export function settledRecords({ deltas = [], turns = [] }: Format, kinds: readonly string[], view: View): number {
  const texts = new OpenTexts(
    view.rows(),
    kinds.map((kind) => sortOf(kind, deltas, turns)),
  );
  for (let end = view.rows(); end > 0 && !texts.areKnown; ) {
    const begin = Math.max(0, end - lookedBack);
    const block: (readonly [record: number, kind: number, id: number])[] = [];
    view.visit(begin, end - begin, (record, columns, row) => {
      block.push([record, columns.kinds[row] ?? 0, columns.pairs[row] ?? 0]);
    });
    for (const [record, kind, id] of block.reverse()) texts.take(record, kind, id);
    end = begin;
  }
  return texts.settled;
}

/** A `piece` is one of the text of its id; a `neighbour` of the text that the record before it is of. */
type Sort = "piece" | "neighbour" | "turn" | "other";

function sortOf(kind: string, deltas: NonNullable<Format["deltas"]>, turns: readonly string[]): Sort {
  const found = deltasOf(deltas, kind);
  if (found !== undefined) return found.together === "id" && found.endsWithOthers !== true ? "piece" : "neighbour";
  const endsRun = kind === "RUN_FINISHED" || kind === "RUN_ERROR";
  return endsRun || kindMatcher(turns)(kind) ? "turn" : "other";
}

/** Is given the records from the last one back. */
class OpenTexts {
  settled: number;
  /** All that comes further in front is of texts that have ended. */
  areKnown = false;
  readonly #records: number;
  readonly #sorts: readonly Sort[];
  /** Ids of texts that have not ended, and of those that have. */
  readonly #open = new Set<number>();
  readonly #ended = new Set<number>();
  /** No record that is no piece has come yet. */
  #isAtEnd = true;

  constructor(records: number, sorts: readonly Sort[]) {
    this.settled = records;
    this.#records = records;
    this.#sorts = sorts;
  }

  take(record: number, kind: number, id: number): void {
    if (this.areKnown) return;
    const sort = this.#sorts[kind] ?? "other";
    const isFar = this.#records - record > mostBehind;
    if (sort === "turn") this.areKnown = true;
    else if (sort === "other") this.#takeOther(id, isFar);
    else if (this.#isAtEnd) this.#takePiece(record, id);
    else if (sort === "piece" && id !== 0 && !this.#ended.has(id) && (!isFar || this.#open.has(id))) {
      this.#takePiece(record, id);
    }
    if (isFar && this.#open.size === 0 && !this.#isAtEnd) this.areKnown = true;
  }

  #takePiece(record: number, id: number): void {
    this.settled = record;
    if (id !== 0) this.#open.add(id);
  }

  /** The end of a text, or what stands in front of it. */
  #takeOther(id: number, isFar: boolean): void {
    this.#isAtEnd = false;
    if (id === 0) return;
    this.#open.delete(id);
    if (!isFar) this.#ended.add(id);
  }
}
