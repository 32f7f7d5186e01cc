// Records that carry one piece of a text each. Which they are is data: the list folds them by their kinds alone, without reading
// one, and what the pieces say together is read at the places that are named here.

import { kindMatcher } from "../../../shared/filter/namePattern.ts";
import type { FieldPath } from "../scanner/fields.ts";

/** One group of such kinds. Of several groups of a format the first that has a kind is its own. */
export interface Deltas {
  /** Patterns for their kinds; * stands for any characters. */
  readonly kinds: readonly string[];
  /** Where the piece stands; of several, the first that a record has counts. */
  readonly text: readonly FieldPath[];
  /**
   * Which of two that stand behind each other are of one text: those of one pairing `id` (one without an id goes on with the one
   * before), or all `neighbours` of one kind, where a family names no id and tells the end of a text by another record.
   */
  readonly together: "id" | "neighbours";
  /** A record behind them has the whole text, and a conversation takes that one. */
  readonly comeWhole?: true;
  /** A text of them has no end of its own: any other record is its end, though they have ids. */
  readonly endsWithOthers?: true;
}

/** Those of a kind, or undefined for a kind whose records stand alone. */
export function deltasOf(deltas: readonly Deltas[], kind: string): Deltas | undefined {
  return deltas.find(({ kinds }) => kindMatcher(kinds)(kind));
}
