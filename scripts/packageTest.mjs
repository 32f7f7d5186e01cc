// `npm run package:test [-- --made] [FILE …]`: makes the packages, and tests them as they are installed: `e2e/package`. With
// `--made` those that were made before. Not in `npm test`, since compressing 300 MB takes a minute or two.

import path from "node:path";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { findElectron } from "./findElectron.mjs";
import { ensureLinuxNeeds, ensurePrograms } from "./installLinuxNeeds.mjs";
import { hasDisplay } from "./linuxNeeds.mjs";
import { namesOfPackages } from "./package/packageNames.mjs";
import { makePackages } from "./package.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runAsProgram } from "./runAsProgram.mjs";
import { runProgram } from "./runProgram.mjs";

/** What a desktop has that opens files: the programs, and the Debian packages that hold them. */
const desktopPrograms = {
  gio: "libglib2.0-bin",
  "desktop-file-validate": "desktop-file-utils",
  "update-mime-database": "shared-mime-info",
  xdotool: "xdotool",
};

await runAsProgram(import.meta.url, async (args) => {
  if (process.platform !== "linux") throw new Error("Only Linux packages are made yet: docs/packages.md says more.");
  await ensureInstalled();
  const electron = await findElectron();
  await ensureLinuxNeeds(electron.path);
  await ensurePrograms(desktopPrograms);
  if (!args.includes("--made")) {
    const status = await makePackages();
    if (status !== 0) return status;
  }
  const { base, deb } = namesOfPackages(electron.how);
  const made = [base, `${base}.tar.gz`, deb].map((name) => path.join(projectRoot, "out/packages", name));
  const playwright = path.join(projectRoot, "node_modules/@playwright/test/cli.js");
  const config = path.join(projectRoot, "e2e/package/playwright.config.ts");
  const files = args.filter((arg) => arg !== "--made");
  const command = [process.execPath, playwright, "test", "--reporter=list", "--config", config, ...files];
  const [program = "", ...rest] = hasDisplay()
    ? command
    : ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", ...command];
  const { status } = await runProgram(program, rest, {
    cwd: projectRoot,
    env: { ...process.env, SEEKLINE_ELECTRON: electron.path, SEEKLINE_PACKAGES: JSON.stringify(made) },
  });
  return status;
});
