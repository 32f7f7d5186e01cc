// What goes with every package for people to read: our licence, those of others, and the bill of materials.

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../projectRoot.mjs";
import { billOfMaterials } from "./billOfMaterials.mjs";
import { licencesText } from "./licences.mjs";
import { shippedPackages } from "./shippedPackages.mjs";

/**
 * @param {string} folder
 * @param {string} version Of Seekline.
 * @returns {readonly string[]} The files.
 */
export function writeTexts(folder, version) {
  mkdirSync(folder, { recursive: true });
  const packages = shippedPackages();
  const [licence, others, bill] = /** @type {const} */ (["LICENSE", "THIRD-PARTY-LICENCES.txt", "sbom.cdx.json"]);
  copyFileSync(path.join(projectRoot, licence), path.join(folder, licence));
  writeFileSync(path.join(folder, others), licencesText(packages));
  // The versions of Electron and its parts: it is what runs this.
  const materials = billOfMaterials({ version, packages, runtime: process.versions });
  writeFileSync(path.join(folder, bill), `${JSON.stringify(materials, undefined, 2)}\n`);
  return [licence, others, bill].map((name) => path.join(folder, name));
}
