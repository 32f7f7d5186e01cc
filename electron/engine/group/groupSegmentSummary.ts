import type { SegmentSummary, ShapeTally } from "../index/segmentSummary.ts";
import { summarise } from "../index/segmentSummary.ts";
import type { GroupColumns } from "./groupColumns.ts";

/** What is known of a segment without its columns. Its lines are those of several transcripts: the least and the
 * greatest count; its tools those that records belong to. */
export function summariseGroupSegment(columns: GroupColumns): SegmentSummary {
  const { count, lengths, times, lines } = columns;
  let [shortest, longest] = [Number.POSITIVE_INFINITY, 0];
  let [firstTime, lastTime] = [Number.NaN, Number.NaN];
  let [firstLine, lastLine] = [Number.POSITIVE_INFINITY, 0];
  const tallies = new Map<number, Tally>();
  for (let row = 0; row < count; row++) {
    const [length = 0, time = Number.NaN, line = 0] = [lengths[row], times[row], lines[row]];
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    firstLine = Math.min(firstLine, line);
    lastLine = Math.max(lastLine, line);
    if (!(time >= firstTime)) firstTime = Number.isNaN(time) ? firstTime : time;
    if (!(time <= lastTime)) lastTime = Number.isNaN(time) ? lastTime : time;
    addToTally(tallies, columns, row, length, !Number.isNaN(time));
  }
  const shapes = [...tallies.values()];
  const extremes = Float64Array.of(shortest, longest, firstTime, lastTime);
  return { ...summarise(columns, { shapes, extremes }), firstLine, lastLine };
}

type Tally = { -readonly [Fact in keyof ShapeTally]: ShapeTally[Fact] };

function addToTally(
  tallies: Map<number, Tally>,
  { kinds, roles, flags, origins: { tools } }: GroupColumns,
  row: number,
  bytes: number,
  hasTime: boolean,
): void {
  const [kind = 0, tool = 0, role = 0, flag = 0] = [kinds[row], tools[row], roles[row], flags[row]];
  // Twelve bits for a kind and a tool each, eight for role and flags: below 2^53.
  const key = (((kind * 4096 + tool) * 256 + role) * 256 + flag) * 2 + (hasTime ? 1 : 0);
  const known = tallies.get(key);
  if (known === undefined) {
    tallies.set(key, { kind, tool, role, flags: flag, hasTime, records: 1, bytes });
    return;
  }
  known.records++;
  known.bytes += bytes;
}
