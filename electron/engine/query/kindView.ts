// The rows that pass a filter by kind, without a list of them: per segment a running sum of matching records (8 bytes
// for 32,768 records), so the row -> record question is a binary search over the sums and a count within one segment, and
// exact totals cost nothing. The view grows with the index.

import { acceptsKind } from "../../../shared/filter/filterKinds.ts";
import type { Filter } from "../../../shared/filter/filterTree.ts";
import { succeed } from "../../../shared/result.ts";
import type { SegmentDirectory } from "../index/directory.ts";
import { kindLimit } from "../index/kindTotals.ts";
import { countRecords } from "../index/segmentCounts.ts";
import { createBits, setBit } from "./bits.ts";
import { namesNotice } from "./namesNotice.ts";
import type { QueryContext } from "./queryContext.ts";
import { recordRanges } from "./recordRanges.ts";
import { createRunningSums } from "./runningSums.ts";
import { untilAborted } from "./untilAborted.ts";
import type { View } from "./view.ts";

/** `filter` holds conditions on kinds only, of which `is:error` may be one. */
export function createKindView({ index, errors, whenIndexed }: QueryContext, filter: Filter): View {
  const all = filter.type === "all";
  const accepted = new Uint8Array(kindLimit);
  let known = 0;
  /** Kinds are numbered as they turn up, so a wildcard must be asked again for new ones. */
  const learn = (): void => {
    const names = index.kinds();
    for (; known < names.length; known++) {
      accepted[known] = acceptsKind(filter, names[known] ?? "", errors.isErrorKind) ? 1 : 0;
    }
  };
  const sums = createRunningSums();
  const refresh = (): void => {
    learn();
    const segments = index.segments();
    for (let segment = sums.length(); segment < segments.length; segment++) {
      sums.push(matching(segments, segment, accepted));
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
    notice: () => namesNotice(index, filter),
    lacks: () => namesNotice(index, filter),
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
      let segment = sums.find(from);
      let skip = from - sums.before(segment);
      let left = count;
      const segments = index.segments().length;
      for (; left > 0 && segment <= segments; segment++) {
        if (segment < segments && sums.rowsOf(segment) === 0) continue;
        // Behind the last one there is nothing to find.
        const most = segment < segments ? Math.min(left, sums.rowsOf(segment) - skip) : left;
        const rows = index.findKinds(segment, accepted, skip, most);
        const first = index.firstRecord(segment);
        for (let each = 0; each < rows.length; each++) {
          const row = rows[each] ?? 0;
          onRow(first + row, index.columns(segment, row, row + 1), row);
        }
        left -= rows.length;
        skip = 0;
      }
    },
    kinds: () => {
      learn();
      const { counts, bytes } = index.totals();
      return {
        counts: counts.map((count, kind) => (accepted[kind] === 1 ? count : 0)),
        bytes: bytes.map((sum, kind) => (accepted[kind] === 1 ? sum : 0)),
      };
    },
    passing: (segment) => {
      refresh();
      const isOpen = segment >= index.segments().length;
      const count = countRecords(index, segment);
      const rows = all ? count : isOpen ? openMatches().rows : sums.rowsOf(segment);
      if (rows === 0 || rows === count) return { decided: count, match: rows === 0 ? "none" : "all" };
      const bits = createBits();
      const { kinds } = index.columns(segment);
      for (let row = 0; row < count; row++) if (accepted[kinds[row] ?? 0] === 1) setBit(bits, row);
      return { decided: count, match: bits };
    },
    rowOf: (record) => {
      if (all) return Math.min(record, index.records());
      refresh();
      const segment = index.segmentOf(record);
      const row = record - index.firstRecord(segment);
      const { count, kinds } = index.columns(segment, 0, row);
      const end = Math.min(row, count);
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

function matching(
  segments: SegmentDirectory,
  segment: number,
  accepted: Uint8Array,
): { readonly rows: number; readonly bytes: number } {
  let rows = 0;
  let bytes = 0;
  segments.eachKind(segment, (kind, kindRecords, kindBytes) => {
    if (accepted[kind] !== 1) return;
    rows += kindRecords;
    bytes += kindBytes;
  });
  return { rows, bytes };
}
