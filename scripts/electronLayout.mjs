// How an unpacked Electron lies on disk: a folder with the executable and a file that says its version.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * @typedef {object} FoundElectron
 * @property {string} path The executable, absolute.
 * @property {"override" | "official" | "registry"} how
 * @property {string} version Such as "45.3.4".
 */

/** @type {Partial<Record<NodeJS.Platform, string>>} */
const executables = {
  darwin: "Electron.app/Contents/MacOS/Electron",
  win32: "electron.exe",
};

/**
 * The Electron that lies in a folder; undefined when there is none.
 * @param {string} folder
 * @param {NodeJS.Platform} platform
 * @param {FoundElectron["how"]} how
 * @returns {FoundElectron | undefined}
 */
export function electronIn(folder, platform, how) {
  const executable = path.resolve(folder, executables[platform] ?? "electron");
  const versionFile = path.join(folder, "version");
  if (!existsSync(executable)) return undefined;
  const version = existsSync(versionFile) ? readFileSync(versionFile, "utf8").trim().replace(/^v/, "") : "unknown";
  return { path: executable, how, version };
}

/**
 * The folder that an executable of Electron belongs to: `electronIn` turned round.
 * @param {string} executable
 * @param {NodeJS.Platform} platform
 * @returns {string}
 */
export function folderOfElectron(executable, platform) {
  const below = (executables[platform] ?? "electron").split("/");
  return path.join(executable, ...below.map(() => ".."));
}
