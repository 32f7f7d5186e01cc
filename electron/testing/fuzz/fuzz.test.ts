// Everything that takes input from others, under input made by machine. `npm test` runs one round of each target from a seed that
// stays; `npm run fuzz` goes on from any seed for as long as it is told (CONTRIBUTING.md).

import { afterAll, describe, expect, it, vi } from "vitest";
import { temporaryFolders } from "../temporaryFolders.ts";
import { allTargets } from "./targets/allTargets.ts";

const makeFolder = temporaryFolders();
const firstSeed = Number(process.env.SEEKLINE_SEED ?? 20_261_129);
const minutes = Number(process.env.SEEKLINE_FUZZ_MINUTES ?? 0);
const wanted = process.env.SEEKLINE_TARGET ?? "";
const targets = (await allTargets()).filter(({ name }) => name.includes(wanted));

/** As long as a week of rounds. */
const longestMs = 7 * 24 * 3_600_000;
const cases = new Map<string, number>();

afterAll(() => {
  const counts = [...cases].map(([name, count]) => `${name} ${count}`).join(", ");
  process.stdout.write(`seeds from ${firstSeed} on: ${counts} cases\n`);
});

describe("whatever comes in", { timeout: longestMs }, () => {
  it.each(targets)("holds for: $name", async (target) => {
    // Each target gets the same part of the time, and one round at least.
    const end = performance.now() + (minutes * 60_000) / targets.length;
    vi.stubEnv("SEEKLINE_CACHE_DIR", makeFolder());
    // What is dropped is said there, line by line.
    vi.spyOn(console, "error").mockImplementation(() => {});
    try {
      for (let seed = firstSeed, isOver = false; !isOver; seed++, isOver = performance.now() >= end) {
        cases.set(target.name, (cases.get(target.name) ?? 0) + (await target.round(seed)));
      }
    } finally {
      await target.close?.();
    }
    expect(cases.get(target.name)).toBeGreaterThan(0);
  });
});
