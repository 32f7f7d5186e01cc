import { describe, expect, it } from "vitest";
import { KeptRecords } from "./keptRecords.ts";

/** Records of 100 bytes, every `gap` bytes. */
function fill(count: number, gap: number): KeptRecords {
  const kept = new KeptRecords();
  for (let i = 0; i < count; i++) kept.add(i * gap, i * gap + 100, 2 * i, 2 * i + 1, i % 100);
  return kept;
}

describe("KeptRecords", () => {
  it("gives every record back when they are few, however far apart", () => {
    const far = 2 ** 40;
    expect([...fill(3, far).all()]).toEqual([
      { from: 0, to: 100, record: 0, line: 1, tag: 0 },
      { from: far, to: far + 100, record: 2, line: 3, tag: 1 },
      { from: 2 * far, to: 2 * far + 100, record: 4, line: 5, tag: 2 },
    ]);
  });

  it("gives the parts that hold them when they are many", () => {
    const parts = [...fill(2_000_000, 101).all()];
    expect(parts).toEqual([{ from: 0, to: 1_999_999 * 101 + 100, record: 0, line: 1, tag: undefined }]);
  });

  it("leaves no record out when they are many and far apart, and stays small", () => {
    const gap = 100_000;
    const parts = [...fill(2_000_000, gap).all()];
    expect(parts.length).toBeLessThanOrEqual(32_768);
    let next = 0;
    for (const { from, to, record } of parts) {
      expect([from, record]).toEqual([next * gap, 2 * next]);
      next = Math.floor((to - 1) / gap) + 1;
    }
    expect(next).toBe(2_000_000);
  });
});
