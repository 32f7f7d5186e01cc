import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { childrenTimeIn } from "./processorTime.ts";
import { runProgram } from "./runProgram.ts";

describe("the processor time of programs that have ended", () => {
  it("is read behind a name that may hold anything", () => {
    const behind = "S 1 2 3 4 5 6 7 8 9 10 11 12 30 12 20 0 7 0 99";
    expect(childrenTimeIn(`12 (a) b) ${behind}`)).toBe(420);
    expect(childrenTimeIn("no such thing")).toBeUndefined();
  });

  it("holds what a program computed, and not what it slept", async () => {
    const busy = "const end = process.cpuUsage().user + 3e5; while (process.cpuUsage().user < end);";
    const end = await runProgram([process.execPath, "-e", `${busy} setTimeout(() => {}, 20)`]);
    if (fs.existsSync("/proc/self/stat")) expect(end?.processor).toBeGreaterThanOrEqual(290);
    else expect(end?.processor).toBeUndefined();
  });
});
