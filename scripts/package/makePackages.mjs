// Makes the packages of this platform. Started by `scripts/package.mjs` on Electron's own Node.

import path from "node:path";
import { projectRoot } from "../projectRoot.mjs";
import { runAsProgram } from "../runAsProgram.mjs";
import { bytesOf } from "./bytesOf.mjs";
import { makeLinuxPackages } from "./linux/linuxPackages.mjs";
import { makeOtherPackages } from "./otherPackages.mjs";

const packagesFolder = path.join(projectRoot, "out/packages");

/**
 * @param {{ readonly platform: NodeJS.Platform, readonly arch: NodeJS.Architecture }} system
 * @param {object} what
 * @param {string} what.packagesFolder
 * @param {import("../electronLayout.mjs").FoundElectron} what.electron
 * @param {boolean} what.unpackedOnly
 */
function makeFor({ platform, arch }, { electron, ...place }) {
  if (platform === "linux") return makeLinuxPackages(electron, place);
  if ((platform === "darwin" || platform === "win32") && (arch === "x64" || arch === "arm64")) {
    return makeOtherPackages(electron, { ...place, platform, arch });
  }
  throw new Error(`There are no packages for ${platform} on ${arch}. The command line runs there: npm pack makes it.`);
}

await runAsProgram(import.meta.url, async ([found = "", ...args]) => {
  // Archives are files here, not folders.
  process.noAsar = true;
  const electron = JSON.parse(found);
  const unpackedOnly = args.includes("--unpacked");
  const made = await makeFor(process, { packagesFolder, electron, unpackedOnly });
  for (const place of made) {
    console.log(`${(bytesOf(place) / 1e6).toFixed(1).padStart(7)} MB  ${path.relative(projectRoot, place)}`);
  }
  return 0;
});
