import { expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { byteLength, byteOffset, lineNumber, recordNumber } from "../../shared/units.ts";
import { createJumpHistory } from "./jumps.ts";
import type { Selection } from "./states.ts";
import { nothingSelected } from "./states.ts";

function setUp() {
  const selection = createStore<Selection>(() => nothingSelected);
  const jumps = createJumpHistory(selection);
  const select = (record: number) => {
    const place = { line: lineNumber(record + 1), offset: byteOffset(record), length: byteLength(1) };
    const facts = { time: undefined, kind: "A", role: undefined, tool: undefined, flags: [], preview: "" };
    selection.setState({ cursor: record, row: { record: recordNumber(record), ...place, ...facts } });
  };
  return { jumps, select };
}

it("goes back to where a jump began, and forward to where it led", () => {
  const { jumps, select } = setUp();
  for (const record of [3, 4, 900, 901, 20]) select(record);
  expect(jumps.goBack()).toBe(901);
  select(901);
  expect(jumps.goBack()).toBe(4);
  select(4);
  expect(jumps.goBack()).toBeUndefined();
  expect(jumps.goForward()).toBe(901);
  select(901);
  expect(jumps.goForward()).toBe(20);
});

it("forgets what lay ahead when another way is taken", () => {
  const { jumps, select } = setUp();
  for (const record of [3, 900]) select(record);
  select(jumps.goBack() ?? -1);
  select(500);
  expect(jumps.goForward()).toBeUndefined();
  expect(jumps.goBack()).toBe(3);
});

it("takes steps from row to row for no jumps", () => {
  const { jumps, select } = setUp();
  for (let record = 0; record < 400; record += 30) select(record);
  expect(jumps.goBack()).toBeUndefined();
});

it("loses no place to steps that come faster than they arrive", () => {
  const { jumps, select } = setUp();
  for (const record of [3, 900, 20]) select(record);
  expect([jumps.goBack(), jumps.goBack()]).toEqual([900, 3]);
  // The first is overtaken, or arrives late.
  select(900);
  select(3);
  expect([jumps.goForward(), jumps.goForward()]).toEqual([900, 20]);
  select(20);
  expect([jumps.goBack(), jumps.goBack()]).toEqual([900, 3]);
});
