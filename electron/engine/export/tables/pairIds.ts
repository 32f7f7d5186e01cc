// The ids that pair calls with results. The index keeps only hashes of them, so they are read from the records again, by the
// scanner and without parsing.

import type { RecordLabels } from "../../query/recordLabels.ts";
import { createFieldScan } from "../../scanner/fieldScan.ts";
import type { FieldRecord, FieldScan } from "../../scanner/fields.ts";
import type { Source } from "../../source/source.ts";

interface Place {
  readonly offset: number;
  readonly length: number;
}

/** Records that lie further apart are not read in one go. */
const nearBytes = 64 * 1024;
/** Longer ones are no ids. */
const longestId = 4096;

export type PairIds = (places: readonly Place[], signal: AbortSignal) => Promise<readonly (string | undefined)[]>;

/** Gives the ids of records, which come in file order. */
export function pairIdsOf(source: Source, { pair, values }: RecordLabels): PairIds {
  if (pair.length === 0) return async (places) => places.map(() => undefined);
  const scan = createFieldScan(
    pair.map((path) => ({ path, intern: false })),
    { values },
  );
  return async (places, signal) => {
    const ids: (string | undefined)[] = [];
    for (let from = 0; from < places.length; ) {
      const until = endOfRun(places, from);
      await readRun(scan, source, places.slice(from, until), pair.length, ids, signal);
      from = until;
    }
    return ids;
  };
}

function endOfRun(places: readonly Place[], from: number): number {
  let until = from + 1;
  while (until < places.length && endOf(places[until - 1]) + nearBytes > (places[until]?.offset ?? 0)) until++;
  return until;
}

async function readRun(
  scan: FieldScan,
  source: Source,
  places: readonly Place[],
  fields: number,
  ids: (string | undefined)[],
  signal: AbortSignal,
): Promise<void> {
  let next = 0;
  const take = (record: FieldRecord): boolean => {
    // Records between those that are wanted have no place; of a wanted one that is read otherwise now, nothing is known.
    while (next < places.length && (places[next]?.offset ?? 0) < record.offset) {
      ids.push(undefined);
      next++;
    }
    if (places[next]?.offset === record.offset) {
      ids.push(idOf(record, fields));
      next++;
    }
    return next < places.length;
  };
  await scan.read(source, places[0]?.offset ?? 0, endOf(places.at(-1)), take, { signal });
  for (; next < places.length; next++) ids.push(undefined);
}

function endOf(place: Place | undefined): number {
  return place === undefined ? 0 : place.offset + place.length;
}

function idOf(record: FieldRecord, fields: number): string | undefined {
  for (let field = 0; field < fields; field++) {
    if (record.type(field) === "string") return record.text(field, longestId);
  }
  return undefined;
}
