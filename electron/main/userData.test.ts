import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { whyNotUserData } from "./userData.ts";

const makeFolder = temporaryFolders();

describe("a folder for the app's own files", () => {
  it("is made, and stays empty", () => {
    const folder = path.join(makeFolder(), "a/b");
    expect(whyNotUserData(folder)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
    expect(whyNotUserData(folder)).toBeUndefined();
  });

  it("cannot be a file, nor lie in one", () => {
    const file = path.join(makeFolder(), "file");
    writeFileSync(file, "");
    expect(whyNotUserData(file)).toBe("ENOTDIR");
    expect(whyNotUserData(path.join(file, "a"))).toBe("ENOTDIR");
  });

  it.runIf(process.platform === "linux")("cannot lie where nobody can make one", () => {
    expect(whyNotUserData("/proc/nobody/made/this")).toBe("ENOENT");
    expect(whyNotUserData("/proc")).toMatch(/^E/);
  });

  it("may have a name of any kind", () => {
    const folder = path.join(makeFolder(), "mein ordner\n日");
    mkdirSync(folder);
    expect(whyNotUserData(folder)).toBeUndefined();
    expect(existsSync(folder)).toBe(true);
  });
});
