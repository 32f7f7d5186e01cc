// The folders for kept indexes and for temporary files are only ever a help: whatever becomes of them, the transcript is read,
// and what is said names the folder.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bundleProgram } from "../testing/bundleProgram.ts";
import type { ChildEnd, ChildOptions } from "../testing/runChild.ts";
import { runChild } from "../testing/runChild.ts";
import { withSmallDisks } from "../testing/smallDisk.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";

const newFolder = temporaryFolders();
const records = 60_000;
const nobody = 65_534;
let logFolder = "";
let program = "";
let log = "";
let cache = "";
let spool = "";
let home = "";

beforeAll(async () => {
  logFolder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-folders-"));
  fs.chmodSync(logFolder, 0o755);
  program = await bundleProgram(path.join(import.meta.dirname, "cli.ts"));
  log = path.join(logFolder, "log.jsonl");
  const line = (n: number): string => `${JSON.stringify({ type: `K${n % 7}`, n, pad: "x".repeat(60 + (n % 41)) })}\n`;
  fs.writeFileSync(log, Array.from({ length: records }, (_, n) => line(n)).join(""));
});
afterAll(() => fs.rmSync(logFolder, { recursive: true, force: true }));

beforeEach(() => {
  [cache, spool, home] = [openFolder(), openFolder(), openFolder()];
});

/** A new folder in which everybody may write. */
function openFolder(): string {
  const folder = newFolder();
  fs.chmodSync(folder, 0o777);
  return folder;
}

function seekline(args: readonly string[], options: ChildOptions = {}): Promise<ChildEnd> {
  const env = { SEEKLINE_CACHE_DIR: cache, SEEKLINE_SPOOL_DIR: spool, HOME: home, XDG_CACHE_HOME: home };
  return runChild([program, ...args], { ...options, env: { ...env, ...options.env } });
}

function expectStats(end: ChildEnd): void {
  expect(end).toMatchObject({ status: 0, signal: undefined });
  expect(JSON.parse(end.stdout)).toMatchObject({ records, malformed: 0 });
}

const stats = (): readonly string[] => ["stats", log, "--json"];

describe("a full disk", () => {
  it("under the kept indexes makes the index a temporary one", async () => {
    const end = await seekline(stats(), { through: withSmallDisks([cache]) });
    expectStats(end);
    expect(end.stderr).toBe(`seekline: The folder for kept indexes, “${cache}”, is full: this index is not kept.\n`);
  });

  it("under both folders makes do with another one", async () => {
    const end = await seekline(["rows", log, "--from", "59990"], { through: withSmallDisks([cache, spool]) });
    expect(end.status).toBe(0);
    expect(end.stdout.split("\n")).toHaveLength(11);
  });

  it("under the temporary files leaves no note of an export that stands elsewhere", async () => {
    const target = path.join(newFolder(), "out.jsonl");
    const filled = `dd if=/dev/zero of="${spool}/full" 2>/dev/null; "$@"; status=$?; find "${spool}" -name "*.json" >&2; exit $status`;
    const through = [...withSmallDisks([spool]), "sh", "-c", filled, "sh"];
    const end = await seekline(["export", log, "--as", "records", "-o", target, "--filter", "kind:K1"], { through });
    expect(end.status).toBe(0);
    expect(end.stderr).not.toContain(".json\n");
    expect(fs.readFileSync(target, "utf8").split("\n")[0]).toContain('"n":1,');
  });
});

describe("a folder that cannot be used", () => {
  it.each([
    ["is missing", () => path.join(openFolder(), "none"), "it does not exist"],
    ["may not be written", () => newFolder(), "you may not write there"],
    ["is a link to nowhere", danglingLink, "it does not exist"],
  ])("for temporary files, since it %s, is named once, and the transcript is read", async (_, folder, problem) => {
    const [named, blocked] = [folder(), path.join(newFolder(), "none")];
    const env = { SEEKLINE_SPOOL_DIR: named, XDG_CACHE_HOME: blocked, SEEKLINE_CACHE_DIR: "" };
    const end = await seekline(stats(), { env, user: nobody });
    expectStats(end);
    expect(end.stderr).toBe(
      `seekline: The folder for temporary files, “${named}”, cannot be used: ${problem}. Others are used instead.\n`,
    );
  });

  it("for kept indexes is named once, and the default keeps them", async () => {
    const named = newFolder();
    const end = await seekline(stats(), { env: { SEEKLINE_CACHE_DIR: named }, user: nobody });
    expectStats(end);
    expect(end.stderr).toBe(
      `seekline: The folder for kept indexes, “${named}”, cannot be used: you may not write there. The default folder is used instead.\n`,
    );
    const again = await seekline(stats(), { env: { SEEKLINE_CACHE_DIR: "" }, user: nobody });
    expect(JSON.parse(again.stdout).index.cached).toBe(true);
  });

  it("on a special file system ends with an answer", async () => {
    const end = await seekline(stats(), {
      env: { SEEKLINE_CACHE_DIR: "/proc/seekline/a", SEEKLINE_SPOOL_DIR: "/proc/b" },
    });
    expectStats(end);
    expect(end.stderr.split("\n").filter((line) => line.includes("/proc/"))).toHaveLength(2);
  });

  it("that the system names for temporary files is no reason to stop", async () => {
    const end = await seekline(stats(), { env: { SEEKLINE_SPOOL_DIR: "", TMPDIR: "/nowhere/at/all" } });
    expectStats(end);
    expect(end.stderr).toContain("“/nowhere/at/all”, cannot be used: it does not exist.");
  });
});

describe("the kept indexes", () => {
  it("may be damaged: rows come as they did, none twice", async () => {
    const { stdout } = await seekline(["rows", log]);
    const [kept = ""] = fs.readdirSync(cache);
    const handle = fs.openSync(path.join(cache, kept), "r+");
    for (const at of [200, 90_000, 120_000]) fs.writeSync(handle, "damage", at);
    fs.closeSync(handle);
    const end = await seekline(["rows", log]);
    expect(end.status).toBe(0);
    expect(end.stdout).toBe(stdout);
    expect(end.stderr).toBe(
      "seekline: The kept index of “log.jsonl” was damaged and has been thrown away. What is needed of it is read anew from the file.\n",
    );
  });
});

function danglingLink(): string {
  const link = path.join(openFolder(), "link");
  fs.symlinkSync("/nowhere/at/all", link);
  return link;
}
