// The run or turn that a record belongs to: the last record before it whose kind begins one. Told by the index alone, as a filter
// by these kinds is.

import type { Row, TurnAt } from "../../../shared/rows.ts";
import { recordNumber } from "../../../shared/units.ts";
import type { View } from "./view.ts";

/** `view`: the records that begin a run or a turn; `rows` reads some of them. */
export function turnAt(view: View, rows: (from: number, count: number) => readonly Row[], record: number): TurnAt {
  const turns = view.rows();
  const number = view.rowOf(record) + (view.accepts(record) ? 1 : 0);
  const [begins] = number === 0 ? [] : rows(number - 1, 1);
  let next: number | undefined;
  view.visit(number, 1, (found) => {
    next = found;
  });
  return {
    turns,
    turn: begins === undefined ? undefined : { begins, number },
    next: next === undefined ? undefined : recordNumber(next),
  };
}
