import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { tailFile } from "./tailFile.ts";

const newFolder = temporaryFolders();
let stop = new AbortController();
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

/** Reads a file on; `next` gives what comes until nothing more does, as text and words. */
function tailed(file: string, from = 0) {
  const parts = tailFile(file, { from, signal: stop.signal });
  if (!parts.ok) throw new Error(parts.failure.code);
  return async (): Promise<readonly string[]> => {
    const seen: string[] = [];
    for (;;) {
      const { value, done } = await parts.value.next();
      if (done === true || value === undefined) return seen;
      if (value.is === "bytes") seen.push(`${value.from}:${Buffer.from(value.bytes).toString()}`);
      else if (value.is === "changed") seen.push(value.change);
      else if (seen.length > 0) return seen;
    }
  };
}

function fileOf(text: string): string {
  const file = path.join(newFolder(), "log.jsonl");
  fs.writeFileSync(file, text);
  return file;
}

describe("a file that is read on", () => {
  it("gives whole lines once, and holds a torn one back until it is whole", async () => {
    const file = fileOf('{"n":1}\n{"n"');
    const next = tailed(file);
    expect(await next()).toEqual(['0:{"n":1}\n']);
    fs.appendFileSync(file, ":2}");
    fs.appendFileSync(file, "\n");
    expect((await next()).join("")).toBe('8:{"n":2}\n');
    fs.appendFileSync(file, "a\nb\n");
    expect((await next()).join("").replace(/\d+:/g, "")).toBe("a\nb\n");
  });

  it("begins where it is told to", async () => {
    const file = fileOf("one\ntwo\n");
    expect(await tailed(file, 4)()).toEqual(["4:two\n"]);
  });

  it("gives a line longer than a part in pieces", async () => {
    const line = `${"x".repeat(700_000)}\n`;
    const parts = await tailed(fileOf(line))();
    expect(parts.length).toBe(3);
    expect(parts.map((part) => part.replace(/^\d+:/, "")).join("")).toBe(line);
  });

  it("tells that it was cut, and reads it from its begin", async () => {
    const file = fileOf("one\ntwo\n");
    const next = tailed(file);
    await next();
    fs.truncateSync(file, 0);
    expect(await next()).toEqual(["shrunk"]);
    fs.appendFileSync(file, "new\n");
    expect(await next()).toEqual(["0:new\n"]);
  });

  it("tells that it was rewritten in place, even when it is longer now", async () => {
    const file = fileOf("one\ntwo\n");
    const next = tailed(file);
    await next();
    fs.writeFileSync(file, "other\nlines\nthan before\n");
    expect(await next()).toEqual(["rewritten", "0:other\nlines\nthan before\n"]);
  });

  it("reads the rest of a file that was rotated, its torn end too, and then the new one", async () => {
    const file = fileOf("one\n");
    const next = tailed(file);
    await next();
    fs.appendFileSync(file, "two\nto");
    fs.renameSync(file, `${file}.1`);
    fs.writeFileSync(file, "three\n");
    expect((await next()).join(" ")).toBe("4:two\n 8:to replaced 0:three\n");
  });

  it("reads a removed file on, and goes over to the one that comes in its place", async () => {
    const file = fileOf("one\n");
    const writer = fs.openSync(file, "a");
    const next = tailed(file);
    await next();
    fs.rmSync(file);
    expect(await next()).toEqual(["removed"]);
    fs.writeSync(writer, "two\n");
    expect(await next()).toEqual(["4:two\n"]);
    fs.writeFileSync(file, "three\n");
    expect(await next()).toEqual(["replaced", "0:three\n"]);
    fs.closeSync(writer);
  });

  it.runIf(process.platform !== "win32")("notices a link that is swapped and a folder that is renamed", async () => {
    const folder = newFolder();
    const logs = path.join(folder, "logs");
    fs.mkdirSync(logs);
    fs.writeFileSync(path.join(logs, "a.jsonl"), "a\n");
    fs.writeFileSync(path.join(logs, "b.jsonl"), "b\n");
    const link = path.join(logs, "link");
    fs.symlinkSync(path.join(logs, "a.jsonl"), link);
    const next = tailed(link);
    expect(await next()).toEqual(["0:a\n"]);
    fs.symlinkSync(path.join(logs, "b.jsonl"), path.join(logs, "other"));
    fs.renameSync(path.join(logs, "other"), link);
    expect(await next()).toEqual(["replaced", "0:b\n"]);
    fs.renameSync(logs, path.join(folder, "moved"));
    expect(await next()).toEqual(["removed"]);
  });

  it("says why it cannot be opened", () => {
    expect(tailFile("/nowhere/at/all", { signal: stop.signal })).toMatchObject({ failure: { code: "not-found" } });
  });
});
