import { describe, expect, it } from "vitest";
import { runProgram } from "./runProgram.mjs";

/** @param {string} code */
function node(code) {
  return runProgram(process.execPath, ["-e", code], { output: "capture" });
}

describe("runProgram", () => {
  it("gives the exit status and what was printed on both streams", async () => {
    const outcome = await node("console.log('out'); console.error('err'); process.exitCode = 3");
    expect(outcome.status).toBe(3);
    expect(outcome.output).toContain("out\n");
    expect(outcome.output).toContain("err\n");
  });

  it("gives 128 + the signal's number for a program that a signal ended", async () => {
    expect((await node("process.kill(process.pid, 'SIGTERM'); setInterval(() => 0, 1000)")).status).toBe(143);
  });

  it("ends a program that takes longer than its limit", async () => {
    const endless = runProgram(process.execPath, ["-e", "setInterval(() => 0, 1000)"], {
      output: "capture",
      limitMs: 50,
    });
    expect((await endless).status).toBe(137);
  });

  it("rejects when there is no such program", async () => {
    await expect(runProgram("no-such-program-here", [])).rejects.toThrow("ENOENT");
  });
});
