// `npm run unit [-- FILE …]`: Vitest, on the Node inside Electron. So unit tests run on the Node that ships, and the
// system's own may be older than Vitest asks for.

import { rmSync } from "node:fs";
import path from "node:path";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { findElectron } from "./findElectron.mjs";
import { missingLibraries, missingLibrariesSentence } from "./linuxNeeds.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runAsProgram } from "./runAsProgram.mjs";
import { runProgram } from "./runProgram.mjs";
import { countsFrom, exitStatus, vitestCounts } from "./testCounts.mjs";

/** What lets others go first, where the system knows it: they take whatever the end-to-end tests leave, which wait for their windows. */
const behindOthers = process.platform === "win32" ? [] : ["nice", "-n", "5"];

/**
 * @param {string} electronPath
 * @param {readonly string[]} [args] Passed on to Vitest.
 * @param {{ readonly isBehindOthers?: boolean }} [settings]
 * @returns {Promise<import("./testCounts.mjs").Counts>}
 */
export async function runUnitTests(electronPath, args = [], { isBehindOthers = false } = {}) {
  const libraries = missingLibraries(electronPath);
  if (libraries.length > 0) throw new Error(missingLibrariesSentence(libraries));

  // A name of its own, since another run may be under way in this checkout.
  const report = path.join(projectRoot, `.cache/unit-${process.pid}.json`);
  const vitest = path.join(projectRoot, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const command = [...(isBehindOthers ? behindOthers : []), electronPath, vitest, "run", ...reporters, ...args];
  const [program = "", ...rest] = command;
  const { status } = await runProgram(program, rest, {
    cwd: projectRoot,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", SEEKLINE_NODE: process.execPath },
  });
  const counts = countsFrom(report, status, vitestCounts);
  rmSync(report, { force: true });
  return counts;
}

await runAsProgram(import.meta.url, async (args) => {
  await ensureInstalled();
  const electron = await findElectron();
  return exitStatus(await runUnitTests(electron.path, args));
});
