// The packages for Linux: an unpacked tree, a tarball of it, a .deb, and the source maps.

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../projectRoot.mjs";
import { runProgram } from "../../runProgram.mjs";
import { layOutSourceMaps } from "../appFiles.mjs";
import { bytesOf } from "../bytesOf.mjs";
import { namesOfPackages } from "../packageNames.mjs";
import { debianControl, makeDebianPackage } from "./debianPackage.mjs";
import { makeLinuxApp } from "./linuxApp.mjs";
import { layOutTree } from "./prefixTree.mjs";

/**
 * @param {import("../../electronLayout.mjs").FoundElectron} electron
 * @param {object} place
 * @param {string} place.packagesFolder
 * @param {boolean} place.unpackedOnly
 * @returns {Promise<readonly string[]>} What was made.
 */
export async function makeLinuxPackages(electron, { packagesFolder, unpackedOnly }) {
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
