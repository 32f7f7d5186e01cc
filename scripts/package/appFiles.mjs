// Which files of the build are the app. Everything is bundled, so that is what its programs import, the page, the sample
// and ripgrep; source maps stay outside.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../projectRoot.mjs";

/** `start.js` imports the app and the command line; the engine is started by its file. */
const programs = ["start.js", "engine.js"];

/**
 * ripgrep, which cannot be bundled, and cannot be started inside an archive.
 * @param {string} platform
 * @param {string} arch
 */
export function unpackedFor(platform, arch) {
  return `node_modules/@vscode/ripgrep-${platform}-${arch}`;
}

/**
 * Lays the app out in a folder, as it will lie in its archive.
 * @param {string} folder
 * @param {string} [root]
 * @returns {void}
 */
export function layOutApp(folder, root = projectRoot) {
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const files = [
    ...programFiles(path.join(root, "out/main"), programs).map((file) => `out/main/${file}`),
    "out/preload/preload.cjs",
    ...filesOf(path.join(root, "out/renderer"))
      .filter((file) => !file.endsWith(".map"))
      .map((file) => `out/renderer/${file}`),
    ...[
      "samples/weather-agent.jsonl",
      "LICENSE",
      "node_modules/@vscode/ripgrep",
      unpackedFor(process.platform, process.arch),
    ],
    ...["32", "128", "512"].map((size) => `packaging/icons/${size}.png`),
  ];
  for (const file of files) cpSync(path.join(root, file), path.join(folder, file), { recursive: true });
  const { name, version, description, license } = manifest;
  const packaged = {
    ...{ name, productName: "Seekline", version, description, license, type: "module" },
    ...{ main: "out/main/start.js", desktopName: "seekline.desktop" },
  };
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(packaged, undefined, 2)}\n`);
}

/**
 * The programs and all that they import, as paths from the folder, sorted.
 * @param {string} folder
 * @param {readonly string[]} entries
 * @returns {readonly string[]}
 */
export function programFiles(folder, entries) {
  const found = new Set(entries);
  for (const file of found) {
    const code = readFileSync(path.join(folder, file), "utf8");
    for (const [, specifier = ""] of code.matchAll(/["'`](\.{1,2}\/[^"'`\n]+\.js)["'`]/g)) {
      const imported = path.posix.join(path.posix.dirname(file), specifier);
      // Text that only looks like an import names nothing here.
      if (existsSync(path.join(folder, imported))) found.add(imported);
    }
  }
  return [...found].sort();
}

/**
 * @param {string} folder
 * @returns {readonly string[]} Paths from the folder, with slashes, sorted.
 */
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/**
 * The maps of all programs, for whoever reads a stack: beside the packages, since users have no use for them.
 * @param {string} folder
 * @param {string} [root]
 * @returns {void}
 */
export function layOutSourceMaps(folder, root = projectRoot) {
  mkdirSync(folder, { recursive: true });
  for (const file of filesOf(path.join(root, "out")).filter((name) => /^(main|renderer)\/.*\.map$/.test(name))) {
    cpSync(path.join(root, "out", file), path.join(folder, file));
  }
}
