// `npm run e2e [-- FILE …]`: Playwright drives the built app in real Electron, in a virtual display where there is none.

import { rmSync } from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { findElectron } from "./findElectron.mjs";
import { ensureLinuxNeeds } from "./installLinuxNeeds.mjs";
import { hasDisplay } from "./linuxNeeds.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runAsProgram } from "./runAsProgram.mjs";
import { runProgram } from "./runProgram.mjs";
import { countsFrom, exitStatus, playwrightCounts } from "./testCounts.mjs";

/**
 * @param {string} electronPath
 * @param {readonly string[]} [args] Passed on to Playwright.
 * @returns {Promise<import("./testCounts.mjs").Counts>}
 */
export async function runE2eTests(electronPath, args = []) {
  // A name of its own, since another run may be under way in this checkout.
  const report = path.join(projectRoot, `.cache/e2e-${process.pid}.json`);
  const playwright = path.join(projectRoot, "node_modules/@playwright/test/cli.js");
  const command = [process.execPath, playwright, "test", "--reporter=list,json", ...args];
  const virtualDisplay = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"];
  const [program = "", ...rest] = hasDisplay() ? command : [...virtualDisplay, ...command];
  const { status } = await runProgram(program, rest, {
    cwd: projectRoot,
    env: { ...process.env, SEEKLINE_ELECTRON: electronPath, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const counts = countsFrom(report, status, playwrightCounts);
  rmSync(report, { force: true });
  return counts;
}

await runAsProgram(import.meta.url, async (args) => {
  await ensureInstalled();
  const electron = await findElectron();
  await ensureLinuxNeeds(electron.path);
  await build();
  return exitStatus(await runE2eTests(electron.path, args));
});
