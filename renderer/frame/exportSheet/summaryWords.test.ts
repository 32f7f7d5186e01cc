import { describe, expect, it } from "vitest";
import type { ExportSummary } from "../../../shared/exports.ts";
import { countWords, estimateWords, sizeWords } from "./summaryWords.ts";

const none = { count: 0, first: [], sums: [] };
const summary: ExportSummary = {
  as: "snapshot",
  recordsIn: 36_214,
  recordsOut: 7,
  bytesIn: 12_400_000,
  bytesOut: 310_000,
  messages: 1,
  toolCalls: 4,
  skipped: none,
  mended: none,
  lost: none,
  elapsedMs: 900,
};

/** With plain blanks, as one would type it. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("the words of a summary", () => {
  it.each([
    ["snapshot", "36 214 events → 7 lines"],
    ["messages", "36 214 events → 1 message"],
    ["records", "7 records"],
  ] as const)("count what a %s export made", (as, words) => {
    expect(plain(countWords({ ...summary, as }))).toBe(words);
  });

  it("say before how large it will be, and whether that is exact", () => {
    expect(plain(estimateWords({ bytes: 310_000, isExact: true }))).toBe("Size: 310 kB");
    expect(plain(estimateWords({ bytes: 310_000, isExact: false }))).toBe(
      "Size: about 310 kB, if the rest is like the beginning",
    );
    expect(estimateWords({ bytes: undefined, isExact: false })).toBe("");
    expect(estimateWords(undefined)).toBe("");
  });

  it.each([
    [12_400_000, 310_000, "12.4 MB → 310 kB (2.5 % of it)"],
    [100, 250, "100 B → 250 B"],
    [5_000, 5_000, "5.00 kB"],
    [47_881, 47_882, "47.9 kB"],
    [0, 2, "0 B → 2 B"],
  ])("compare %i bytes with %i", (bytesIn, bytesOut, words) => {
    expect(plain(sizeWords({ ...summary, bytesIn, bytesOut }))).toBe(words);
  });

  it("say one size of records, which become longer by line breaks alone", () => {
    const records = { ...summary, as: "records" } as const;
    expect(plain(sizeWords({ ...records, bytesIn: 66_111_200, bytesOut: 66_398_640 }))).toBe("66.4 MB");
    expect(plain(sizeWords({ ...records, bytesIn: 1_000, bytesOut: 310 }))).toBe("1.00 kB → 310 B (31 % of it)");
  });
});
