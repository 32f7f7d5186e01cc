// What the index alone tells: the bytes of each tool's calls and results, the longest records, the longest silences. Each segment is
// decoded once; what is held does not grow with their number.

import type { FileStatistics } from "../../../shared/statistics.ts";
import { mostLongest, mostToolRows } from "../../../shared/statistics.ts";
import type { ReadIndex } from "../index/readIndex.ts";
import { countSegments } from "../index/segmentCounts.ts";
import type { CallIndex } from "./callTools.ts";
import { createCallTools } from "./callTools.ts";
import { Largest } from "./largest.ts";

type Read = CallIndex & Pick<ReadIndex, "kinds" | "tools">;

interface Found {
  readonly record: number;
  readonly kind: number;
}

/** Pauses where it yields. */
export function* readFileStatistics(index: Read): Generator<undefined, FileStatistics> {
  const longest = new Largest<Found>(mostLongest);
  const silences = new Largest<Found>(mostLongest);
  const toolRecords: number[] = [];
  const toolBytes: number[] = [];
  const callTools = createCallTools(index);
  let before = Number.NaN;
  const segments = countSegments(index);
  for (let segment = 0; segment < segments; segment++) {
    const first = index.firstRecord(segment);
    const { tools, others } = callTools.of(segment);
    const addTool = (tool: number, bytes: number): void => {
      toolRecords[tool] = (toolRecords[tool] ?? 0) + 1;
      toolBytes[tool] = (toolBytes[tool] ?? 0) + bytes;
    };
    const { count, lengths, times, kinds } = index.columns(segment);
    for (let row = 0; row < count; row++) {
      const length = lengths[row] ?? 0;
      const tool = tools[row] ?? 0;
      const time = times[row] ?? Number.NaN;
      const found = { record: first + row, kind: kinds[row] ?? 0 };
      longest.add(length, found);
      if (time - before > 0) silences.add(time - before, found);
      before = time;
      if (tool !== 0) addTool(tool, length);
    }
    for (const { row, tool } of others) addTool(tool, lengths[row] ?? 0);
    yield;
  }
  const kindNames = index.kinds();
  const toolNames = index.tools();
  const named = ({ record, kind }: Found) => ({ record, kind: kindNames[kind] ?? "" });
  return {
    tools: toolRecords
      .flatMap((records, tool) =>
        records === undefined ? [] : [{ tool: toolNames[tool] ?? "", records, bytes: toolBytes[tool] ?? 0 }],
      )
      .sort((a, b) => b.bytes - a.bytes)
      .slice(0, mostToolRows),
    longest: longest.list().map(({ value, of }) => ({ ...named(of), bytes: value })),
    silences: silences.list().map(({ value, of }) => ({ ...named(of), ms: value })),
  };
}
