// Makes `node_modules` fit `package-lock.json`, so that every command works in a fresh clone.
//
// npm keeps a lockfile of its own inside `node_modules`, written when an installation is complete. We compare it with ours
// and keep no record besides: whatever way someone installed, the answer is right.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { alone } from "./alone.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runNpm } from "./runNpm.mjs";

/**
 * @param {object} [settings]
 * @param {string} [settings.root]
 * @param {(args: readonly string[]) => Promise<{ status: number }>} [settings.npm]
 * @param {(sentence: string) => void} [settings.say]
 * @returns {Promise<void>}
 */
export async function ensureInstalled({ root = projectRoot, npm, say = console.error } = {}) {
  if (installCommand(root) === undefined) return;
  const run = npm ?? ((args) => runNpm(args, { cwd: root, output: "stderr" }));
  await alone(path.join(root, ".cache/install.lock"), async () => {
    // Again, because another process may have installed while we waited.
    const command = installCommand(root);
    if (command === undefined) return;
    say(`Installing what is missing (npm ${command}) …`);
    const { status } = await run([command, "--no-audit", "--no-fund"]);
    if (status !== 0) throw new Error(`npm ${command} failed with status ${status}; its messages are above.`);
  });
}

/**
 * The part of `package.json` and of npm's lockfiles that decides what has to be installed.
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 *
 * @typedef {{ [group in "dependencies" | "devDependencies" | "optionalDependencies"]?: Record<string, string> }} Manifest
 * @typedef {{ packages?: Record<string, LockedPackage & Manifest> }} Lockfile
 */

/**
 * The npm command that would complete the installation, or undefined when it is complete.
 * @param {string} root
 * @returns {"ci" | "install" | undefined}
 */
export function installCommand(root) {
  /** @type {Manifest} */
  const manifest = readJson(path.join(root, "package.json")) ?? {};
  /** @type {Lockfile | undefined} */
  const wanted = readJson(path.join(root, "package-lock.json"));
  /** @type {Lockfile | undefined} */
  const present = readJson(path.join(root, "node_modules/.package-lock.json"));
  if (wanted === undefined || !locksManifest(wanted, manifest)) return "install";
  return present !== undefined && holds(present, wanted) ? undefined : "ci";
}

/**
 * False when someone edited `package.json` and not the lockfile: `npm ci` would refuse.
 * @param {Lockfile} wanted
 * @param {Manifest} manifest
 * @returns {boolean}
 */
function locksManifest(wanted, manifest) {
  const locked = wanted.packages?.[""] ?? {};
  const groups = /** @type {const} */ (["dependencies", "devDependencies", "optionalDependencies"]);
  return groups.every((group) => isDeepStrictEqual(locked[group] ?? {}, manifest[group] ?? {}));
}

/**
 * @param {Lockfile} present
 * @param {Lockfile} wanted
 * @returns {boolean}
 */
function holds(present, wanted) {
  return Object.entries(wanted.packages ?? {}).every(([place, entry]) => {
    if (place === "") return true;
    const there = present.packages?.[place];
    // Optional packages are those of other platforms.
    if (there === undefined) return entry.optional === true || entry.devOptional === true;
    return there.version === entry.version && there.integrity === entry.integrity;
  });
}

/**
 * @param {string} file
 * @returns {any} Undefined when the file is missing.
 */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
