// `npm test`: everything, from a fresh clone on. It ends in the slowest tests and, as the last line, how many passed and
// failed; a check or a build that fails counts as one failure, and the stages after it run all the same where they can.

import { build } from "./build.mjs";
import { check } from "./check.mjs";
import { runE2eTests } from "./e2e.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { findElectron } from "./findElectron.mjs";
import { ensureLinuxNeeds } from "./installLinuxNeeds.mjs";
import { runAsProgram } from "./runAsProgram.mjs";
import { addCounts, exitStatus, formatCounts, formatSlowest, oneFailure } from "./testCounts.mjs";

/**
 * @returns {Promise<import("./testCounts.mjs").Counts>}
 */
async function testEverything() {
  await ensureInstalled();
  const electron = await findElectron();
  console.log(`Electron ${electron.version} (${electron.how}): ${electron.path}`);
  await ensureLinuxNeeds(electron.path);
  return addCounts([
    await countedOrFailed(() => check(electron.path)),
    await countedOrFailed(async () => {
      await build();
      return runE2eTests(electron.path);
    }),
  ]);
}

/**
 * @param {() => Promise<import("./testCounts.mjs").Counts>} stage
 * @returns {Promise<import("./testCounts.mjs").Counts>}
 */
async function countedOrFailed(stage) {
  try {
    return await stage();
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    return oneFailure;
  }
}

await runAsProgram(import.meta.url, async () => {
  const counts = await countedOrFailed(testEverything);
  console.log(formatSlowest(counts));
  console.log(formatCounts(counts));
  return exitStatus(counts);
});
