import { expect, it } from "vitest";
import { columnsOf } from "../../testing/columnsOf.ts";
import { createSegmentCodec } from "../index/segmentCodec.ts";
import { hasBit } from "./bits.ts";
import { unorderedPredicate } from "./unordered.ts";

const codec = createSegmentCodec();

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
