import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { peakIn } from "./processMemory.ts";
import { shortened } from "./run.ts";
import { runProgram } from "./runProgram.ts";

const tellsPeaks = fs.existsSync("/proc/self/status");
const mebibyte = 2 ** 20;

describe("a program that is measured", () => {
  it("gives what it printed, and how it ended", async () => {
    const code = "console.log(process.env.GIVEN); console.error('oh'); process.exitCode = 3";
    const end = await runProgram([process.execPath, "-e", code], { env: { GIVEN: "this" } });
    expect(end).toMatchObject({ status: 3, output: "this\n", errors: "oh\n" });
    expect(end?.milliseconds).toBeGreaterThan(0);
  });

  it("gives the peak of every process that it started, where the system tells it", async () => {
    const grow = "const b = Buffer.alloc(150 * 2 ** 20, 1); setTimeout(() => b.length, 300)";
    const start = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grow)}])`;
    const end = await runProgram([process.execPath, "-e", start]);
    const peaks = [...(end?.peaks ?? [])].map(([id, bytes]) => [id === end?.id, bytes > 150 * mebibyte]);
    expect(peaks).toEqual(
      tellsPeaks
        ? [
            [true, false],
            [false, true],
          ]
        : [],
    );
  });

  it("may be missing", async () => {
    expect(await runProgram(["no-such-program-anywhere"])).toBeUndefined();
  });
});

describe("a process's peak", () => {
  it("is read from its status", () => {
    expect(peakIn("Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t 1 kB\n")).toBe(2 * mebibyte);
    expect(peakIn("Name:\tzombie\n")).toBeUndefined();
  });
});

describe("a message", () => {
  it("is one line without paths, and not long", () => {
    expect(shortened("no\n such /a/b/c.jsonl", "/a/b/c.jsonl")).toBe("no such c.jsonl");
    expect(shortened("x".repeat(500)).length).toBe(160);
  });
});
