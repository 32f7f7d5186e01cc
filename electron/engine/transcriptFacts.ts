// What is known of a transcript from its index: counts, kinds, places of records.

import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { IndexPhase, KindCount, Live, Progress } from "../../shared/transcript.ts";
import { milliseconds } from "../../shared/units.ts";
import { warnings } from "./environment/warnings.ts";
import type { KindTotals } from "./index/kindTotals.ts";
import type { ReadIndex } from "./index/readIndex.ts";
import type { TranscriptIndex } from "./index/transcriptIndex.ts";

/** Where a record lies. */
export interface RecordPlace {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
}

/** Counts are those of the index that is shown; `made` is the one that is being made. */
export function progressOf(
  index: TranscriptIndex,
  made: TranscriptIndex,
  state: IndexPhase,
  elapsedMs: number,
  live: Live | undefined,
): Progress {
  const { source } = index;
  const counts = index.state();
  return {
    state,
    bytesDone: made.position(),
    bytesTotal: source.size,
    lines: counts.line - 1,
    records: index.records(),
    malformed: counts.malformed,
    commas: counts.commas,
    padding: counts.padding,
    glued: counts.glued,
    blank: counts.blank,
    longestRecord: counts.longest,
    firstTime: counts.firstTime === undefined ? undefined : milliseconds(counts.firstTime),
    lastTime: counts.lastTime === undefined ? undefined : milliseconds(counts.lastTime),
    outOfOrder: counts.backwards,
    elapsedMs,
    cached: index.origin === "cached",
    kindsOverflowed: counts.kindsOverflowed,
    namesOverflowed: counts.namesOverflowed,
    // What a followed file gets is taken in.
    change: source.change() ?? (live?.following !== true && source.currentSize() > source.size ? "grown" : undefined),
    live,
    warnings: warnings(),
  };
}

export function kindsOf(index: ReadIndex): readonly KindCount[] {
  return namedKinds(index, index.totals());
}

/** Kinds whose bytes differ but read alike (invalid UTF-8) are one. */
export function namedKinds(index: ReadIndex, totals: KindTotals): readonly KindCount[] {
  const byName = new Map<string, { count: number; bytes: number }>();
  index.kinds().forEach((kind, number) => {
    const count = totals.counts[number] ?? 0;
    if (count === 0) return;
    const known = byName.get(kind) ?? { count: 0, bytes: 0 };
    byName.set(kind, { count: known.count + count, bytes: known.bytes + (totals.bytes[number] ?? 0) });
  });
  return [...byName]
    .map(([kind, sums]) => ({ kind, ...sums }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}

export function placeOf(index: ReadIndex, number: number): Result<RecordPlace> {
  if (number >= index.records()) return fail({ code: "no-such-record", record: number, records: index.records() });
  const segment = index.segmentOf(number);
  const row = number - index.firstRecord(segment);
  const { offsets, lengths, lines } = index.columns(segment, row, row + 1);
  return succeed({ offset: offsets[row] ?? 0, length: lengths[row] ?? 0, line: lines[row] ?? 0 });
}
