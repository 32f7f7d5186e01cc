// Which part of the tree may know which: imports run one way (ARCHITECTURE.md). A part may import itself, what is listed
// here for it, and npm packages; the rest is wrong. `imports.test.mjs` holds every import of the tree against these rules.

import { builtinModules } from "node:module";
import path from "node:path";

/**
 * @typedef {object} Part
 * @property {string} place A folder or a file. The longest one that fits counts.
 * @property {readonly string[]} may The parts it may import, the parts inside them included.
 * @property {boolean} [node] Runs on Node, and may import its modules.
 * @property {boolean} [electron] May import Electron.
 * @property {readonly string[]} [packages] The only packages it may import. Any, when not given.
 */

/** The engine's stages: bytes run through them in this order, and each knows only stages before it. */
const stages = [
  ...["source", "environment", "spool", "paging", "scanner", "formats", "index", "query"],
  ...[
    "group",
    "conversation",
    "items",
    "snapshot",
    "summary",
    "check",
    "library",
    "redaction",
    "export",
    "compare",
    "live",
  ],
].map((name) => `electron/engine/${name}`);

/** The page's folders. They meet only in the frame, which composes them, and stand on the controls they all use. */
const pageFolders = ["rows", "detail", "conversation", "overview", "facets"].map((name) => `renderer/${name}`);
const controls = "renderer/controls";
const errorLog = "electron/errorLog";

/** @type {readonly Part[]} */
const parts = [
  { place: "shared", may: [], packages: ["zod"] },
  // The log of unexpected errors, which every process writes.
  { place: errorLog, may: ["shared", "package.json"], node: true },
  { place: "electron/main", may: ["shared", errorLog], node: true, electron: true },
  // The packaged program is one or the other.
  { place: "electron/start", may: ["electron/main/main.ts", "electron/cli/cli.ts"], node: true },
  { place: "electron/preload", may: ["shared"], electron: true },
  ...stages.map((place, index) => ({ place, may: ["shared", ...stages.slice(0, index)], node: true })),
  { place: "electron/engine", may: ["shared"], node: true },
  { place: "electron/engine/utility.ts", may: ["shared", "electron/engine", errorLog], node: true, electron: true },
  { place: "electron/cli", may: ["shared", "electron/engine", errorLog, "package.json"], node: true },
  {
    place: "electron/testing",
    may: ["shared", "electron/engine", "electron/cli", "electron/main", "scripts/threadCodePlugin.mjs"],
    node: true,
  },
  { place: "bench", may: ["shared", "electron/engine", "electron/cli"], node: true },
  { place: "e2e", may: ["shared", "electron/cli", "electron/testing/peakGrowth.ts"], node: true, electron: true },
  { place: "e2e/package", may: ["e2e", "electron/testing/guideCommands.ts"], node: true, electron: true },
  { place: "e2e/soak", may: ["e2e", "bench/soak", "bench/picture.ts"], node: true, electron: true },
  { place: "renderer", may: ["shared"] },
  { place: "renderer/data", may: ["shared"] },
  { place: controls, may: ["shared"] },
  ...pageFolders.map((place) => ({ place, may: ["shared", "renderer/data", controls] })),
  { place: "renderer/frame", may: ["shared", "renderer/data", controls, ...pageFolders] },
  { place: "scripts", may: [], node: true, packages: [] },
  // These run only where packages are installed.
  { place: "scripts/threadCodePlugin.mjs", may: ["scripts"], node: true, packages: ["vite"] },
  { place: "scripts/compileCommandLine.mjs", may: ["scripts"], node: true, packages: ["vite"] },
  { place: "scripts/pictures.mjs", may: ["scripts"], node: true, packages: ["playwright"] },
  { place: "scripts/pictures", may: ["scripts"], node: true, packages: ["playwright"] },
  { place: "scripts/starts", may: ["scripts"], node: true, packages: ["playwright"] },
  { place: "scripts/icons.mjs", may: ["scripts"], node: true, packages: ["playwright"] },
  { place: "scripts/frames.mjs", may: ["scripts"], node: true, packages: ["playwright"] },
  {
    place: "scripts/package",
    may: ["scripts"],
    node: true,
    packages: ["@electron/asar", "@electron/fuses", "@electron/packager"],
  },
];

/** Tests may use any package and Node, and those of the engine whatever makes their inputs or drives it. */
const engineTestsMayUse = ["electron/engine", "electron/cli"];
/** Only tests may use it. */
const testSupport = "electron/testing";

/**
 * @param {string} importer Path from the project's root, with slashes.
 * @param {string} specifier As written in the import.
 * @returns {string | undefined} What is wrong with it.
 */
export function wrongImport(importer, specifier) {
  const part = partOf(importer);
  if (part === undefined) return `${importer} belongs to no part that the import rules know`;
  const isTest = /\.test\.[a-z]+$/.test(importer);
  const says = `${part.place} must not import`;

  if (specifier.startsWith(".")) {
    const target = path.posix.join(path.posix.dirname(importer), specifier.replace(/\?.*$/, ""));
    const allowed = [part.place, ...part.may, ...(isTest ? whatTestsMayUse(importer) : [])];
    return allowed.some((place) => isInside(target, place)) ? undefined : `${says} ${target}`;
  }
  if (specifier === "electron" || specifier.startsWith("electron/")) {
    return part.electron ? undefined : `${says} Electron`;
  }
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) {
    return part.node || isTest ? undefined : `${says} Node's ${specifier}`;
  }
  const mayUse = isTest || part.packages === undefined || part.packages.includes(packageOf(specifier));
  return mayUse ? undefined : `${says} the package ${packageOf(specifier)}`;
}

/**
 * @param {string} test
 * @returns {readonly string[]}
 */
function whatTestsMayUse(test) {
  if (engineTestsMayUse.some((place) => isInside(test, place))) return [...engineTestsMayUse, testSupport];
  return isInside(test, "electron") ? [testSupport] : [];
}

/**
 * @param {string} file
 * @returns {Part | undefined}
 */
function partOf(file) {
  return parts
    .filter(({ place }) => isInside(file, place))
    .sort((a, b) => b.place.length - a.place.length)
    .at(0);
}

/**
 * @param {string} file
 * @param {string} place
 * @returns {boolean}
 */
function isInside(file, place) {
  return file === place || file.startsWith(`${place}/`);
}

/**
 * @param {string} specifier
 * @returns {string} Such as "zod" for "zod/v4", "@scope/name" for "@scope/name/part".
 */
function packageOf(specifier) {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
