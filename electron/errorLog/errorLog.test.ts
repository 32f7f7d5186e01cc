import fs from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { errorEntry } from "../../shared/errorEntry.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";

const newFolder = temporaryFolders();
const entry = errorEntry("engine", "rows", new Error("secret words"));

/** As a process of its own has it: how much it has written is counted. */
async function freshLog() {
  vi.resetModules();
  return await import("./errorLog.ts");
}

function bytesIn(folder: string): number {
  return fs.readdirSync(folder).reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0);
}

describe("the log of unexpected errors", () => {
  it("ends at once where making a folder is answered as if the one above it were missing", async () => {
    const { logError } = await freshLog();
    const make = vi.spyOn(fs, "mkdirSync").mockImplementation((_, options) => {
      if (typeof options === "object" && options?.recursive === true) throw new Error("the runtime would not return");
      throw Object.assign(new Error("ENOENT"), { code: "ENOENT" });
    });
    const folder = path.join(newFolder(), "special", "log");
    expect(logError(folder, entry)).toBeUndefined();
    expect(make.mock.calls).toEqual([[path.dirname(folder), { mode: 0o700 }]]);
  });

  it("holds a line for each, the newest first when it is read, for this user only", async () => {
    const { logError, lastErrors } = await freshLog();
    const folder = path.join(newFolder(), "log");
    expect(lastErrors(folder, 5)).toEqual([]);
    for (const call of ["open", "rows", "export"]) {
      expect(logError(folder, { ...entry, call })).toBe(path.join(folder, "errors.jsonl"));
    }
    const calls = lastErrors(folder, 2).map((line) => JSON.parse(line).call);
    expect(calls).toEqual(["export", "rows"]);
    expect(JSON.parse(lastErrors(folder, 1)[0] ?? "")).toMatchObject({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      version: expect.any(String),
      program: "engine",
      error: "Error",
    });
    expect(fs.readFileSync(path.join(folder, "errors.jsonl"), "utf8")).not.toContain("secret");
    if (process.platform !== "win32") {
      expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
      expect(fs.statSync(path.join(folder, "errors.jsonl")).mode & 0o777).toBe(0o600);
    }
  });

  it("stays small, however many processes write, and keeps what was written last", async () => {
    const folder = newFolder();
    const frames = Array.from({ length: 30 }, (_, i) => `${"f".repeat(80)} (engine.js:1:${i})`);
    for (let each = 0; each < 4; each += 1) {
      const { logError } = await freshLog();
      for (let i = 0; i < 90; i += 1) logError(folder, { ...entry, call: `${each}-${i}`, frames });
    }
    expect(fs.readdirSync(folder).sort()).toEqual(["errors.jsonl", "errors.older.jsonl"]);
    expect(bytesIn(folder)).toBeLessThanOrEqual(2 * 256 * 1024);
    const { lastErrors } = await freshLog();
    const last = lastErrors(folder, 100).map((line) => JSON.parse(line).call);
    expect(last.length).toBe(100);
    expect(last.slice(0, 2)).toEqual(["3-89", "3-88"]);
    expect(last.at(-1)).toBe("2-80");
  });

  it("ends with a hundred errors of one process", async () => {
    const { logError, lastErrors } = await freshLog();
    const folder = newFolder();
    for (let i = 0; i < 250; i += 1) expect(logError(folder, entry)).toBeDefined();
    expect(lastErrors(folder, 1000).length).toBe(100);
  });

  it("is only a help: a folder that is a file, a link or a folder in its place write nothing, and break nothing", async () => {
    const { logError, lastErrors } = await freshLog();
    const folder = newFolder();
    const file = path.join(folder, "a-file");
    fs.writeFileSync(file, "mine\n");
    expect(logError(file, entry)).toBeUndefined();
    expect(lastErrors(file, 5)).toEqual([]);

    const linked = newFolder();
    fs.symlinkSync(file, path.join(linked, "errors.jsonl"));
    expect(logError(linked, entry)).toBeUndefined();
    expect(fs.readFileSync(file, "utf8")).toBe("mine\n");

    const taken = newFolder();
    fs.mkdirSync(path.join(taken, "errors.jsonl"));
    expect(logError(taken, entry)).toBeUndefined();
    expect(lastErrors(taken, 5)).toEqual([]);
  });
});
