import fc from "fast-check";
import { expect, it } from "vitest";
import { createSplitIndex } from "../../testing/splitIndex.ts";
import { runNow } from "../conversation/pacer.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { readDurations } from "./durations.ts";

const plan = { kind: [[["type"]]], time: [["timestamp"]], pair: [["id"]], role: [["role"]], tool: [["tool"]] } as const;

const begin = 1_780_000_000_000;

/** Times are in ms behind the beginning. */
interface Told {
  readonly type: string;
  readonly id?: string;
  readonly timestamp?: number;
}

function durationsIn(values: readonly Told[], cut: readonly number[], reach?: number, asked?: readonly number[]) {
  const timed = values.map((value) =>
    value.timestamp === undefined ? value : { ...value, timestamp: begin + value.timestamp },
  );
  const lines = timed.map((value) => `${JSON.stringify(value)}\n`);
  const { index, grow } = createSplitIndex(createMemorySource(lines.join("")), plan, cut);
  while (grow());
  return runNow(readDurations(index, asked ?? values.map((_, record) => record), reach));
}

const call = (id: string, timestamp: number): Told => ({ type: "call", id, timestamp });
const result = (id: string, timestamp: number): Told => ({ type: "result", id, timestamp });

it("tells how long a call took until its last record, at the call alone", () => {
  const values = [
    call("a", 1000),
    call("b", 1500),
    result("a", 3000),
    { type: "note" },
    result("a", 3200),
    call("c", 9000),
  ];
  expect([...durationsIn(values, [2])]).toEqual([[0, 2200]]);
  expect([...durationsIn(values, [100], undefined, [1, 2, 3, 4, 5, 77])]).toEqual([]);
});

it("begins anew where an id is used again", () => {
  const values = [call("0", 1000), result("0", 1400), call("0", 9000), result("0", 9001)];
  expect([...durationsIn(values, [3])]).toEqual([
    [0, 400],
    [2, 1],
  ]);
});

it("knows nothing where clocks say nothing, and no duration below 0", () => {
  const untimed = (type: string): Told => ({ type, id: "u" });
  expect([...durationsIn([untimed("call"), untimed("result")], [2])]).toEqual([]);
  expect([...durationsIn([call("a", 1000), { type: "result", id: "a" }], [2])]).toEqual([]);
  expect([...durationsIn([call("a", 1000), result("a", 900)], [2])]).toEqual([]);
  expect([...durationsIn([call("a", 1000), result("a", 1000)], [2])]).toEqual([[0, 0]]);
});

it("does not take for an end what may go on beyond its reach", () => {
  const note = { type: "note" };
  const values = [call("a", 0), note, result("a", 10), note, note, note, note, result("a", 90)];
  expect([...durationsIn(values, [3], 4, [0])]).toEqual([[0, 10]]);
  expect([...durationsIn(values, [3], 3, [0])]).toEqual([]);
  expect([...durationsIn(values, [3], 8, [0])]).toEqual([[0, 90]]);
});

it("is the same wherever segments end and whichever records are asked for together", () => {
  const told = fc.record(
    {
      type: fc.constantFrom("call", "piece", "result"),
      id: fc.constantFrom("a", "b", "c"),
      timestamp: fc.integer({ min: 0, max: 50 }),
    },
    { requiredKeys: ["type"] },
  );
  fc.assert(
    fc.property(
      fc.array(told, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
      (values, cut) => {
        const expected = naive(values);
        expect(durationsIn(values, cut)).toEqual(expected);
        for (const record of values.keys()) {
          const alone = durationsIn(values, cut, undefined, [record]);
          expect(alone.get(record)).toBe(expected.get(record));
        }
      },
    ),
    { numRuns: 200 },
  );
});

/** By looking at all later records from each. */
function naive(values: readonly Told[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  values.forEach(({ id, type, timestamp }, record) => {
    if (id === undefined || timestamp === undefined) return;
    const opening = values.find((other) => other.id === id)?.type;
    if (type !== opening) return;
    const later = values.slice(record + 1).filter((other) => other.id === id);
    const again = later.findIndex((other) => other.type === opening);
    const own = (again < 0 ? later : later.slice(0, again)).flatMap((other) => other.timestamp ?? []);
    const end = own.at(-1);
    if (end !== undefined && end >= timestamp) found.set(record, end - timestamp);
  });
  return found;
}
