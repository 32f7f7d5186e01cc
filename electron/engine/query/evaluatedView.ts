// The view of a filter that cannot be answered from counts alone: sizes, times, roles, tools, texts. What passes is found
// out once, in the background, and kept as bits; rows are found in them by rank and select.

import type { Filter, RegexCondition, TextCondition } from "../../../shared/filter/filterTree.ts";
import { conditionsOf } from "../../../shared/filter/filterTree.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { countRecords } from "../index/segmentCounts.ts";
import type { Columns } from "../scanner/indexScan.ts";
import { countBits, hasBit, nextBit, skipBits } from "./bits.ts";
import { createCallTools } from "./callTools.ts";
import { startEvaluation } from "./evaluation.ts";
import { namesNotice } from "./namesNotice.ts";
import { createPredicate } from "./predicate.ts";
import type { QueryContext } from "./queryContext.ts";
import { recordRanges } from "./recordRanges.ts";
import type { Match } from "./rowPredicate.ts";
import type { LineHits } from "./search/hitQueue.ts";
import type { LineCondition } from "./search/lineSearch.ts";
import { isForRipgrep, searchLines } from "./search/lineSearch.ts";
import type { RecordSearch } from "./search/recordSearch.ts";
import { createRecordSearch } from "./search/recordSearch.ts";
import { startSharedSearch } from "./search/sharedSearch.ts";
import { createSpreadSearch } from "./search/spreadSearch.ts";
import { untilAborted } from "./untilAborted.ts";
import type { View } from "./view.ts";

export function createEvaluatedView(context: QueryContext, filter: Filter): View {
  const { index } = context;
  const searches = startSearches(context, filter);
  const predicate = createPredicate(filter, {
    index,
    callTools: createCallTools(index),
    errors: context.errors,
    bitsOf: (condition) => searches.get(JSON.stringify(condition))?.bits ?? (() => undefined),
  });
  const evaluation = startEvaluation({
    index,
    indexing: context.indexing,
    follows: context.follows,
    whenGrown: context.whenGrown,
    predicate,
    searches: [...searches.values()],
  });
  const { sums } = evaluation;

  /** Segments of which anything is known. */
  const known = (): number => sums.length() + (evaluation.part() === undefined ? 0 : 1);
  const matchOf = (segment: number): Match => {
    const part = evaluation.part();
    return part?.segment === segment ? part.match : evaluation.matches.get(segment);
  };
  /** Records of a segment that may be asked for. */
  const countOf = (segment: number, count: number): number => {
    const part = evaluation.part();
    return part?.segment === segment ? part.decided : segment < sums.length() ? count : 0;
  };
  const passes = (match: Match): ((row: number) => boolean) =>
    match === "all" ? () => true : match === "none" ? () => false : (row) => hasBit(match, row);

  return {
    rows: () => sums.rows() + (evaluation.part()?.rows ?? 0),
    bytes: () => sums.bytes() + (evaluation.part()?.bytes ?? 0),
    complete: evaluation.complete,
    searched: () => {
      if (evaluation.complete()) return index.position();
      const segments = index.segments();
      if (sums.length() < segments.length) return segments.firstByte(sums.length());
      return segments.length === 0 ? 0 : segments.endByte(segments.length - 1);
    },
    notice: () =>
      [...searches.values()].map(({ hits }) => hits.notice()).find((notice) => notice !== undefined) ??
      namesNotice(index, filter),
    lacks: () => namesNotice(index, filter),
    failure: evaluation.failure,
    whenComplete: async (signal) => {
      await untilAborted(evaluation.whenEnded, signal);
      const failure = evaluation.failure();
      if (failure !== undefined) return fail(failure);
      return evaluation.hasCaughtUp() ? succeed(undefined) : fail({ code: "cancelled" });
    },
    visit: (from, count, onRow) => {
      let segment = sums.find(from);
      let skip = from - sums.before(segment);
      for (let left = count; left > 0 && segment < known(); segment++) {
        const match = matchOf(segment);
        if (match !== "none") left -= visitSegment(segment, match, skip, left, onRow);
        skip = 0;
      }
    },
    kinds: () => evaluation.kinds,
    rowOf: (record) => {
      const segment = index.segmentOf(record);
      const row = record - index.firstRecord(segment);
      const match = matchOf(segment);
      const end = countOf(segment, row + 1);
      const before = sums.before(segment);
      if (match === "none" || segment >= known()) return before;
      return before + (match === "all" ? Math.min(row, end) : countBits(match, Math.min(row, end)));
    },
    passing: (segment) => {
      const decided = segment < known() ? countOf(segment, countRecords(index, segment)) : 0;
      return { decided, match: matchOf(segment) };
    },
    accepts: (record) => {
      const segment = index.segmentOf(record);
      const row = record - index.firstRecord(segment);
      return row < countOf(segment, row + 1) && passes(matchOf(segment))(row);
    },
    ranges: function* () {
      for (let segment = 0; segment < known(); segment++) {
        const match = matchOf(segment);
        if (match === "none") continue;
        const columns = index.columns(segment);
        const end = countOf(segment, columns.count);
        const passing = passes(match);
        yield* recordRanges(columns, (row) => row < end && passing(row));
      }
    },
    close: evaluation.close,
  };

  /** Gives how many rows were visited. */
  function visitSegment(
    segment: number,
    match: Exclude<Match, "none">,
    skip: number,
    most: number,
    onRow: (record: number, columns: Columns, index: number) => void,
  ): number {
    const first = index.firstRecord(segment);
    const end = countOf(segment, countRecords(index, segment));
    let visited = 0;
    let row = match === "all" ? skip : skipBits(match, skip, end);
    while (row < end && visited < most) {
      onRow(first + row, index.columns(segment, row, row + 1), row);
      visited++;
      row = match === "all" ? row + 1 : nextBit(match, row + 1, end);
    }
    return visited;
  }
}

/** One search for each text and regular expression of the filter, however often it occurs there. They run side by side. */
function startSearches(
  { index: asked, source, indexing, pieces }: QueryContext,
  filter: Filter,
): ReadonlyMap<string, RecordSearch> {
  const { inLines: index = asked } = asked;
  const searches = new Map<string, RecordSearch>();
  const longestRecord = indexing() ? undefined : index.state().longest;
  const { line } = index.state();
  const lineBytes = line > 1 ? index.position() / (line - 1) : undefined;
  const conditions = conditionsOf(filter).filter(
    (condition): condition is TextCondition | RegexCondition => condition.type === "text" || condition.type === "regex",
  );
  for (const condition of conditions) {
    const key = JSON.stringify(condition);
    if (searches.has(key)) continue;
    const searchFor = (wanted: LineCondition, after?: number): LineHits =>
      searchLines({ source, condition: wanted, longestRecord, lineBytes, after });
    const inLines = (hits: LineHits): RecordSearch => createRecordSearch({ index, source, condition, hits });
    if (condition.type === "regex" || condition.text.length <= 1 || pieces.deltas.length === 0) {
      searches.set(key, inLines(searchFor(condition)));
      continue;
    }
    const spread = { index: asked, source, condition, pieces };
    const byRipgrep = isForRipgrep(source) ? searchFor : undefined;
    const shared =
      byRipgrep === undefined || indexing() ? undefined : startSharedSearch({ ...spread, searchLines: searchFor });
    const inRecords = inLines(shared?.inLines ?? searchFor(condition));
    searches.set(key, createSpreadSearch({ ...spread, inRecords, searchLines: shared?.atBorders ?? byRipgrep }));
  }
  return searches;
}
