import { describe, expect, it } from "vitest";
import type { FileReport } from "./results.ts";
import { mergeResults, pictureOf, printFiles, printGrowthReport } from "./results.ts";

const conditions = { runs: 3, cores: 2, node: "v24.0.0", system: "Linux x64" };
const facts = {
  format: "AG-UI events",
  bytes: 1_000_037_367,
  records: 5_090_132,
  longestRecord: 9,
  indexBytes: 9,
  rare: "",
  dense: "",
};
const finding = { what: "index", measured: "7.00 ×", bound: "at most 8 ×", holds: true, memory: "70 MiB" };
const answer = {
  tool: "Seekline, first opening",
  isOurs: true,
  ratio: 1,
  milliseconds: 900,
  peakBytes: 2 ** 20,
  remark: "the same counts",
};

function report(title: string, changes: Partial<FileReport> = {}): FileReport {
  return { title, conditions, facts, findings: [finding], answers: [answer], ...changes };
}

describe("results", () => {
  it("keep of an earlier run what a new one did not measure", () => {
    const older = { files: [report("a"), report("b")], growth: { conditions, rows: [] } };
    const newer = { files: [report("b", { findings: [] }), report("c")] };
    const merged = mergeResults(older, newer);
    expect(merged.files.map(({ title, findings }) => [title, findings.length])).toEqual([
      ["a", 1],
      ["b", 0],
      ["c", 1],
    ]);
    expect(merged.growth).toBe(older.growth);
  });

  it("say of each file what it is and how it was measured", () => {
    const text = printFiles({ files: [report("AG-UI log")] });
    expect(text).toContain("### AG-UI log\n\n1.0 GB, 5,090,132 records, read as AG-UI events; medians of 3 runs,");
    expect(text).toContain("2 cores, Node v24.0.0 on Linux x64.\n\n| what |");
    expect(text).toContain("How many records of each kind? Whole processes:\n\n| tool |");
    expect(printFiles({ files: [report("a", { answers: [] })] })).not.toContain("How many");
  });

  it("have no growth when none was measured", () => {
    expect(printGrowthReport({ files: [] })).toBe("");
  });

  it("are drawn from the first file whose kinds were counted", () => {
    const failed = { ...answer, tool: "jq `.type`", isOurs: false, ratio: undefined, remark: "not installed" };
    const files = [report("a", { answers: [] }), report("b", { answers: [answer, failed] })];
    expect(pictureOf({ files })).toMatchObject({
      subtitle: "b, 1.0 GB. Time against our first opening, peak memory, counts.",
      bars: [
        { label: "Seekline, first opening", value: 1, text: "1.00 × · 1 MiB · the same counts" },
        { label: "jq .type", value: undefined, text: "not installed" },
      ],
    });
    expect(pictureOf({ files: [] })).toBeUndefined();
  });
});
