// The .deb, by dpkg-deb. It has no scripts of its own: Debian's triggers see desktop entries, types of files and icons come
// and go, so nothing is left behind when it is removed.

import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { libraryPackages } from "../../linuxNeeds.mjs";
import { runProgram } from "../../runProgram.mjs";
import { appFolder } from "./prefixTree.mjs";

/**
 * @param {object} what
 * @param {string} what.tree The prefix tree.
 * @param {string} what.file The .deb to be made.
 * @param {string} what.workFolder
 * @param {string} what.control The text of DEBIAN/control.
 * @returns {Promise<void>}
 */
export async function makeDebianPackage({ tree, file, workFolder, control }) {
  const root = path.join(workFolder, "deb");
  mkdirSync(path.join(root, "DEBIAN"), { recursive: true });
  cpSync(tree, path.join(root, "usr"), { recursive: true });
  // Chromium's sandbox for kernels that let no user make a namespace; Chromium asks for exactly this mode.
  chmodSync(path.join(root, "usr", appFolder, "chrome-sandbox"), 0o4755);
  writeFileSync(path.join(root, "DEBIAN/control"), control);
  // gzip: xz makes it a fifth smaller and takes minutes.
  const { status, output } = await runProgram("dpkg-deb", ["--root-owner-group", "-Zgzip", "--build", root, file], {
    output: "capture",
  });
  rmSync(root, { recursive: true });
  if (status !== 0) throw new Error(`dpkg-deb could not make ${path.basename(file)}: ${output.trim()}`);
}

/**
 * @param {object} what
 * @param {string} what.name
 * @param {string} what.version
 * @param {string} what.architecture In Debian's words.
 * @param {number} what.bytes When installed.
 * @param {string} what.description
 * @returns {string}
 */
export function debianControl({ name, version, architecture, bytes, description }) {
  // Newer releases call some of them so, since their times have 64 bits.
  const libraries = libraryPackages.map((library) => `${library} | ${library}t64`);
  const other = name === "seekline" ? "seekline-unofficial" : "seekline";
  return `Package: ${name}
Version: ${version}
Architecture: ${architecture}
Maintainer: The Seekline authors <seekline@localhost>
Installed-Size: ${Math.ceil(bytes / 1024)}
Depends: ${libraries.join(", ")}
Recommends: xdg-utils, shared-mime-info, desktop-file-utils, hicolor-icon-theme
Conflicts: ${other}
Replaces: ${other}
Section: devel
Priority: optional
Description: ${description}
`;
}
