// The program is told to stop, or killed, while it works. Each test waits for a sign that the work is under way.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import type { RunningChild } from "../testing/runChild.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();

/** The runtime has a word of its own to say when it ends while a thread is still being started. */
const oneThread = { SEEKLINE_THREADS: "1" };

/** Sends a signal as soon as there is the sign. */
function signalAfter(signal: NodeJS.Signals, sign: () => boolean): (child: RunningChild) => Promise<void> {
  return async (child) => {
    await vi.waitUntil(sign, { interval: 5, timeout: longestWaitMs });
    child.kill(signal);
  };
}

/** A file that takes very long to read and no room on the disk. */
function endlessFile(): string {
  const file = seekline.fileOf('{"type":"A"}\n');
  fs.truncateSync(file, 100 * 2 ** 30);
  return file;
}

const isSpooling = () => seekline.leftInSpool().includes("standard-input");

describe("seekline interrupted", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("by %s while it indexes ends with status %d and leaves nothing", async (signal, status) => {
    const end = await seekline.run(["stats", endlessFile()], {
      env: oneThread,
      onStart: signalAfter(signal, () => seekline.leftInCache().length > 0),
    });
    expect(end).toMatchObject({ status, stdout: "", stderr: "" });
    expect([...seekline.leftInSpool(), ...seekline.leftInCache()]).toEqual([]);
  });

  it("while it exports leaves nothing", async () => {
    const folder = seekline.makeFolder();
    const end = await seekline.run(["export", endlessFile(), "--as", "records", "-o", path.join(folder, "out.jsonl")], {
      env: oneThread,
      onStart: signalAfter("SIGINT", () => fs.readdirSync(folder).length > 0),
    });
    expect(end).toMatchObject({ status: 130, stdout: "", stderr: "" });
    expect(fs.readdirSync(folder)).toEqual([]);
    expect([...seekline.leftInSpool(), ...seekline.leftInCache()]).toEqual([]);
  });

  it("while it reads standard input removes the spool", async () => {
    const end = await seekline.run(["stats", "-"], {
      openInput: '{"type":"A"}\n',
      onStart: signalAfter("SIGINT", isSpooling),
    });
    expect(end).toMatchObject({ status: 130, stdout: "", stderr: "" });
    expect(seekline.leftInSpool()).toEqual([]);
  });

  it("by force leaves a spool that the next run removes", async () => {
    const end = await seekline.run(["stats", "-"], {
      openInput: '{"type":"A"}\n',
      onStart: signalAfter("SIGKILL", isSpooling),
    });
    expect(end.signal).toBe("SIGKILL");
    expect(seekline.leftInSpool()).toContain("standard-input");
    await seekline.run(["stats", seekline.fileOf("{}\n")]);
    expect(seekline.leftInSpool()).toEqual([]);
  });
});
