import fs from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { cacheFolder } from "./cacheFolder.ts";
import { spoolFolder } from "./spoolFolder.ts";
import { forgetWarnings, onWarning, warn, warnings } from "./warnings.ts";
import { wholeNumberSetting } from "./wholeNumberSetting.ts";
import { makeFolder, whyNotWritable } from "./writableFolder.ts";

const newFolder = temporaryFolders();

beforeEach(forgetWarnings);

/** A link that leads nowhere. */
function danglingLink(): string {
  const link = path.join(newFolder(), "link");
  fs.symlinkSync("/nowhere/at/all", link);
  return link;
}

function aFile(): string {
  const file = path.join(newFolder(), "file");
  fs.writeFileSync(file, "");
  return file;
}

describe("a folder", () => {
  it.runIf(process.platform !== "win32")("is its owner's alone, with those that were made for it", () => {
    const above = path.join(newFolder(), "a");
    makeFolder(path.join(above, "b"));
    expect([above, path.join(above, "b")].map((made) => fs.statSync(made).mode & 0o777)).toEqual([0o700, 0o700]);
  });

  it("is made with those above it, and is fine when it is there", () => {
    const folder = path.join(newFolder(), "a", "b", "c");
    makeFolder(folder);
    makeFolder(folder);
    expect(fs.statSync(folder).isDirectory()).toBe(true);
    expect(whyNotWritable(folder)).toBe(undefined);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it.each([
    ["a file", aFile],
    ["in a file", () => path.join(aFile(), "a", "b")],
    ["a link that leads nowhere", danglingLink],
    ["behind a link that leads nowhere", () => path.join(danglingLink(), "a")],
    ["on a file system where nothing can be made", () => "/proc/seekline/a/b"],
  ])("that is %s is refused at once", (_, folder) => {
    const name = folder();
    expect(() => {
      makeFolder(name);
      const problem = whyNotWritable(name);
      if (problem !== undefined) throw new Error(problem);
    }).toThrow();
  });
});

describe("the folder for temporary files", () => {
  it.each([
    ["missing", () => path.join(newFolder(), "none"), "it does not exist"],
    ["a file", aFile, "it is not a folder"],
    ["a dangling link", danglingLink, "it does not exist"],
    ["in a special file system", () => "/proc/seekline", "it does not exist"],
    ["a special file system", () => "/proc", "no files can be made there"],
  ])("is the system's when the named one is %s, and one warning names that", (_, folder, problem) => {
    const [named, usual] = [folder(), newFolder()];
    vi.stubEnv("SEEKLINE_SPOOL_DIR", named);
    vi.stubEnv("TMPDIR", usual);
    expect([spoolFolder(), spoolFolder()]).toEqual([usual, usual]);
    expect(warnings()).toEqual([
      `The folder for temporary files, “${named}”, cannot be used: ${problem}. Others are used instead.`,
    ]);
  });

  it("is one of last resort when the system's own setting is nonsense", () => {
    vi.stubEnv("SEEKLINE_SPOOL_DIR", "");
    vi.stubEnv("TMPDIR", "/nowhere/at/all");
    expect(spoolFolder()).toBe("/tmp");
    expect(warnings()).toHaveLength(1);
  });
});

it("makes a folder for kept indexes that is missing", () => {
  const folder = path.join(newFolder(), "a", "b");
  vi.stubEnv("SEEKLINE_CACHE_DIR", folder);
  expect(cacheFolder()).toBe(folder);
  expect(warnings()).toEqual([]);
});

it("keeps nothing for a user without a home, nor in the working folder", () => {
  vi.stubEnv("SEEKLINE_CACHE_DIR", "");
  vi.stubEnv("XDG_CACHE_HOME", "relative");
  vi.stubEnv("LOCALAPPDATA", "/proc/seekline");
  vi.stubEnv("HOME", "relative");
  expect([cacheFolder(), warnings()]).toEqual([undefined, []]);
  vi.stubEnv("SEEKLINE_CACHE_DIR", "/proc/seekline");
  expect(cacheFolder()).toBe(undefined);
  expect(warnings()).toEqual([
    "The folder for kept indexes, “/proc/seekline”, cannot be used: it does not exist. Indexes are not kept.",
  ]);
  expect(fs.existsSync("relative")).toBe(false);
});

describe("a setting that is a number", () => {
  it.each([
    ["7", 7],
    [" 7 ", 7],
    ["", undefined],
  ])("is read: %j", (text, number) => {
    vi.stubEnv("SEEKLINE_TEST", text);
    expect([wholeNumberSetting("SEEKLINE_TEST", 1, 10), warnings()]).toEqual([number, []]);
  });

  it.each(["0", "11", "-1", "1.5", "seven", "NaN", "Infinity", "1e400"])(
    "is named when it is out of bounds: %j",
    (text) => {
      vi.stubEnv("SEEKLINE_TEST", text);
      expect(wholeNumberSetting("SEEKLINE_TEST", 1, 10)).toBe(undefined);
      expect(warnings()).toEqual([
        `SEEKLINE_TEST is “${text}”, but must be a whole number from 1 to 10. It is left out of account.`,
      ]);
    },
  );
});

describe("warnings", () => {
  it("are said once, also to those who listen later, and are bounded", () => {
    const heard: string[] = [];
    warn("a");
    const end = onWarning((sentence) => heard.push(sentence));
    for (const sentence of ["a", "b", "b"]) warn(sentence);
    end();
    warn("c");
    expect(heard).toEqual(["a", "b"]);
    for (let n = 0; n < 1000; n++) warn(`${n}`);
    expect(warnings().length).toBeLessThan(100);
  });
});
