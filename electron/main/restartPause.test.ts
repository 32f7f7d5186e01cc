import { describe, expect, it } from "vitest";
import { countDeath, type Deaths, noDeaths } from "./restartPause.ts";

function pauses(lives: readonly number[]): readonly number[] {
  let deaths: Deaths = noDeaths;
  return lives.map((livedMs) => {
    deaths = countDeath(deaths, livedMs);
    return deaths.pauseMs;
  });
}

describe("countDeath", () => {
  it("restarts at once after a first death", () => {
    expect(pauses([5])).toEqual([0]);
  });

  it("waits longer each time the engine dies soon again, at most half a minute", () => {
    expect(pauses(Array.from({ length: 10 }, () => 100))).toEqual([
      0, 250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
    expect(pauses(Array.from({ length: 5000 }, () => 100)).at(-1)).toBe(30_000);
  });

  it("starts over after an engine that worked for a minute", () => {
    expect(pauses([100, 100, 100, 60_000, 100])).toEqual([0, 250, 500, 0, 250]);
  });
});
