import { describe, expect, it } from "vitest";
import { readOptions } from "./options.ts";

describe("the benchmark's options", () => {
  it("are everything but growth, when none are given", () => {
    const options = readOptions([]);
    expect(options).toMatchObject({
      files: ["corpus", "agui", "deltas", "producers", "claude"],
      bytes: 1e9,
      runs: 3,
      sizes: [],
      docs: false,
    });
    expect(options).toMatchObject({ only: expect.arrayContaining(["wc", "snapshot", "countWithJq", "filterByKind"]) });
  });

  it("name groups and contenders, each once", () => {
    expect(readOptions(["--only", "filter,index,wc,cp"])).toMatchObject({
      only: ["filterByKind", "wc", "parse", "index", "indexInThreads", "machine", "machineInThreads", "cp"],
    });
  });

  it("measure a file of yours instead of all others", () => {
    expect(readOptions(["--file", "mine.jsonl"])).toMatchObject({ files: [], file: "mine.jsonl" });
  });

  it("grow in the sizes that are asked for", () => {
    expect(readOptions(["--growth", "--files", ""])).toMatchObject({ files: [], sizes: [1e7, 1e8, 1e9, 1e10] });
    expect(readOptions(["--growth", "--sizes", "1mb,2mb"])).toMatchObject({ sizes: [1e6, 2e6] });
  });

  it.each([
    [["--bytes", "much"], "--bytes"],
    [["--runs", "0"], "--runs"],
    [["--runs", "1.5"], "--runs"],
    [["--files", "agui,mine"], "--files"],
    [["--only", "index,toString"], "--only"],
    [["--growth", "--sizes", "1mb,x"], "--sizes"],
    [["--unknown"], "--unknown"],
  ])("are refused when they are wrong: %j", (args, named) => {
    expect(readOptions(args)).toEqual({ wrong: expect.stringContaining(named) });
  });

  it("ask for help", () => {
    expect(readOptions(["-h"])).toBe("help");
  });
});
