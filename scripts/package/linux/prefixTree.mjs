// The tree that both Linux packages are made of: what lies under /usr after the .deb, and under any prefix that the
// tarball is unpacked in. The launcher finds the app from where it lies itself.

import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { libraryPackages } from "../../linuxNeeds.mjs";
import { projectRoot } from "../../projectRoot.mjs";
import { iconFile, iconSizes } from "../icons.mjs";
import { desktopEntry, mimeTypes } from "./desktopFiles.mjs";

/** Where the app lies in the tree. */
export const appFolder = "lib/seekline";

/**
 * @param {string} tree
 * @param {string} app The unpacked app, which is moved into the tree.
 * @returns {void}
 */
export function layOutTree(tree, app) {
  mkdirSync(path.join(tree, "lib"), { recursive: true });
  renameSync(app, path.join(tree, appFolder));

  const launcher = readFileSync(path.join(projectRoot, "packaging/linux/seekline.sh"), "utf8");
  write(tree, "bin/seekline", launcher.replace("@LIBRARIES@", libraryPackages.join(" ")));
  chmodSync(path.join(tree, "bin/seekline"), 0o755);

  write(tree, "share/applications/seekline.desktop", desktopEntry());
  write(tree, "share/mime/packages/seekline.xml", mimeTypes());
  for (const size of iconSizes) copy(iconFile(size), tree, `share/icons/hicolor/${size}x${size}/apps/seekline.png`);
  const drawing = path.join(projectRoot, "packaging/icons/seekline.svg");
  copy(drawing, tree, "share/icons/hicolor/scalable/apps/seekline.svg");
  copy(path.join(projectRoot, "LICENSE"), tree, "share/doc/seekline/copyright");
  write(tree, "share/man/man1/seekline.1.gz", gzipSync(readFileSync(path.join(projectRoot, "docs/seekline.1"))));
  const guide = (/** @type {string} */ name) => path.join(tree, "share/doc/seekline", name);
  cpSync(path.join(projectRoot, "docs"), guide("docs"), { recursive: true, filter: isGuide });
  cpSync(path.join(projectRoot, "samples"), guide("samples"), { recursive: true });
  for (const [name, file] of completions) copy(path.join(projectRoot, "docs/completion", name), tree, file);
}

/**
 * Pages and pictures; what else is made in that folder has places of its own.
 * @param {string} file
 */
function isGuide(file) {
  return !file.endsWith(".1") && path.basename(file) !== "completion";
}

/** Where each shell looks for what completes a program's words. */
const completions = /** @type {const} */ ([
  ["seekline", "share/bash-completion/completions/seekline"],
  ["_seekline", "share/zsh/site-functions/_seekline"],
  ["seekline.fish", "share/fish/vendor_completions.d/seekline.fish"],
]);

/**
 * @param {string} tree
 * @param {string} name
 * @param {string | Buffer} contents
 */
function write(tree, name, contents) {
  mkdirSync(path.dirname(path.join(tree, name)), { recursive: true });
  writeFileSync(path.join(tree, name), contents);
}

/**
 * @param {string} from
 * @param {string} tree
 * @param {string} name
 */
function copy(from, tree, name) {
  mkdirSync(path.dirname(path.join(tree, name)), { recursive: true });
  copyFileSync(from, path.join(tree, name));
}
