import { expect, it, vi } from "vitest";
import { createSplitIndex } from "../../testing/splitIndex.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { createNameCounter } from "./nameCounts.ts";

const plan = { kind: [[["type"]]], time: [["timestamp"]], pair: [["id"]], role: [["role"]], tool: [["tool"]] } as const;

it("counts the roles and tools of all segments, also of those that come later", async () => {
  const lines = ['{"role":"user"}', '{"role":"tool","tool":"read"}', "{}", '{"role":"user","tool":"write"}', "x"];
  const { index, grow } = createSplitIndex(createMemorySource(lines.join("\n")), plan, [2, 1]);
  const counter = createNameCounter(index);
  expect(counter.counts()).toEqual({ roles: [], tools: [], complete: true });
  const settle = async () => {
    while (!counter.counts().complete) await new Promise(setImmediate);
    return counter.counts();
  };
  grow();
  expect(await settle()).toEqual({
    roles: [
      { name: "tool", count: 1 },
      { name: "user", count: 1 },
    ],
    tools: [{ name: "read", count: 1 }],
    complete: true,
  });
  while (grow());
  expect(await settle()).toEqual({
    roles: [
      { name: "user", count: 2 },
      { name: "tool", count: 1 },
    ],
    tools: [
      { name: "read", count: 1 },
      { name: "write", count: 1 },
    ],
    complete: true,
  });
  counter.close();
});

it("decodes a segment only when a tool is named in it, or before it", async () => {
  const lines = Array.from({ length: 100 }, (_, n) =>
    n < 20 ? `{"role":"user"}` : `{"role":"user","tool":"tool ${n % 70}"}`,
  );
  const { index, grow } = createSplitIndex(createMemorySource(lines.join("\n")), plan, [20, 80]);
  while (grow());
  const columns = vi.fn(index.columns);
  const counter = createNameCounter({ ...index, columns });
  while (!counter.counts().complete) await new Promise(setImmediate);
  const { roles, tools } = counter.counts();
  expect([roles, tools.length, tools[0]]).toEqual([[{ name: "user", count: 100 }], 70, { name: "tool 20", count: 2 }]);
  expect(columns.mock.calls).toEqual([[1]]);
  counter.close();
});
