import { expect, test } from "vitest";
import { judge } from "./judge.ts";
import type { Sample } from "./sample.ts";

const mib = 2 ** 20;

/** Six rounds of ten samples; memory and folder as the given functions say, of the sample's number. */
function samples(memory: (n: number) => number, folder: (n: number) => number = () => mib): readonly Sample[] {
  return Array.from({ length: 60 }, (_, n) => ({
    at: n * 1_000,
    round: Math.floor(n / 10),
    log: n * 10 * mib,
    processes: { engine: { memory: memory(n), handles: 40 } },
    folders: { spool: folder(n) },
  }));
}

const bad = (given: readonly Sample[]) =>
  judge(given).flatMap(({ measure, name, isFine }) => (isFine ? [] : [`${measure} ${name}`]));

test("what jumps and warms up does not grow", () => {
  expect(bad(samples((n) => (n < 10 ? 10 : 80 + (n % 3) * 30) * mib))).toEqual([]);
});

test("what becomes a little more in every round grows", () => {
  expect(bad(samples((n) => (80 + n) * mib))).toEqual(["memory engine"]);
});

test("what has grown and was given back in the end alone, grows", () => {
  expect(bad(samples((n) => (n > 55 ? 80 : 80 + n) * mib))).toEqual(["memory engine"]);
});

test("a folder may grow by a share of the log, and not faster", () => {
  const flat = () => 80 * mib;
  expect(bad(samples(flat, (n) => n * 1.5 * mib))).toEqual([]);
  expect(bad(samples(flat, (n) => n * 30 * mib))).toEqual(["folder spool"]);
});

test("two rounds are too few to tell", () => {
  expect(() => judge(samples(() => 1).slice(0, 20))).toThrow("three rounds");
});
