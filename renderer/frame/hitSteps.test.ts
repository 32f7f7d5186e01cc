import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { file, setUpWorkspace } from "../data/testEngine.ts";
import type { Direction } from "../detail/hits/recordHits.ts";
import { nextRow, stepToHit } from "./hitSteps.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it.each([
  [{ cursor: undefined, follows: "cursor" }, "next", 40],
  [{ cursor: undefined, follows: "cursor" }, "previous", 40],
  [{ cursor: 7, follows: "cursor" }, "next", 8],
  [{ cursor: 7, follows: "cursor" }, "previous", 6],
  [{ cursor: 7, follows: "apart" }, "next", 7],
  [{ cursor: 7, follows: "apart" }, "previous", 6],
  [{ cursor: 0, follows: "cursor" }, "previous", undefined],
  [{ cursor: 99, follows: "cursor" }, "next", undefined],
] as const)("from %j, %s is row %s", (selection, direction, row) => {
  expect(nextRow(selection, { first: 40, rows: 100 }, direction)).toBe(row);
});

it("has no next row where there are none", () => {
  expect(nextRow({ cursor: undefined, follows: "cursor" }, { first: 0, rows: 0 }, "next")).toBe(undefined);
});

/** A list of three rows, and a pane whose record has so many hits left. */
async function threeRows(left: number) {
  const { workspace } = setUpWorkspace(3);
  await vi.advanceTimersByTimeAsync(0);
  await workspace.open(file);
  await vi.advanceTimersByTimeAsync(0);
  const entered: Direction[] = [];
  let hits = left;
  const pane = {
    step: async () => hits-- > 0,
    enterGoing: (direction: Direction) => void entered.push(direction),
  };
  return {
    entered,
    step: (direction: Direction, open = true) => stepToHit(workspace, open ? pane : null, direction),
    cursor: () => workspace.selecting.store.getState().cursor,
    said: () => workspace.notices.getState().notice?.text,
    select: (row: number) => workspace.selecting.moveTo(row),
  };
}

it("stays in a record as long as it has hits, then goes to the next one", async () => {
  const { step, cursor, entered, select } = await threeRows(2);
  select(0);
  await step("next");
  await step("next");
  expect([cursor(), entered]).toEqual([0, []]);
  await step("next");
  expect([cursor(), entered]).toEqual([1, ["next"]]);
  await step("previous");
  expect([cursor(), entered]).toEqual([0, ["next", "previous"]]);
});

it("goes from row to row where no record is shown", async () => {
  const { step, cursor } = await threeRows(2);
  await step("next", false);
  await step("next", false);
  expect(cursor()).toBe(1);
});

it("does not ask the pane for a record that nobody selected", async () => {
  const { step, cursor } = await threeRows(2);
  await step("next");
  expect(cursor()).toBe(0);
});

it("goes on from the other end when there is no further hit, and says so", async () => {
  const { step, cursor, said, select } = await threeRows(0);
  select(2);
  await step("next");
  expect([cursor(), said()]).toEqual([0, "On from the first hit again."]);
  select(0);
  await step("previous");
  expect([cursor(), said()]).toEqual([2, "On from the last hit again."]);
});
