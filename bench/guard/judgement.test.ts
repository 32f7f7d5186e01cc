import { describe, expect, it } from "vitest";
import { judge, lowerRank } from "./judgement.ts";

const turnsOf = (...ratios: readonly number[]) => ratios.map((ratio) => ({ ours: ratio * 200, theirs: 200 }));

describe("the judgement on two builds", () => {
  it("is a loss when nearly every turn took longer, by more than nobody minds", () => {
    expect(judge(turnsOf(1.1, 1.2, 1.1, 1.15, 1.1, 1.1, 1.3, 0.9, 1.1))).toEqual({
      ratio: expect.closeTo(1.1),
      atLeast: expect.closeTo(1.1),
      isLoss: true,
    });
    expect(judge(turnsOf(1.02, 1.02, 1.02, 1.02, 1.02, 1.02, 1.02)).isLoss).toBe(false);
  });

  it("is none when a machine was busy in some turns, however much", () => {
    expect(judge(turnsOf(1, 1, 1, 9, 9, 9, 9, 9, 9)).isLoss).toBe(false);
    expect(judge(turnsOf(0.9, 1.1, 0.95, 1.2, 1.3, 1.1, 0.99, 1.05, 1.1)).isLoss).toBe(false);
  });

  it("is none of too few turns", () => {
    expect(judge(turnsOf(2, 2, 2, 2))).toEqual({ ratio: 2, atLeast: 0, isLoss: false });
    expect(judge(turnsOf(2, 2, 2, 2, 2)).isLoss).toBe(true);
  });

  it("knows from which value on the middle lies, as tables of the sign test have it", () => {
    expect([4, 5, 7, 8, 9, 11, 13, 16, 20, 25].map(lowerRank)).toEqual([0, 1, 1, 2, 2, 3, 4, 5, 6, 8]);
  });
});
