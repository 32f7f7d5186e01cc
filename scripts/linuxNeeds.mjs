// What Electron needs from a Linux system: a display, and shared libraries that a bare server or container lacks.

import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";

/** Debian's and Ubuntu's names. Newer releases append "t64" to some of them. */
export const libraryPackages = ["libgtk-3-0", "libnss3", "libasound2", "libgbm1"];
/** What makes a display where there is none; `xvfb-run` needs the second. */
export const displayPackages = ["xvfb", "xauth"];
/** What gives a test a network of its own (`ip`). */
export const networkPackages = ["iproute2"];

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {boolean}
 */
export function hasDisplay(env = process.env) {
  return process.platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * The shared libraries that a program asks for and this system has not. Empty on other systems, and where `ldd` is
 * missing.
 * @param {string} program
 * @returns {readonly string[]}
 */
export function missingLibraries(program) {
  if (process.platform !== "linux") return [];
  const { stdout } = spawnSync("ldd", [program], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  return librariesNotFound(stdout ?? "");
}

/**
 * @param {string} lddOutput
 * @returns {readonly string[]}
 */
export function librariesNotFound(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library ?? "");
}

/**
 * @param {readonly string[]} libraries
 * @returns {string}
 */
export function missingLibrariesSentence(libraries) {
  const more = libraries.length > 3 ? ` and ${libraries.length - 3} more` : "";
  const named = `${libraries.slice(0, 3).join(", ")}${more}`;
  return `Electron needs shared libraries that this system has not (${named}). ${installSentence(libraryPackages)}`;
}

/**
 * @param {readonly string[]} packages
 * @returns {string}
 */
export function installSentence(packages) {
  return (
    `On Debian or Ubuntu: sudo apt-get install ${packages.join(" ")} ` +
    '(where one is not found, its name with "t64" appended). Elsewhere: the packages of the same libraries.'
  );
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {boolean} Whether a program of this name is on the path.
 */
export function hasProgram(name, env = process.env) {
  return (env.PATH ?? "").split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @returns {boolean} */
export function isRoot() {
  return process.getuid?.() === 0;
}
