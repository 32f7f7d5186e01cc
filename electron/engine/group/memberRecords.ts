import { furtherOf } from "../query/furtherOf.ts";
import type { RecordLabels } from "../query/recordLabels.ts";
import { stepsBack, unorderedBit } from "../query/unordered.ts";
import type { View } from "../query/view.ts";
import type { Columns } from "../scanner/indexScan.ts";
import { flagBit } from "../scanner/indexScan.ts";
import { CalledTools } from "./calledTools.ts";
import type { GroupNames } from "./groupNames.ts";
import { fact, factCount, noTime } from "./recordFacts.ts";

/** Records that are looked at together. */
const recordsAtOnce = 8192;

/** A transcript with its number in the group; `view` is of all of its records. */
export interface MemberView {
  readonly source: number;
  readonly view: View;
  readonly labels: RecordLabels;
}

/**
 * Gives the facts of the records from one on, each valid until the next: no object is made for a record. Pauses where it
 * yields, and goes on as far as the view has come by then.
 */
export function* eachRecord(
  { source, view, labels }: MemberView,
  from: number,
  names: GroupNames,
  take: (facts: Float64Array) => void,
): Generator<undefined, void> {
  const numbers = names.numbersOf(labels);
  const areErrors = labels.kinds.map(labels.isErrorKind);
  const facts = new Float64Array(factCount);
  // Of records that come later, the calls stand in front of them in the group, too.
  const called = from === 0 ? new CalledTools() : undefined;
  let placesOf = furtherOf({});
  let seen: Columns | undefined;
  const isEarlier = stepsBack(timeBefore(view, from));
  for (let at = from; at < view.rows(); at += recordsAtOnce) {
    view.visit(at, recordsAtOnce, (record, columns, row) => {
      if (columns !== seen) placesOf = furtherOf(columns);
      seen = columns;
      const kind = columns.kinds[row] ?? 0;
      const time = columns.times[row] ?? Number.NaN;
      facts[fact.time] = Number.isNaN(time) ? noTime : time;
      facts[fact.line] = columns.lines[row] ?? 0;
      facts[fact.source] = source;
      facts[fact.record] = record;
      facts[fact.offset] = columns.offsets[row] ?? 0;
      facts[fact.length] = columns.lengths[row] ?? 0;
      facts[fact.pair] = columns.pairs[row] ?? 0;
      facts[fact.kind] = numbers.kinds[kind] ?? 0;
      const tool = columns.tools[row] ?? 0;
      const toolOf = (pair: number, named: number): number =>
        numbers.tools[called === undefined ? named : called.of(record, pair, named)] ?? 0;
      facts[fact.tool] = numbers.tools[tool] ?? 0;
      facts[fact.called] = toolOf(columns.pairs[row] ?? 0, tool);
      facts[fact.role] = numbers.roles[columns.roles[row] ?? 0] ?? 0;
      facts[fact.flags] =
        (columns.flags[row] ?? 0) |
        (areErrors[kind] === true ? flagBit.error : 0) |
        (isEarlier(time) ? unorderedBit : 0);
      facts[fact.calls] = names.calls.take(columns.further, placesOf(row), toolOf);
      take(facts);
    });
    yield;
  }
}

/** The last time before a record, of a view of all records; NaN where none has any. */
function timeBefore(view: View, record: number): number {
  for (let until = record; until > 0; until -= recordsAtOnce) {
    const from = Math.max(0, until - recordsAtOnce);
    let last = Number.NaN;
    view.visit(from, until - from, (_, { times }, row) => {
      const time = times[row] ?? Number.NaN;
      if (!Number.isNaN(time)) last = time;
    });
    if (!Number.isNaN(last)) return last;
  }
  return Number.NaN;
}
