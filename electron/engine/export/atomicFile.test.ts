import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openAtomicFile } from "./atomicFile.ts";
import type { ExportOutput } from "./exportOutput.ts";
import type { FileOperations } from "./fileOperations.ts";
import { nodeFiles } from "./fileOperations.ts";

const makeFolder = temporaryFolders();
const someBytes = Buffer.from("some bytes\n");

beforeEach(() => {
  vi.stubEnv("SEEKLINE_SPOOL_DIR", makeFolder());
  vi.stubEnv("SEEKLINE_CACHE_DIR", makeFolder());
});

async function open(target: string, files?: FileOperations): Promise<ExportOutput> {
  const opened = await openAtomicFile(target, files === undefined ? {} : { files });
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

async function failureOf(act: () => Promise<void> | void): Promise<unknown> {
  try {
    await act();
  } catch (error) {
    return error instanceof Error && "failure" in error ? error.failure : error;
  }
  return undefined;
}

/** Files whose write, sync or rename fails with a system error. */
function failingFiles(step: "write" | "sync" | "rename", code: string): FileOperations {
  const refuse = async () => Promise.reject(Object.assign(new Error(code), { code }));
  return {
    ...nodeFiles,
    create: async (file) => {
      const real = await nodeFiles.create(file);
      return { ...real, ...(step === "write" ? { write: refuse } : {}), ...(step === "sync" ? { sync: refuse } : {}) };
    },
    ...(step === "rename" ? { rename: refuse } : {}),
  };
}

describe("an atomic file", () => {
  it("appears only when it is committed, and is private until then", async () => {
    const folder = makeFolder();
    const target = path.join(folder, "out.jsonl");
    const output = await open(target);
    await output.write(someBytes);
    const [temporary, ...others] = fs.readdirSync(folder);
    expect(others).toEqual([]);
    expect(temporary).toMatch(/^\./);
    expect(fs.statSync(path.join(folder, temporary ?? "")).mode & 0o777).toBe(0o600);
    await output.commit();
    expect(fs.readdirSync(folder)).toEqual(["out.jsonl"]);
    expect(fs.readFileSync(target)).toEqual(someBytes);
    expect(fs.statSync(target).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  it("replaces a file and keeps its mode", async () => {
    const target = path.join(makeFolder(), "out");
    fs.writeFileSync(target, "old");
    fs.chmodSync(target, 0o640);
    const output = await open(target);
    await output.write(someBytes);
    expect(fs.readFileSync(target, "utf8")).toBe("old");
    await output.commit();
    expect(fs.readFileSync(target)).toEqual(someBytes);
    expect(fs.statSync(target).mode & 0o777).toBe(0o640);
  });

  it("replaces what a link points at, and keeps the link", async () => {
    const folder = makeFolder();
    fs.writeFileSync(path.join(folder, "real"), "old");
    fs.symlinkSync("real", path.join(folder, "link"));
    const output = await open(path.join(folder, "link"));
    await output.write(someBytes);
    await output.commit();
    expect(fs.readFileSync(path.join(folder, "real"))).toEqual(someBytes);
    expect(fs.lstatSync(path.join(folder, "link")).isSymbolicLink()).toBe(true);
  });

  it("leaves nothing and keeps the old file when it is aborted", async () => {
    const folder = makeFolder();
    const target = path.join(folder, "out");
    fs.writeFileSync(target, "old");
    const output = await open(target);
    await output.write(Buffer.alloc(3_000_000));
    await output.abort();
    expect(fs.readdirSync(folder)).toEqual(["out"]);
    expect(fs.readFileSync(target, "utf8")).toBe("old");
  });

  it("holds all bytes in order, whatever the pieces", async () => {
    const target = path.join(makeFolder(), "out");
    const output = await open(target);
    const pieces = [1, 5, 1024 * 1024 - 7, 1024 * 1024, 3, 700_001, 1024 * 1024, 0, 12].map((length, index) =>
      Buffer.alloc(length, `${index}`),
    );
    const scratch = Buffer.alloc(1024 * 1024);
    for (const piece of pieces) {
      piece.copy(scratch);
      await output.write(scratch.subarray(0, piece.length));
      scratch.fill("x");
    }
    await output.commit();
    expect(fs.readFileSync(target).equals(Buffer.concat(pieces))).toBe(true);
    expect(output.bytesWritten).toBe(Buffer.concat(pieces).length);
  });

  it("holds its writer up instead of filling memory", async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const files: FileOperations = {
      ...nodeFiles,
      create: async (file) => {
        const real = await nodeFiles.create(file);
        return { ...real, write: async (bytes) => gate.then(() => real.write(bytes)) };
      },
    };
    const output = await open(path.join(makeFolder(), "out"), files);
    const block = Buffer.alloc(1024 * 1024);
    expect(output.write(block)).toBeUndefined();
    const held = output.write(block);
    expect(held).toBeInstanceOf(Promise);
    release();
    await held;
    await output.commit();
  });

  it.each(["write", "sync", "rename"] as const)(
    "says that the disk is full when %s fails so, and leaves nothing",
    async (step) => {
      const folder = makeFolder();
      const output = await open(path.join(folder, "out"), failingFiles(step, "ENOSPC"));
      const failure = await failureOf(async () => {
        await output.write(someBytes);
        await output.commit();
      });
      expect(failure).toEqual({ code: "disk-full", name: "out" });
      expect(fs.readdirSync(folder)).toEqual([]);
    },
  );

  it("reports a failed write to the writer while it is still writing", async () => {
    const folder = makeFolder();
    const output = await open(path.join(folder, "out"), failingFiles("write", "EDQUOT"));
    const block = Buffer.alloc(1024 * 1024);
    const failure = await failureOf(async () => {
      for (let left = 100; left > 0; left -= 1) await output.write(block);
    });
    expect(failure).toEqual({ code: "disk-full", name: "out" });
    await output.abort();
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("says that a real disk is full, and leaves nothing", async ({ annotate }) => {
    const disk = makeFolder();
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], { stdio: "ignore" });
    } catch {
      await annotate("No small disk could be mounted here (it takes root): only failing writers were tried.");
      return;
    }
    try {
      const output = await open(path.join(disk, "out"));
      const failure = await failureOf(async () => {
        for (let left = 8; left > 0; left -= 1) await output.write(Buffer.alloc(1024 * 1024));
        await output.commit();
      });
      await output.abort();
      expect(failure).toEqual({ code: "disk-full", name: "out" });
      expect(fs.readdirSync(disk)).toEqual([]);
    } finally {
      execFileSync("umount", [disk]);
    }
  });

  it("is not opened where nothing can be written", async () => {
    const folder = makeFolder();
    fs.writeFileSync(path.join(folder, "file"), "");
    const places: readonly (readonly [string, string])[] = [
      [path.join(folder, "file", "out"), "its folder is not a folder"],
      [path.join(folder, "missing", "out"), "its folder does not exist"],
      [folder, "it is a folder"],
      [path.join(folder, "n".repeat(300)), "its name is too long"],
    ];
    for (const [target, detail] of places) {
      const opened = await openAtomicFile(target);
      expect(opened).toEqual({ ok: false, failure: { code: "not-writable", name: path.basename(target), detail } });
    }
    expect(fs.readdirSync(folder)).toEqual(["file"]);
  });

  it.runIf(process.platform === "linux")("is not opened over a device, nor in a folder of the kernel", async () => {
    expect(await openAtomicFile("/dev/null")).toMatchObject({ ok: false, failure: { code: "not-writable" } });
    expect(await openAtomicFile("/proc/seekline-test")).toMatchObject({ ok: false, failure: { code: "not-writable" } });
    expect(fs.statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it.each([
    ["its own name", (source: string) => source],
    [
      "another way to it",
      (source: string) =>
        path.join(path.dirname(source), "..", path.basename(path.dirname(source)), path.basename(source)),
    ],
    ["a symbolic link", (source: string) => linked(source, fs.symlinkSync)],
    ["a hard link", (source: string) => linked(source, fs.linkSync)],
  ])("never takes the place of the source by %s", async (_, targetOf) => {
    const folder = makeFolder();
    const source = path.join(folder, "log.jsonl");
    fs.writeFileSync(source, "precious");
    const target = targetOf(source);
    const before = fs.readdirSync(folder);
    const opened = await openAtomicFile(target, { sources: [source] });
    expect(opened).toEqual({ ok: false, failure: { code: "would-overwrite-source", name: path.basename(target) } });
    expect(fs.readdirSync(folder)).toEqual(before);
    expect(fs.readFileSync(source, "utf8")).toBe("precious");
  });

  it("leaves no note of itself behind", async () => {
    const notes = makeFolder();
    vi.stubEnv("SEEKLINE_CACHE_DIR", notes);
    const folder = makeFolder();
    const first = await open(path.join(folder, "first"));
    const second = await open(path.join(folder, "second"));
    const listed = () => fs.readdirSync(notes, { recursive: true }).filter((name) => String(name).endsWith(".json"));
    expect(listed().length).toBe(2);
    await first.commit();
    await second.abort();
    expect(listed()).toEqual([]);
    expect(fs.readdirSync(folder)).toEqual(["first"]);
  });
});

function linked(source: string, link: (from: string, to: string) => void): string {
  const target = path.join(path.dirname(source), "link.jsonl");
  link(source, target);
  return target;
}
