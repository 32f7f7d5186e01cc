// On a copy of the very program that runs the unit tests: Electron.

import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FuseV1Options } from "@electron/fuses";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fuses, readFuses, setFuses } from "./fuses.mjs";

let folder = "";
const program = () => path.join(folder, "seekline");
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "seekline-fuses-"));
  copyFileSync(process.execPath, program());
});
afterAll(() => rmSync(folder, { recursive: true }));

it("decides on every fuse that the library knows", () => {
  const known = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
  expect(Object.keys(fuses).sort()).toEqual(known.sort());
});

// On macOS they lie in a framework beside the program.
it.runIf(process.platform !== "darwin")(
  "closes the doors into the program, and changes nothing else in it",
  async () => {
    const before = readFileSync(program());
    expect(await readFuses(program())).toMatchObject({ RunAsNode: true, OnlyLoadAppFromAsar: false });
    await setFuses(program());
    const closed = {
      RunAsNode: false,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
    };
    expect(await readFuses(program())).toMatchObject({
      ...closed,
      OnlyLoadAppFromAsar: true,
      EnableCookieEncryption: true,
    });
    const after = readFileSync(program());
    expect(after.length).toBe(before.length);
    // A few letters behind the mark.
    const first = before.findIndex((byte, at) => byte !== after[at]);
    expect(before.subarray(first + 16).equals(after.subarray(first + 16))).toBe(true);
  },
);
