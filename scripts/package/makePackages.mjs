// Makes the packages of this platform. Started by `scripts/package.mjs` on Electron's own Node.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../projectRoot.mjs";
import { runAsProgram } from "../runAsProgram.mjs";
import { runProgram } from "../runProgram.mjs";
import { filesOf, layOutSourceMaps } from "./appFiles.mjs";
import { debianControl, makeDebianPackage } from "./linux/debianPackage.mjs";
import { layOutTree } from "./linux/prefixTree.mjs";
import { makeLinuxApp } from "./makeApp.mjs";
import { namesOfPackages } from "./packageNames.mjs";

const packagesFolder = path.join(projectRoot, "out/packages");

/**
 * @param {import("../electronLayout.mjs").FoundElectron} electron
 * @param {{ readonly unpackedOnly: boolean }} settings
 * @returns {Promise<readonly string[]>} What was made.
 */
async function makeLinuxPackages(electron, { unpackedOnly }) {
  const { version, description } = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8"));
  const names = namesOfPackages(electron.how);
  mkdirSync(packagesFolder, { recursive: true });
  const workFolder = mkdtempSync(path.join(packagesFolder, ".making-"));
  try {
    const app = path.join(workFolder, "unpacked");
    await makeLinuxApp({ electronFolder: path.dirname(electron.path), folder: app, workFolder, version });
    const tree = path.join(packagesFolder, names.base);
    rmSync(tree, { recursive: true, force: true });
    layOutTree(tree, app);
    if (unpackedOnly) return [tree];

    const tarball = `${tree}.tar.gz`;
    await makeTarball(tarball, packagesFolder, names.base);
    const deb = path.join(packagesFolder, names.deb);
    const control = debianControl({
      name: names.debianName,
      version,
      architecture: names.debianArchitecture,
      bytes: bytesOf(tree),
      description,
    });
    await makeDebianPackage({ tree, file: deb, workFolder, control });
    const mapsName = `${names.base}-source-maps`;
    layOutSourceMaps(path.join(workFolder, mapsName));
    const maps = path.join(packagesFolder, `${mapsName}.tar.gz`);
    await makeTarball(maps, workFolder, mapsName);
    return [tree, tarball, deb, maps];
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/**
 * Of a folder, owned by nobody in particular.
 * @param {string} file
 * @param {string} parent
 * @param {string} name
 */
async function makeTarball(file, parent, name) {
  const args = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "-czf", file, "-C", parent, name];
  const { status, output } = await runProgram("tar", args, { output: "capture" });
  if (status !== 0) throw new Error(`tar could not make ${path.basename(file)}: ${output.trim()}`);
}

/**
 * @param {string} place A file, or a folder with all in it.
 * @returns {number}
 */
function bytesOf(place) {
  if (statSync(place).isFile()) return statSync(place).size;
  return filesOf(place).reduce((sum, file) => sum + statSync(path.join(place, file)).size, 0);
}

await runAsProgram(import.meta.url, async ([electron = "", ...args]) => {
  // Archives are files here, not folders.
  process.noAsar = true;
  if (process.platform !== "linux") {
    throw new Error(`Packages for ${process.platform} are not made yet: docs/packages.md says what there is.`);
  }
  const made = await makeLinuxPackages(JSON.parse(electron), { unpackedOnly: args.includes("--unpacked") });
  for (const place of made) {
    console.log(`${(bytesOf(place) / 1e6).toFixed(1).padStart(7)} MB  ${path.relative(projectRoot, place)}`);
  }
  return 0;
});
