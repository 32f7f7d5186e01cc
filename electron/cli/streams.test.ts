// Standard input, output and error that are closed, full or no streams at all: one sentence at most, never a stack.

import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();
const sample = path.resolve("samples/weather-agent.jsonl");
const records = ["export", sample, "--as", "records", "-o", "-"];
const snapshot = ["export", sample, "--as", "snapshot", "-o", "-"];

interface Streams {
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
}

/** Runs the program on streams that are files; gives the status and what can still be heard on standard error. */
async function runOn(args: readonly string[], { input = "/dev/null", output = "/dev/null", error }: Streams) {
  const opened = [fs.openSync(input, "r"), fs.openSync(output, fs.constants.O_WRONLY | fs.constants.O_CREAT)];
  const errors = error === undefined ? "pipe" : fs.openSync(error, fs.constants.O_WRONLY);
  const child = spawn(process.execPath, [seekline.program(), ...args], {
    env: { ...process.env, ...seekline.environment() },
    stdio: [...opened, errors],
  });
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const status = await new Promise((resolve) => child.once("close", resolve));
  for (const descriptor of [...opened, errors]) if (typeof descriptor === "number") fs.closeSync(descriptor);
  return { status, stderr };
}

// `/dev/full` is Linux's file that takes nothing.
describe.runIf(process.platform === "linux")("standard output that takes nothing", () => {
  it.each([
    ["stats", ["stats", sample]],
    ["rows", ["rows", sample]],
    ["record", ["record", sample, "1"]],
    ["export of records", records],
    ["export of a snapshot", snapshot],
    ["cache", ["cache", "ls"]],
    ["help", ["--help"]],
  ])("ends %s with one sentence", async (_, args) => {
    expect(await runOn(args, { output: "/dev/full" })).toEqual({
      status: 1,
      stderr: "seekline: Standard output cannot be written (the disk is full). What was written so far is not whole.\n",
    });
    expect(seekline.leftInSpool()).toEqual([]);
  });

  it("does not matter where standard error takes nothing either", async () => {
    expect(await runOn(["stats", sample], { output: "/dev/full", error: "/dev/full" })).toMatchObject({ status: 1 });
    expect(await runOn(["nonsense"], { error: "/dev/full" })).toMatchObject({ status: 2 });
    expect(await runOn(["stats", "missing"], { error: "/dev/full" })).toMatchObject({ status: 1 });
  });
});

describe("standard output", () => {
  it("that is a file holds what a pipe would get", async () => {
    const output = path.join(seekline.makeFolder(), "out");
    expect(await runOn(["rows", sample], { output })).toEqual({ status: 0, stderr: "" });
    expect(fs.readFileSync(output, "utf8")).toBe((await seekline.run(["rows", sample])).stdout);
  });

  it("that is a file which may grow no further is not taken for whole", async () => {
    const output = path.join(seekline.makeFolder(), "out");
    // The size of files is limited by the shell, in blocks of 1,024 or 512 bytes; the signal would end the program.
    const limited = `trap '' XFSZ; ulimit -f 8; exec "$0" "$@" > ${JSON.stringify(output)}`;
    const child = spawn("sh", ["-c", limited, process.execPath, seekline.program(), "rows", sample], {
      env: { ...process.env, ...seekline.environment() },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(1);
    expect(stderr).toMatch(
      /^seekline: Standard output cannot be written \(.+\)\. What was written so far is not whole\.\n$/,
    );
  });

  it.each([
    ["rows", ["rows", sample]],
    ["export of records", records],
    ["export of a snapshot", snapshot],
  ])("that nobody reads on ends %s quietly", async (_, args) => {
    const child = spawn(process.execPath, [seekline.program(), ...args], {
      env: { ...process.env, ...seekline.environment() },
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.once("close", resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("that is closed, like the others, is no reason for a stack", async () => {
    const closed = (which: string) =>
      new Promise((resolve) => {
        const child = spawn(
          "sh",
          ["-c", `exec "$0" "$@" ${which}`, process.execPath, seekline.program(), "stats", sample],
          {
            env: { ...process.env, ...seekline.environment() },
            stdio: ["ignore", "pipe", "pipe"],
          },
        );
        let stderr = "";
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
          stderr += text;
        });
        child.once("close", (status) => resolve({ status, stderr }));
      });
    for (const which of ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"]) {
      expect(await closed(which), which).toEqual({ status: 0, stderr: "" });
    }
  });
});

describe("standard input", () => {
  it("that is a folder is said to be one", async () => {
    expect(await runOn(["stats", "-"], { input: seekline.makeFolder() })).toEqual({
      status: 1,
      stderr: "seekline: Standard input cannot be read (it is a folder). Give a pipe or a file.\n",
    });
    expect(seekline.leftInSpool()).toEqual([]);
  });
});
