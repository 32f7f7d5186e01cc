import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { heartbeatMs, stateOf, thisWriter } from "./writer.ts";

const now = Date.now();
const longAgo = now - 1_000 * heartbeatMs;
/** A number that no process has. */
const deadPid = 2 ** 22 + 1;

describe("the writer of a file", () => {
  it("is at work as long as its process runs, however long it has not touched the file", () => {
    expect(stateOf(thisWriter(), now)).toBe("at-work");
    if (thisWriter().start !== 0) expect(stateOf(thisWriter(), longAgo)).toBe("at-work");
  });

  it("is gone with its process", () => {
    expect(stateOf({ ...thisWriter(), pid: deadPid }, now)).toBe("gone");
  });

  it.runIf(process.platform === "linux")("is gone when another process has its number", () => {
    expect(thisWriter().start).toBeGreaterThan(0);
    expect(stateOf({ ...thisWriter(), start: thisWriter().start - 1 }, now)).toBe("gone");
  });

  it.runIf(process.platform === "linux")("is gone when it was killed and nobody has asked how it ended", async () => {
    // The shell does not wait for its child, which stays as a zombie.
    const shell = spawn("sh", ["-c", "sleep 60 & echo $!; kill -9 $!; exec sleep 60"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const pid = Number(await new Promise((resolve) => shell.stdout.once("data", resolve)));
    await expect.poll(() => stateOf({ ...thisWriter(), pid, start: 0 }, now)).toBe("gone");
    shell.kill("SIGKILL");
  });

  it("from before a restart, or on another machine, is only known by the file it touches", () => {
    const elsewhere = { ...thisWriter(), place: "0".repeat(12) };
    expect(stateOf(elsewhere, now)).toBe("unknown");
    expect(stateOf({ ...elsewhere, pid: deadPid }, now)).toBe("unknown");
    expect(stateOf(elsewhere, longAgo)).toBe("gone");
  });
});
