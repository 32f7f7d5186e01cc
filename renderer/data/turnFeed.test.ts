import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { TurnAt } from "../../shared/rows.ts";
import { recordNumber } from "../../shared/units.ts";
import { file, setUpWorkspace } from "./testEngine.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function opened() {
  const { workspace, engine } = setUpWorkspace(1000);
  await workspace.open(file);
  await vi.advanceTimersByTimeAsync(1000);
  const { rows, turns } = workspace;
  return {
    engine: engine(),
    turns,
    async showFrom(first: number) {
      rows.want(first, first + 30);
      turns.look();
      await vi.advanceTimersByTimeAsync(200);
    },
  };
}

const numberOf = ({ turns, turn, next }: TurnAt) => [turn?.number, turns, next];

it("knows the turn of the topmost row, and asks only for other turns", async () => {
  const { engine, turns, showFrom } = await opened();
  await showFrom(0);
  expect(numberOf(turns.store.getState())).toEqual([1, 10, recordNumber(100)]);
  const asked = engine.paramsOf("turnAt").length;
  await showFrom(50);
  await showFrom(99);
  expect(engine.paramsOf("turnAt")).toHaveLength(asked);
  await showFrom(100);
  expect(numberOf(turns.store.getState())).toEqual([2, 10, recordNumber(200)]);
  await showFrom(950);
  expect(numberOf(turns.store.getState())).toEqual([10, 10, undefined]);
});

it("asks for nothing while the list is scrolled", async () => {
  const { engine, turns, showFrom } = await opened();
  await showFrom(0);
  const asked = engine.paramsOf("turnAt").length;
  for (let look = 0; look < 10; look++) {
    turns.look();
    await vi.advanceTimersByTimeAsync(40);
  }
  expect(engine.paramsOf("turnAt")).toHaveLength(asked);
});

it("looks again when records have come", async () => {
  const { engine, turns, showFrom } = await opened();
  await showFrom(950);
  engine.records += 100;
  engine.emitProgress();
  await vi.advanceTimersByTimeAsync(1100);
  expect(numberOf(turns.store.getState())).toEqual([10, 11, recordNumber(1000)]);
});

it("counts at once what there is when all is indexed", async () => {
  const { engine, turns, showFrom } = await opened();
  engine.indexing = true;
  engine.emitProgress();
  await showFrom(0);
  engine.records += 100;
  engine.emitProgress();
  engine.indexing = false;
  engine.records += 100;
  engine.emitProgress();
  await vi.advanceTimersByTimeAsync(100);
  expect(numberOf(turns.store.getState())).toEqual([1, 12, recordNumber(100)]);
});

it("asks again when the topmost row is of another transcript of a group", async () => {
  const { engine, turns, showFrom } = await opened();
  engine.sources = 2;
  await showFrom(600);
  const asked = engine.paramsOf("turnAt").length;
  await showFrom(602);
  expect(engine.paramsOf("turnAt")).toHaveLength(asked);
  await showFrom(603);
  expect(engine.paramsOf("turnAt")).toHaveLength(asked + 1);
  expect(turns.store.getState().origin?.name).toBe("1.jsonl");
});
