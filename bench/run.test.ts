import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { repeatedRun, runTaskProgram } from "./run.ts";

let folder = "";
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-run-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const input = { file: "/some/where/log.jsonl", out: "", filter: "", longestRecord: 0 };

describe("a task of ours", () => {
  it.each([
    ["throw new TypeError('no log.jsonl')", "stopped: TypeError: no log.jsonl"],
    ["process.exit(7)", "stopped: status 7"],
    ["process.kill(process.pid, 'SIGKILL')", "stopped: status unknown"],
  ])("that dies (%s) has no answer, and ends nothing else", async (code, failure) => {
    const program = path.join(folder, "task.mjs");
    fs.writeFileSync(program, code);
    const { result } = await runTaskProgram(program, "snapshot", input, folder);
    expect(result).toEqual({ failure });
  });
});

describe("a repeated run", () => {
  it("is the mean of its runs", async () => {
    const times = [10, 20, 60];
    const run = async () => ({ milliseconds: times.shift() ?? 0, processor: 10 });
    expect(await repeatedRun(3, run)).toEqual({ milliseconds: 30, processor: 10 });
  });

  it("knows no processor time when one of its runs does not", async () => {
    const times = [5, undefined, 5];
    expect(await repeatedRun(3, async () => ({ milliseconds: 1, processor: times.shift() }))).toMatchObject({
      processor: undefined,
    });
  });

  it("fails with the first that fails", async () => {
    let runs = 0;
    const run = async () => (++runs === 2 ? { failure: "stopped" } : { milliseconds: 1 });
    expect(await repeatedRun(3, run)).toEqual({ failure: "stopped" });
    expect(runs).toBe(2);
  });
});
