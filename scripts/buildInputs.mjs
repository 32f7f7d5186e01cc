// What the build depends on, as one hash. Contents and not times, since a fresh clone, a branch switch or a copy gives
// every file a new time; a few hundred small files are read in milliseconds.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const folders = ["shared", "electron", "renderer", "bench"];
const files = [
  "package.json",
  "package-lock.json",
  "electron.vite.config.ts",
  "tsconfig.base.json",
  "tsconfig.renderer.json",
  "scripts/assemblyScriptPlugin.mjs",
  "scripts/buildHashPlugin.mjs",
  "scripts/compileAssemblyScript.mjs",
  "scripts/compileCommandLine.mjs",
  "scripts/loadedTogether.mjs",
];
const tests = /\.test\.tsx?$/;

/**
 * @param {string} root
 * @returns {string}
 */
export function hashBuildInputs(root) {
  const hash = createHash("sha256");
  for (const name of [...files, ...folders.flatMap((folder) => sourcesUnder(root, folder))]) {
    const file = path.join(root, name);
    if (!existsSync(file)) continue;
    const contents = readFileSync(file);
    hash.update(JSON.stringify([name, contents.length])).update(contents);
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {readonly string[]} Relative paths, sorted.
 */
function sourcesUnder(root, folder) {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !tests.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}
