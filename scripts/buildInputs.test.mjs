import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { hashBuildInputs } from "./buildInputs.mjs";

/** @type {string} */
let root;
/** @type {string} */
let before;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "seekline-inputs-"));
  write("shared/rows.ts", "export const a = 1;");
  write("package.json", "{}");
  before = hashBuildInputs(root);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/**
 * @param {string} name
 * @param {string} content
 */
function write(name, content) {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), content);
}

it.each([
  ["a source changes", () => write("shared/rows.ts", "export const a = 2;")],
  ["a source is added", () => write("electron/engine/source/file.ts", "")],
  ["a source is renamed", () => rmSync(path.join(root, "shared/rows.ts"))],
  ["an AssemblyScript file changes", () => write("electron/engine/scanner/assembly/scanner.ts", "")],
  ["a style changes", () => write("renderer/frame/base.css", "")],
  ["the dependencies change", () => write("package-lock.json", "{}")],
  ["the build's configuration changes", () => write("electron.vite.config.ts", "")],
])("differs when %s", (_case, change) => {
  change();
  expect(hashBuildInputs(root)).not.toBe(before);
});

it.each([
  ["a test changes", () => write("shared/rows.test.ts", "")],
  ["only a time changes", () => utimesSync(path.join(root, "shared/rows.ts"), 1, 1)],
  ["something else changes", () => write("README.md", "")],
])("is the same when %s", (_case, change) => {
  change();
  expect(hashBuildInputs(root)).toBe(before);
});
