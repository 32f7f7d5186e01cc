// The app, unpacked: the files of an Electron folder under our name, with our archive, our fuses, and what is to be said of
// licences and parts.

import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createPackageWithOptions } from "@electron/asar";
import { layOutApp, unpacked } from "./appFiles.mjs";
import { billOfMaterials } from "./billOfMaterials.mjs";
import { setFuses } from "./fuses.mjs";
import { licencesText } from "./licences.mjs";
import { shippedPackages } from "./shippedPackages.mjs";

/**
 * @param {object} what
 * @param {string} what.electronFolder
 * @param {string} what.folder The app to be made.
 * @param {string} what.workFolder
 * @param {string} what.version Of Seekline.
 * @returns {Promise<void>}
 */
export async function makeLinuxApp({ electronFolder, folder, workFolder, version }) {
  cpSync(electronFolder, folder, { recursive: true });
  rmSync(path.join(folder, "resources/default_app.asar"), { force: true });
  // It would be another program's when it lies among others.
  renameSync(path.join(folder, "LICENSE"), path.join(folder, "LICENSE.electron.txt"));
  renameSync(path.join(folder, "electron"), path.join(folder, "seekline"));
  await setFuses(path.join(folder, "seekline"));

  const app = path.join(workFolder, "app");
  mkdirSync(app, { recursive: true });
  layOutApp(app);
  await createPackageWithOptions(app, path.join(folder, "resources/app.asar"), { unpackDir: unpacked });
  rmSync(app, { recursive: true });

  cpSync(path.join(import.meta.dirname, "../../LICENSE"), path.join(folder, "LICENSE"));
  const packages = shippedPackages();
  writeFileSync(path.join(folder, "THIRD-PARTY-LICENCES.txt"), licencesText(packages));
  const bill = billOfMaterials({ version, packages, runtime: process.versions });
  writeFileSync(path.join(folder, "sbom.cdx.json"), `${JSON.stringify(bill, undefined, 2)}\n`);
}
