// A transcript that is rewritten in place while a command reads it: the command stops with one sentence, and nothing that it
// printed is made of the old index and the new bytes.

import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bundleProgram } from "../testing/bundleProgram.ts";
import { overwrite } from "../testing/overwrite.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";

const newFolder = temporaryFolders();
const records = 60_000;
let program = "";

beforeAll(async () => {
  program = await bundleProgram(path.join(import.meta.dirname, "cli.ts"));
});

const linesOf = (type: string, pad: number): string =>
  Array.from({ length: records }, (_, n) => `${JSON.stringify({ type, n, pad: "x".repeat(pad) })}\n`).join("");

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command on a log, and does something to the log when the first of its output has come and the rest waits. */
function runMeanwhile(args: readonly string[], file: string, meanwhile: () => void): Promise<Run> {
  const env = { ...process.env, SEEKLINE_CACHE_DIR: path.dirname(file), SEEKLINE_SPOOL_DIR: path.dirname(file) };
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.once("data", () => {
    child.stdout.pause();
    meanwhile();
    child.stdout.resume();
  });
  child.stdout.on("data", (bytes: Buffer) => out.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => err.push(bytes));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) =>
      resolve({ status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
}

const sentence =
  "seekline: “log.jsonl” has changed: it was rewritten since it was indexed. Open it again to index it anew.\n";

const commands: readonly (readonly [string, readonly string[]])[] = [
  ["rows", ["rows"]],
  ["rows of a kind", ["rows", "--filter", "kind:keep"]],
  ["rows with a text", ["rows", "--filter", "xxx"]],
  ["an export of records", ["export", "--as", "records", "-o", "-"]],
];

describe.each(commands)("%s of a log that is rewritten meanwhile", (_, command) => {
  it.each([
    ["by lines of another length", linesOf("other", 90)],
    ["by longer lines, so that it grows", linesOf("other", 200)],
    ["by lines of the same length", linesOf("swap", 100)],
  ])("%s stops and mixes nothing", async (__, content) => {
    const file = path.join(newFolder(), "log.jsonl");
    fs.writeFileSync(file, linesOf("keep", 100));
    const { status, stdout, stderr } = await runMeanwhile([...command, file], file, () => overwrite(file, content));
    expect({ status, stderr }).toEqual({ status: 1, stderr: sentence });
    expect(stdout.match(/other|swap/g)?.length).toBe(undefined);
    const printed = stdout.slice(0, stdout.lastIndexOf("\n")).split("\n");
    expect(printed.length).toBeGreaterThan(10);
    printed.forEach((line, number) => {
      const { n, record = n } = JSON.parse(line);
      expect(record).toBe(number);
    });
  });
});

it("goes on when the log only grows", async () => {
  const file = path.join(newFolder(), "log.jsonl");
  fs.writeFileSync(file, linesOf("keep", 100));
  const { status, stdout, stderr } = await runMeanwhile(["rows", file], file, () =>
    fs.appendFileSync(file, linesOf("more", 100)),
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout.split("\n")).toHaveLength(records + 1);
});

it("does not count what is half old and half new", async () => {
  const file = path.join(newFolder(), "log.jsonl");
  fs.writeFileSync(file, linesOf("keep", 100));
  const first = await runMeanwhile(["stats", "--json", file], file, () => {});
  expect(JSON.parse(first.stdout).records).toBe(records);
  const { mtime, atime } = fs.statSync(file);
  overwrite(file, linesOf("swap", 100));
  fs.utimesSync(file, atime, mtime);
  const { status, stdout } = await runMeanwhile(["stats", "--json", file], file, () => {});
  expect(status).toBe(0);
  expect(JSON.parse(stdout).kinds).toMatchObject([{ kind: "swap", count: records }]);
});
