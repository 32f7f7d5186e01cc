import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { createSplitIndex } from "../../testing/splitIndex.ts";
import { toolsOfCalls } from "../../testing/toolOfCall.ts";
import { runNow } from "../conversation/pacer.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { createCallTools } from "./callTools.ts";
import { readFileStatistics } from "./fileStatistics.ts";
import { createNameCounter } from "./nameCounts.ts";

const plan = { kind: [[["type"]]], time: [["timestamp"]], pair: [["id"]], role: [["role"]], tool: [["tool"]] } as const;
const listed = { ...plan, pair: [["id"], ["calls", 0, "id"]], tool: [["tool"], ["calls", 0, "tool"]] } as const;

const ids = fc.constantFrom("a", "b", "c");
const names = fc.constantFrom("read", "write", "list");
const call = fc.record({ id: ids, tool: names, text: fc.constant("x") }, { requiredKeys: [] });
const record = fc.record(
  { id: ids, tool: names, calls: fc.array(call, { maxLength: 4 }), text: fc.constant("x") },
  { requiredKeys: ["text"] },
);
const records = fc.array(record, { maxLength: 40 });
const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 });

function indexOf(values: readonly unknown[], cut: readonly number[]) {
  const lines = values.map((value) => `${JSON.stringify(value)}\n`);
  return createSplitIndex(createMemorySource(lines.join("")), listed, cut);
}

it("knows the tool of each record, wherever segments end, in whatever order they are asked for", () => {
  fc.assert(
    fc.property(
      records,
      sizes,
      fc.integer({ min: 0, max: 6 }),
      fc.infiniteStream(fc.nat()),
      (values, cut, reach, at) => {
        const { index, all, grow } = indexOf(values, cut);
        const expected = toolsOfCalls(all, reach);
        const callTools = createCallTools(index, reach);
        const look = (segment: number): void => {
          const first = index.firstRecord(segment);
          const { count } = index.columns(segment);
          const { tools, others } = callTools.of(segment);
          const found = Array.from({ length: count }, (_, row) =>
            [tools[row] ?? 0, ...others.flatMap((one) => (one.row === row ? [one.tool] : []))].filter(
              (tool) => tool > 0,
            ),
          );
          expect(found).toEqual(expected.slice(first, first + count));
          // What cannot be reached is not there.
          const isRead = (tool: number): boolean => index.tools()[tool] === "read";
          if (callTools.reaches(segment, isRead)) return;
          const { tools: own, further } = index.columns(segment);
          const isNamed = own.subarray(0, count).some(isRead) || further?.tools.some(isRead) === true;
          if (!isNamed) expect(found.flat().some(isRead)).toBe(false);
        };
        while (grow()) look(index.segments().length - 1);
        const segments = index.segments().length;
        for (let segment = 0; segment < segments; segment++) look(segment);
        for (let look10 = 0; segments > 0 && look10 < 10; look10++) look((at.next().value ?? 0) % segments);
      },
    ),
    { numRuns: 300 },
  );
});

it("is counted as it is filtered, by what is offered and by the statistics", async () => {
  await fc.assert(
    fc.asyncProperty(records, sizes, async (values, cut) => {
      const { index, all, grow } = indexOf(values, cut);
      while (grow());
      const tools = toolsOfCalls(all);
      const expected = new Map<string, number>();
      for (const tool of tools.flat()) {
        const name = index.tools()[tool] ?? "";
        expected.set(name, (expected.get(name) ?? 0) + 1);
      }
      const counter = createNameCounter(index);
      while (!counter.counts().complete) await new Promise(setImmediate);
      expect(new Map(counter.counts().tools.map(({ name, count }) => [name, count]))).toEqual(expected);
      counter.close();
      const { tools: told } = runNow(readFileStatistics(index));
      expect(new Map(told.map(({ tool, records: count }) => [tool, count]))).toEqual(expected);
    }),
  );
});

it("reads each segment once when all are asked for in turn, and after a jump those in reach", () => {
  const { index, grow } = indexOf(
    Array.from({ length: 100 }, (_, n) => ({ id: `${n % 7}`, tool: n % 3 === 0 ? "read" : undefined })),
    [10],
  );
  while (grow());
  const columns = vi.fn(index.columns);
  const callTools = createCallTools({ ...index, columns }, 20);
  for (let segment = 0; segment < 10; segment++) callTools.of(segment);
  expect(columns.mock.calls).toEqual(Array.from({ length: 10 }, (_, segment) => [segment]));
  columns.mockClear();
  callTools.of(5);
  expect(columns.mock.calls).toEqual([[3], [4], [5]]);
});
