import { expect, it } from "vitest";
import { compareTexts } from "./compareTexts.ts";

const printed = (before: unknown, after: unknown) =>
  compareTexts(JSON.stringify(before), JSON.stringify(after)).folded.map((line) =>
    line.sign === "…" ? `… ${line.count}` : `${line.sign}${line.text}`,
  );

it("shows what goes and what comes, with what stands around it", () => {
  expect(printed({ a: 1, b: 2, c: 3 }, { a: 1, b: 5, c: 3 })).toEqual([
    " {",
    '   "a": 1,',
    '-  "b": 2,',
    '+  "b": 5,',
    '   "c": 3',
    " }",
  ]);
});

it("leaves out equal lines away from changes, and says how many", () => {
  const record = (last: number) => Object.fromEntries([...Array(20).keys()].map((n) => [`k${n}`, n === 19 ? last : n]));
  expect(printed(record(1), record(2))).toEqual([
    "… 17",
    '   "k16": 16,',
    '   "k17": 17,',
    '   "k18": 18,',
    '-  "k19": 1',
    '+  "k19": 2',
    " }",
  ]);
  expect(printed(record(1), record(1))).toEqual(["… 22"]);
});

it("finds a difference inside a long text, and shows no control characters", () => {
  const text = (middle: string) => `${"x".repeat(1000)}${middle}${"y".repeat(1000)}`;
  const { lines, added, removed } = compareTexts(JSON.stringify(text("A")), JSON.stringify(text("B")));
  expect([added, removed]).toEqual([1, 1]);
  expect(lines.every((line) => line.text.length <= 80)).toBe(true);
  expect(printed("a\u202eb", "a")[0]).not.toContain("\u202e");
});

it("is bounded: very different records stand one below the other", () => {
  const record = (letter: string) => [...Array(5000).keys()].map((n) => `${letter}${n}`);
  const { added, removed } = compareTexts(JSON.stringify(record("a")), JSON.stringify(record("b")));
  expect([added, removed]).toEqual([5000, 5000]);
});

it("compares what is no JSON as the text it is", () => {
  expect(compareTexts("not json", "not jsonl").added).toBe(1);
});

it("wraps between characters", () => {
  for (const before of ["", "x"]) {
    const { lines } = compareTexts(JSON.stringify(before + "\u{1f33f}".repeat(200)), "1");
    expect(lines.every(({ text }) => text.isWellFormed() && text.length <= 80)).toBe(true);
  }
});
