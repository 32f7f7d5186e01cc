// The npm packages that are in what we ship: those that are bundled, ripgrep, and all that these need by the lock file, as
// far as it is installed here (it names ripgrep for every platform). More are named than end up in a bundle, never fewer.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../projectRoot.mjs";
import { bundledPackages } from "./bundledPackages.mjs";

/**
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence In the words of SPDX, as the package itself says.
 * @property {string | undefined} integrity As npm has it: `sha512-…` in base 64.
 * @property {string | undefined} repository
 * @property {readonly string[]} texts Its licence and notices, as they lie in it.
 *
 * @typedef {object} LockedPackage
 * @property {string} [integrity]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 */

const licenceFile = /^(licen[sc]e|notice|copying)/i;

/**
 * @param {string} [root]
 * @returns {readonly ShippedPackage[]} Sorted by name and version.
 */
export function shippedPackages(root = projectRoot) {
  /** @type {Record<string, LockedPackage>} */
  const locked = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;
  const roots = [...bundledPackages, ...Object.keys(locked[""]?.dependencies ?? {})];
  const found = [...neededPlaces(locked, roots)].flatMap((place) => {
    const folder = path.join(root, place);
    return existsSync(path.join(folder, "package.json")) ? [describePackage(folder, locked[place]?.integrity)] : [];
  });
  const once = new Map(found.map((shipped) => [`${shipped.name}@${shipped.version}`, shipped]));
  return [...once.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shipped]) => shipped);
}

/**
 * Where the packages lie and all that they need, as the lock file has it.
 * @param {Readonly<Record<string, LockedPackage>>} locked
 * @param {readonly string[]} roots
 * @returns {ReadonlySet<string>}
 */
function neededPlaces(locked, roots) {
  const places = new Set(roots.map((name) => `node_modules/${name}`));
  for (const place of places) {
    const { dependencies, optionalDependencies, peerDependencies } = locked[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const found = placeSeenFrom(locked, place, name);
      if (found !== undefined) places.add(found);
    }
  }
  return places;
}

/**
 * As Node looks for a package: below the one that asks, then beside it, and so on upwards.
 * @param {Readonly<Record<string, LockedPackage>>} locked
 * @param {string} place
 * @param {string} name
 * @returns {string | undefined} Undefined for an optional one that is not installed anywhere.
 */
function placeSeenFrom(locked, place, name) {
  const candidate = place === "" ? `node_modules/${name}` : `${place}/node_modules/${name}`;
  if (candidate in locked) return candidate;
  return place === ""
    ? undefined
    : placeSeenFrom(locked, place.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, ""), name);
}

/**
 * @param {string} folder
 * @param {string | undefined} integrity
 * @returns {ShippedPackage}
 */
function describePackage(folder, integrity) {
  const { name, version, license, repository } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const url = typeof repository === "string" ? repository : repository?.url;
  const files = readdirSync(folder).filter((file) => licenceFile.test(file));
  return {
    name,
    version,
    licence: typeof license === "string" ? license : (license?.type ?? "NOASSERTION"),
    integrity,
    repository: url,
    texts: files.sort().map((file) => readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n").trim()),
  };
}
