import fs from "node:fs";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { bundleProgram } from "../../testing/bundleProgram.ts";
import { runChild } from "../../testing/runChild.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openAtomicFile } from "../export/atomicFile.ts";
import { beginUnfinished, removeUnfinishedFiles } from "./unfinishedFiles.ts";
import { forgetWarnings, warnings } from "./warnings.ts";
import { heartbeatMs } from "./writer.ts";

const makeFolder = temporaryFolders();
let program = "";
let spool = "";
let cache = "";

beforeAll(async () => {
  program = await bundleProgram(path.resolve(import.meta.dirname, "../../testing/writeForEver.ts"));
});

beforeEach(() => {
  spool = makeFolder();
  cache = makeFolder();
  vi.stubEnv("SEEKLINE_SPOOL_DIR", spool);
  vi.stubEnv("SEEKLINE_CACHE_DIR", cache);
  forgetWarnings();
});

/** Runs an export into `folder` and kills it, or another act, while it writes. Gives the name of the part it left. */
async function exportInto(folder: string, act: (name: string) => void | Promise<void> = () => {}): Promise<string> {
  let part = "";
  const end = await runChild([program, path.join(folder, "out.jsonl")], {
    onStart: async (child) => {
      await new Promise<void>((resolve) => child.onOutput(() => resolve()));
      part = fs.readdirSync(folder).find((name) => name.startsWith(".")) ?? "";
      await act(part);
      child.kill("SIGKILL");
    },
  });
  expect(end.signal).toBe("SIGKILL");
  expect(part).not.toBe("");
  return part;
}

/** An export into the folder that goes well. */
async function exportAgain(folder: string): Promise<void> {
  const opened = await openAtomicFile(path.join(folder, "again"));
  if (!opened.ok) throw new Error(opened.failure.code);
  await opened.value.commit();
}

/** What whoever finds a part may do, and each has to clear it away. */
const finders: readonly (readonly [string, (folder: string) => Promise<void> | void])[] = [
  ["the next start", () => removeUnfinishedFiles()],
  ["the next export there", exportAgain],
];

function emptyFolder(folder: string): void {
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true });
}

function partsIn(folder: string): readonly string[] {
  return fs.readdirSync(folder).filter((name) => name.startsWith("."));
}

describe.each(finders)("what a killed export left, at %s", (_, find) => {
  it("goes, and the target is as it was", async () => {
    const folder = makeFolder();
    fs.writeFileSync(path.join(folder, "out.jsonl"), "old");
    await exportInto(folder);
    await find(folder);
    expect(partsIn(folder)).toEqual([]);
    expect(fs.readFileSync(path.join(folder, "out.jsonl"), "utf8")).toBe("old");
    removeUnfinishedFiles();
    expect(fs.readdirSync(path.join(cache, fs.readdirSync(cache)[0] ?? ""))).toEqual([]);
  });

  it("goes when temporary folders were emptied in between", async () => {
    const folder = makeFolder();
    await exportInto(folder);
    emptyFolder(spool);
    await find(folder);
    expect(partsIn(folder)).toEqual([]);
  });

  it("goes when another process has its number", async () => {
    const folder = makeFolder();
    const part = await exportInto(folder);
    const reused = part.replace(/-\d+-(?=\d+-[0-9a-f]+\.part$)/, `-${process.pid}-`);
    fs.renameSync(path.join(folder, part), path.join(folder, reused));
    rewriteNotes((text) => text.replace(part, reused));
    await find(folder);
    expect(partsIn(folder)).toEqual([]);
  });

  it("is named when it may be at work on another machine, and goes when nobody touches it", async () => {
    const folder = makeFolder();
    const part = await exportInto(folder);
    const foreign = part.replace(/^\.seekline-[0-9a-f]+(?=-)/, ".seekline-01234567");
    fs.renameSync(path.join(folder, part), path.join(folder, foreign));
    rewriteNotes((text) => text.replace(part, foreign));
    await find(folder);
    expect(partsIn(folder)).toEqual([foreign]);
    expect(warnings()).toEqual([expect.stringContaining(`“${foreign}” in “${folder}” belongs to an export`)]);
    const longAgo = new Date(Date.now() - 20 * heartbeatMs);
    fs.utimesSync(path.join(folder, foreign), longAgo, longAgo);
    await find(folder);
    expect(partsIn(folder)).toEqual([]);
  });
});

function rewriteNotes(change: (text: string) => string): void {
  for (const entry of fs.readdirSync(cache, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const note = path.join(entry.parentPath, entry.name);
    fs.writeFileSync(note, change(fs.readFileSync(note, "utf8")));
  }
}

describe("an unfinished file", () => {
  it.each(finders)("of a running process is left alone by %s", async (_, find) => {
    const folder = makeFolder();
    await exportInto(folder, async (part) => {
      await find(folder);
      expect(partsIn(folder)).toEqual([part]);
      expect(warnings()).toEqual([]);
    });
  });

  it("goes with a process that ends by itself, in whatever way", async () => {
    const folder = makeFolder();
    const end = await runChild([program, path.join(folder, "out.jsonl")], {
      onStart: (child) => child.onOutput(() => child.kill("SIGTERM")),
    });
    expect(end.status).toBe(3);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("of this process is left alone too", () => {
    const folder = makeFolder();
    const first = beginUnfinished(folder);
    fs.writeFileSync(first.path, "");
    removeUnfinishedFiles();
    const second = beginUnfinished(folder);
    expect(partsIn(folder)).toEqual([path.basename(first.path)]);
    fs.rmSync(first.path);
    first.forget();
    second.forget();
  });

  it("is found by the next export when its note is lost", async () => {
    const folder = makeFolder();
    await exportInto(folder);
    emptyFolder(cache);
    emptyFolder(spool);
    await exportAgain(folder);
    expect(partsIn(folder)).toEqual([]);
  });

  it.each([
    ".seekline-0123456789ab-1-1-0123456789abcdef.part.jsonl",
    ".seekline-part",
    "seekline-0123456789ab-4194305-1-0123456789abcdef.part",
    ".6070a740-aead-41e5-8c87-a51aeee38a4d",
  ])("has a name of ours: %s is never removed", async (name) => {
    const folder = makeFolder();
    const file = path.join(folder, name);
    fs.writeFileSync(file, "precious");
    fs.utimesSync(file, 0, 0);
    const { forget } = beginUnfinished(makeFolder());
    rewriteNotes(() => JSON.stringify({ path: file }));
    removeUnfinishedFiles();
    await exportAgain(folder);
    expect(fs.readFileSync(file, "utf8")).toBe("precious");
    forget();
  });

  it("does not mind notes that are damaged", () => {
    const { forget } = beginUnfinished(makeFolder());
    for (const text of ["", "{", "[]", '{"path":7}', '{"path":"relative"}']) {
      rewriteNotes(() => text);
      expect(removeUnfinishedFiles).not.toThrow();
    }
    forget();
  });
});
