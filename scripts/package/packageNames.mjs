// What packages are called. One made from anything but Electron's own download is for tests, and its name says so.

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
