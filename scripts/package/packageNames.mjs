// What packages are called. One made from anything but Electron's own download is for tests, and its name says so.

import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../projectRoot.mjs";

/** Ends the names of packages that are not to be given to anybody. */
export const unofficialMark = "-unofficial";

/** Debian's words for Node's. */
const debianArchitectures = /** @type {Readonly<Record<string, string>>} */ ({
  x64: "amd64",
  arm64: "arm64",
  arm: "armhf",
});

/**
 * @param {object} what
 * @param {string} what.version Of Seekline.
 * @param {string} what.platform
 * @param {string} what.arch
 * @param {import("../electronLayout.mjs").FoundElectron["how"]} what.how Where Electron came from.
 */
export function packageNames({ version, platform, arch, how }) {
  const mark = how === "official" ? "" : unofficialMark;
  const debianArchitecture = debianArchitectures[arch] ?? arch;
  return {
    /** Of the unpacked app, and of archives before their suffix. */
    base: `seekline-${version}-${platform}-${arch}${mark}`,
    deb: `seekline_${version}_${debianArchitecture}${mark}.deb`,
    /** What dpkg knows it by. */
    debianName: `seekline${mark}`,
    debianArchitecture,
  };
}

/**
 * @param {string} fileName
 * @returns {boolean} Whether it may be released.
 */
export function isOfficialName(fileName) {
  return !fileName.includes(unofficialMark);
}

/**
 * The names of what is made here of this version.
 * @param {import("../electronLayout.mjs").FoundElectron["how"]} how
 */
export function namesOfPackages(how) {
  const { version } = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8"));
  return packageNames({ version, platform: process.platform, arch: process.arch, how });
}
