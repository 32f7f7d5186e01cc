// The rows that pass a filter by kind, without a list of them: per segment a running sum of matching records (8 bytes
// for 32,768 records), so the row -> record question is a binary search over the sums and a count within one segment, and
// exact totals cost nothing. The view grows with the index.

import { acceptsKind } from "../../../shared/filterKinds.ts";
import type { Filter } from "../../../shared/filterTree.ts";
import { succeed } from "../../../shared/result.ts";
import type { SegmentEntry } from "../index/directory.ts";
import { kindLimit } from "../index/directory.ts";
import type { QueryContext } from "./queryContext.ts";
import { recordRanges } from "./recordRanges.ts";
import { createRunningSums } from "./runningSums.ts";
import { untilAborted } from "./untilAborted.ts";
import type { View } from "./view.ts";

/** `filter` holds conditions on kinds only. */
export function createKindView({ index, whenIndexed }: QueryContext, filter: Filter): View {
  const all = filter.type === "all";
  const accepted = new Uint8Array(kindLimit);
  let known = 0;
  /** Kinds are numbered as they turn up, so a wildcard must be asked again for new ones. */
  const learn = (): void => {
    const names = index.kinds();
    for (; known < names.length; known++) accepted[known] = acceptsKind(filter, names[known] ?? "") ? 1 : 0;
  };
  const sums = createRunningSums();
  const refresh = (): void => {
    learn();
    const segments = index.segments();
    for (let segment = sums.length(); segment < segments.length; segment++) {
      const entry = segments[segment];
      if (entry !== undefined) sums.push(matching(entry, accepted));
    }
  };
  const openMatches = (): { readonly rows: number; readonly bytes: number } => {
    const { count, kinds, lengths } = index.open();
    let rows = 0;
    let bytes = 0;
    for (let row = 0; row < count; row++) {
      if (accepted[kinds[row] ?? 0] !== 1) continue;
      rows++;
      bytes += lengths[row] ?? 0;
    }
    return { rows, bytes };
  };

  return {
    rows: () => {
      if (all) return index.records();
      refresh();
      return sums.rows() + openMatches().rows;
    },
    bytes: () => {
      refresh();
      return sums.bytes() + openMatches().bytes;
    },
    complete: () => true,
    searched: index.position,
    notice: () => undefined,
    failure: () => undefined,
    whenComplete: async (signal) => {
      await untilAborted(whenIndexed(), signal);
      return succeed(undefined);
    },
    accepts: (record) => {
      if (all) return true;
      learn();
      const segment = index.segmentOf(record);
      const { kinds } = index.columns(segment);
      return accepted[kinds[record - index.firstRecord(segment)] ?? 0] === 1;
    },
    visit: (from, count, onRow) => {
      refresh();
      let segment = all ? index.segmentOf(from) : sums.find(from);
      let skip = from - (all ? index.firstRecord(segment) : sums.before(segment));
      let left = count;
      const segments = index.segments().length;
      for (; left > 0 && segment <= segments; segment++) {
        const columns = index.columns(segment);
        const first = index.firstRecord(segment);
        for (let row = all ? skip : 0; row < columns.count && left > 0; row++) {
          if (accepted[columns.kinds[row] ?? 0] !== 1) continue;
          if (!all && skip-- > 0) continue;
          onRow(first + row, columns, row);
          left--;
        }
        skip = 0;
      }
    },
    rowOf: (record) => {
      if (all) return Math.min(record, index.records());
      refresh();
      const segment = index.segmentOf(record);
      const { count, kinds } = index.columns(segment);
      const end = Math.min(record - index.firstRecord(segment), count);
      let before = sums.before(segment);
      for (let row = 0; row < end; row++) before += accepted[kinds[row] ?? 0] ?? 0;
      return before;
    },
    ranges: function* () {
      refresh();
      for (let segment = 0; segment <= index.segments().length; segment++) {
        if (segment < index.segments().length && sums.rowsOf(segment) === 0) continue;
        const columns = index.columns(segment);
        yield* recordRanges(columns, (row) => accepted[columns.kinds[row] ?? 0] === 1);
      }
    },
    close: () => {},
  };
}

function matching(entry: SegmentEntry, accepted: Uint8Array): { readonly rows: number; readonly bytes: number } {
  let rows = 0;
  let bytes = 0;
  for (let index = 0; index < entry.kinds.length; index++) {
    if (accepted[entry.kinds[index] ?? 0] !== 1) continue;
    rows += entry.counts[index] ?? 0;
    bytes += entry.bytes[index] ?? 0;
  }
  return { rows, bytes };
}
