// The app, unpacked: the files of an Electron folder under our name, with our archive and our fuses.

import { cpSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { createPackageWithOptions } from "@electron/asar";
import { layOutApp, unpackedFor } from "../appFiles.mjs";
import { setFuses } from "../fuses.mjs";
import { writeTexts } from "../texts.mjs";

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
  // Ours comes under the same name.
  renameSync(path.join(folder, "LICENSE"), path.join(folder, "LICENSE.electron.txt"));
  renameSync(path.join(folder, "electron"), path.join(folder, "seekline"));
  await setFuses(path.join(folder, "seekline"));

  const app = path.join(workFolder, "app");
  mkdirSync(app, { recursive: true });
  layOutApp(app);
  const unpackDir = unpackedFor(process.platform, process.arch);
  await createPackageWithOptions(app, path.join(folder, "resources/app.asar"), { unpackDir });
  rmSync(app, { recursive: true });
  writeTexts(folder, version);
}
