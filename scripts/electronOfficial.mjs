// The first choice: Electron's own build, which the `electron` package downloads from GitHub (or the mirror that its
// environment variables name) on first use. Its installer does the work; we bound the time, so that a network which
// swallows packets costs seconds, and keep quiet unless something happens.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { electronIn } from "./electronLayout.mjs";
import { runProgram } from "./runProgram.mjs";

const probeLimitMs = 5_000;
/** Enough to unpack an archive that the installer finds in its cache. */
const unreachableLimitMs = 20_000;
/** About 110 MB over a slow line. */
const downloadLimitMs = 20 * 60_000;

/**
 * @typedef {{ found: import("./electronLayout.mjs").FoundElectron } | { found: undefined, reason: string }} Attempt
 */

/**
 * @param {object} place
 * @param {string} place.packageDir The installed `electron` package.
 * @param {NodeJS.Platform} place.platform
 * @returns {import("./electronLayout.mjs").FoundElectron | undefined}
 */
export function installedOfficialElectron({ packageDir, platform }) {
  const electron = electronIn(path.join(packageDir, "dist"), platform, "official");
  // The installer writes this file last.
  if (!existsSync(path.join(packageDir, "path.txt"))) return undefined;
  return electron?.version === packageVersion(packageDir) ? electron : undefined;
}

/**
 * @param {object} place
 * @param {string} place.packageDir
 * @param {NodeJS.Platform} place.platform
 * @param {NodeJS.ProcessEnv} place.env
 * @param {(sentence: string) => void} place.say
 * @returns {Promise<Attempt>}
 */
export async function downloadOfficialElectron({ packageDir, platform, env, say }) {
  if (!existsSync(path.join(packageDir, "install.js"))) {
    return { found: undefined, reason: `the electron package is not installed in ${packageDir}` };
  }
  say(`Fetching Electron ${packageVersion(packageDir)} (once, about 110 MB) …`);
  const limitMs = (await isReachable(env)) ? downloadLimitMs : unreachableLimitMs;
  const { status, output } = await runProgram(process.execPath, ["install.js"], {
    cwd: packageDir,
    env: { ...env, ELECTRON_GET_NO_PROGRESS: "1" },
    output: "capture",
    limitMs,
  });
  const found = status === 0 ? installedOfficialElectron({ packageDir, platform }) : undefined;
  return found === undefined ? { found, reason: firstLine(output) ?? "its installer gave no reason" } : { found };
}

/**
 * Any answer counts. The installer may go through a proxy that we do not speak: then we let it try.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<boolean>}
 */
async function isReachable(env) {
  if (env.ELECTRON_GET_USE_PROXY) return true;
  const mirror = env.npm_config_electron_mirror ?? env.NPM_CONFIG_ELECTRON_MIRROR ?? env.ELECTRON_MIRROR;
  try {
    const url = mirror ?? "https://github.com/electron/electron/releases";
    await fetch(url, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(probeLimitMs) });
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} packageDir
 * @returns {string | undefined}
 */
function packageVersion(packageDir) {
  const manifest = path.join(packageDir, "package.json");
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).version : undefined;
}

/**
 * @param {string} text
 * @returns {string | undefined}
 */
function firstLine(text) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "");
}
