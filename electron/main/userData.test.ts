import fs, { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { chooseUserData, removeFolder, whyNotUserData } from "./userData.ts";

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

  it.each([
    ["where no link can be made, as on some network shares, but on Windows", "symlinkSync", "EPERM", undefined],
    ["on a full disk, which makes folders all the same", "writeFileSync", "ENOSPC", "ENOSPC"],
  ] as const)("cannot lie %s", (_, call, code, onWindows) => {
    const refused = vi.spyOn(fs, call).mockImplementation(() => {
      throw Object.assign(new Error("refused"), { code });
    });
    syncBuiltinESMExports();
    const folder = makeFolder();
    try {
      expect(whyNotUserData(folder, "linux")).toBe(code);
      expect(whyNotUserData(folder, "win32")).toBe(onWindows);
    } finally {
      refused.mockRestore();
      syncBuiltinESMExports();
    }
    expect(readdirSync(folder)).toEqual([]);
    expect(whyNotUserData(folder, "linux")).toBeUndefined();
  });

  it("may have a name of any kind", () => {
    const folder = path.join(makeFolder(), "mein ordner\n日");
    mkdirSync(folder);
    expect(whyNotUserData(folder)).toBeUndefined();
    expect(existsSync(folder)).toBe(true);
  });
});

describe("the folder that is used", () => {
  const notUsable = () => {
    const file = path.join(makeFolder(), "file");
    writeFileSync(file, "");
    return path.join(file, "a");
  };

  it("is the one that the user names", () => {
    const [named, usual] = [makeFolder(), path.join(makeFolder(), "usual")];
    expect(chooseUserData(named, usual)).toEqual({ folder: named, isTemporary: false, warnings: [] });
    expect(existsSync(usual)).toBe(false);
  });

  it("is the system's when none is named, or one that cannot be used, which is said", () => {
    const usual = path.join(makeFolder(), "usual");
    expect(chooseUserData("", usual)).toEqual({ folder: usual, isTemporary: false, warnings: [] });
    const { folder, warnings } = chooseUserData(notUsable(), usual);
    expect(folder).toBe(usual);
    expect(warnings).toEqual([
      expect.stringMatching(/^SEEKLINE_USER_DATA names “.*”, which cannot be used \(ENOTDIR\)\./),
    ]);
  });

  it("is a temporary one where neither can be used, which is said with a way on", () => {
    const { folder, isTemporary, warnings } = chooseUserData("", notUsable());
    expect(isTemporary).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^Seekline cannot keep its own files in “.*” \(ENOTDIR\): .* SEEKLINE_USER_DATA names another/,
      ),
    ]);
    removeFolder(folder);
    expect(existsSync(folder)).toBe(false);
    const homeless = chooseUserData("", undefined);
    expect(homeless.warnings).toEqual([expect.stringMatching(/in your home \(it cannot be made\): /)]);
    removeFolder(homeless.folder);
  });
});
