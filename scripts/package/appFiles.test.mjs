import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { programFiles } from "./appFiles.mjs";

/** @type {string[]} */
const folders = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** @param {Readonly<Record<string, string>>} files */
function folderWith(files) {
  const folder = mkdtempSync(path.join(tmpdir(), "seekline-files-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

it("takes the programs and all that they import, however it is written, and nothing else", () => {
  const folder = folderWith({
    "start.js": 'import{a}from"./chunks/a.js";await import("./main.js");',
    "main.js": "import(`./chunks/b.js`)",
    "chunks/a.js": "import'../chunks/c.js'",
    "chunks/b.js": 'export * from "./a.js"',
    "chunks/c.js": 'const text = "./nothing.js"',
    "bench.js": 'import "./chunks/d.js"',
    "chunks/d.js": "",
  });
  expect(programFiles(folder, ["start.js"])).toEqual([
    "chunks/a.js",
    "chunks/b.js",
    "chunks/c.js",
    "main.js",
    "start.js",
  ]);
});

it("fails when a program is not there", () => {
  expect(() => programFiles(folderWith({}), ["start.js"])).toThrow("start.js");
});
