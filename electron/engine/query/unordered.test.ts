import { expect, it } from "vitest";
import { columnsOf } from "../../testing/columnsOf.ts";
import { createSegmentCodec } from "../index/segmentCodec.ts";
import { hasBit } from "./bits.ts";
import { timeBeforeRecord, unorderedPredicate } from "./unordered.ts";

const codec = createSegmentCodec();

it("finds the time before any record, however far above", () => {
  const times = [Number.NaN, 7, ...Array.from({ length: 100 }, () => Number.NaN), 5, 6];
  const parts = [times.slice(0, 50), times.slice(50)].map((each) =>
    columnsOf(each.map((time) => ({ gap: 1, pair: 0, step: 1, kind: 3, role: 0, tool: 0, flag: 0, time, length: 5 }))),
  );
  const [first] = parts;
  if (first === undefined) throw new Error("there are segments");
  const columns = (at: number) => parts[at] ?? first;
  const index = {
    columns,
    summary: (at: number) => codec.encode(columns(at)).summary,
    segmentOf: (record: number) => (record < 50 ? 0 : 1),
    firstRecord: (segment: number) => 50 * segment,
  };
  const before = [0, 1, 2, 49, 50, 51, 102, 103].map((record) => timeBeforeRecord(index, record));
  expect(before).toEqual([Number.NaN, Number.NaN, 7, 7, 7, 7, 7, 5]);
});

it("knows across segments, with and without times between them, what is earlier than the time before", () => {
  const times = [
    [Number.NaN, 100, 90],
    [Number.NaN, Number.NaN],
    [80, Number.NaN, 95],
  ];
  const segments = times.map((each) =>
    columnsOf(each.map((time) => ({ gap: 1, pair: 0, step: 1, kind: 3, role: 0, tool: 0, flag: 0, time, length: 5 }))),
  );
  const [first] = segments;
  if (first === undefined) throw new Error("there are segments");
  const columns = (at: number) => segments[at] ?? first;
  const summary = (at: number) => codec.encode(columns(at)).summary;
  const predicate = unorderedPredicate({ columns, summary });
  const found = times.map((each, number) => {
    const match = predicate.match({ number, summary: summary(number), firstRecord: 0, columns: () => columns(number) });
    return each.map((_, row) => (typeof match === "string" ? match === "all" : hasBit(match, row)));
  });
  expect(found).toEqual([
    [false, false, true],
    [false, false],
    [true, false, false],
  ]);
});
