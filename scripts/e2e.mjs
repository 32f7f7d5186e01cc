// `npm run e2e [-- FILE …]`: Playwright drives the built app in real Electron, in a virtual display where there is none.

import { randomUUID } from "node:crypto";
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
import { addCounts, countsFrom, exitStatus, playwrightCounts } from "./testCounts.mjs";

/** Screens side by side: an app waits half of its time, so two fill two cores. */
const mostScreens = 2;

/**
 * Without arguments, all tests: in parts, each in a virtual display of its own, since windows of one display share the
 * focus and the clipboard. Where there is a display, in that one.
 * @param {string} electronPath
 * @param {readonly string[]} [args] Passed on to Playwright.
 * @returns {Promise<import("./testCounts.mjs").Counts>}
 */
export async function runE2eTests(electronPath, args = []) {
  if (hasDisplay()) return runPart(electronPath, [], args);
  const parts = args.length > 0 ? 1 : mostScreens;
  const numbers = Array.from({ length: parts }, (_, index) => index + 1);
  return addCounts(
    await Promise.all(
      numbers.map((number) => {
        // Numbers far apart: a search for a free one that begins where another one does may find the same.
        const virtualDisplay = ["xvfb-run", "-a", "-n", String(100 * number), "-s", "-screen 0 1600x1000x24"];
        const part = parts === 1 ? [] : [`--shard=${number}/${parts}`, `--output=test-results/${number}`];
        return runPart(electronPath, virtualDisplay, [...part, ...args]);
      }),
    ),
  );
}

/**
 * @param {string} electronPath
 * @param {readonly string[]} through What runs the command, with its arguments; nothing, when empty.
 * @param {readonly string[]} args
 */
async function runPart(electronPath, through, args) {
  // A name of its own, since another run may be under way in this checkout.
  const report = path.join(projectRoot, `.cache/e2e-${randomUUID()}.json`);
  const playwright = path.join(projectRoot, "node_modules/@playwright/test/cli.js");
  const command = [...through, process.execPath, playwright, "test", "--reporter=list,json", ...args];
  const [program = "", ...rest] = command;
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
