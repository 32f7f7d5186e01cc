// The npm packages that are in what we ship: the lock file's production tree, as far as it is installed here (it names
// ripgrep for every platform). More are named than are bundled, never fewer; a test holds the source maps against it.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../projectRoot.mjs";

/**
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence In the words of SPDX, as the package itself says.
 * @property {string | undefined} integrity As npm has it: `sha512-…` in base 64.
 * @property {string | undefined} repository
 * @property {readonly string[]} texts Its licence and notices, as they lie in it.
 */

const licenceFile = /^(licen[sc]e|notice|copying)/i;

/**
 * @param {string} [root]
 * @returns {readonly ShippedPackage[]} Sorted by name and version.
 */
export function shippedPackages(root = projectRoot) {
  /** @type {Record<string, { dev?: boolean, integrity?: string }>} */
  const locked = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;
  const places = Object.entries(locked).filter(([place, { dev }]) => place !== "" && dev !== true);
  const found = places.flatMap(([place, { integrity }]) => {
    const folder = path.join(root, place);
    return existsSync(path.join(folder, "package.json")) ? [describePackage(folder, integrity)] : [];
  });
  const once = new Map(found.map((shipped) => [`${shipped.name}@${shipped.version}`, shipped]));
  return [...once.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shipped]) => shipped);
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
