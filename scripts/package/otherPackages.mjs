// Packages for macOS and Windows, by @electron/packager: an app, and a zip of it. Made on the platform itself, from the
// Electron that `npm start` runs there.

import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { packager } from "@electron/packager";
import { folderOfElectron } from "../electronLayout.mjs";
import { projectRoot } from "../projectRoot.mjs";
import { runProgram } from "../runProgram.mjs";
import { layOutApp } from "./appFiles.mjs";
import { setFuses } from "./fuses.mjs";
import { icnsFile, icoFile } from "./icons.mjs";
import { namesOfPackages } from "./packageNames.mjs";
import { packagerOptions, registerScript, zipCommand } from "./packagerOptions.mjs";
import { writeTexts } from "./texts.mjs";

/**
 * @param {import("../electronLayout.mjs").FoundElectron} electron
 * @param {object} place
 * @param {string} place.packagesFolder
 * @param {"darwin" | "win32"} place.platform
 * @param {"x64" | "arm64"} place.arch
 * @param {boolean} place.unpackedOnly
 * @returns {Promise<readonly string[]>} What was made.
 */
export async function makeOtherPackages(electron, { packagesFolder, platform, arch, unpackedOnly }) {
  const { version } = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8"));
  const names = namesOfPackages(electron.how);
  mkdirSync(packagesFolder, { recursive: true });
  const workFolder = mkdtempSync(path.join(packagesFolder, ".making-"));
  try {
    const electronZips = path.join(workFolder, "electron");
    mkdirSync(electronZips);
    const zipName = `electron-v${electron.version}-${platform}-${arch}.zip`;
    await zip(platform, {
      folder: folderOfElectron(electron.path, platform),
      file: path.join(electronZips, zipName),
      withFolder: false,
    });

    const app = path.join(workFolder, "app");
    mkdirSync(app);
    layOutApp(app);
    const icon = path.join(workFolder, platform === "darwin" ? "seekline.icns" : "seekline.ico");
    writeFileSync(icon, platform === "darwin" ? icnsFile() : icoFile());
    const texts = writeTexts(path.join(workFolder, "texts"), version);
    const isSigned = process.env.SEEKLINE_SIGN === "1";
    const options = {
      platform,
      arch,
      version,
      electronVersion: electron.version,
      electronZips,
      app,
      icon,
      texts,
      isSigned,
    };
    const [made = ""] = await packager(packagerOptions({ ...options, out: path.join(workFolder, "out") }));

    const program = path.join(made, platform === "darwin" ? "Seekline.app" : "Seekline.exe");
    await setFuses(program);
    if (platform === "win32") writeFileSync(path.join(made, "register.ps1"), registerScript());
    const target = path.join(packagesFolder, names.base);
    rmSync(target, { recursive: true, force: true });
    renameSync(made, target);
    if (unpackedOnly) return [target];
    const file = `${target}.zip`;
    rmSync(file, { force: true });
    const folder = platform === "darwin" ? path.join(target, "Seekline.app") : target;
    await zip(platform, { folder, file, withFolder: true });
    return [target, file];
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/**
 * @param {"darwin" | "win32"} platform
 * @param {{ readonly folder: string, readonly file: string, readonly withFolder: boolean }} what
 */
async function zip(platform, what) {
  const [program, ...words] = zipCommand(platform, what);
  const { status, output } = await runProgram(program, words, { output: "capture" });
  if (status !== 0) throw new Error(`${program} could not make ${path.basename(what.file)}: ${output.trim()}`);
}
