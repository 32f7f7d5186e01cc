// `npm test`: everything, from a fresh clone on. It ends in the slowest tests, what failed and, as the last line, how many
// passed and failed; a check or a build that fails counts as one failure, and the other stages run all the same where
// they can.

import { build } from "./build.mjs";
import { check } from "./check.mjs";
import { runE2eTests } from "./e2e.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { findElectron } from "./findElectron.mjs";
import { ensureLinuxNeeds } from "./installLinuxNeeds.mjs";
import { runAsProgram } from "./runAsProgram.mjs";
import { addCounts, exitStatus, formatCounts, formatFailures, formatSlowest, oneFailure } from "./testCounts.mjs";

/**
 * @returns {Promise<import("./testCounts.mjs").Counts>}
 */
async function testEverything() {
  await ensureInstalled();
  const electron = await findElectron();
  console.log(`Electron ${electron.version} (${electron.how}): ${electron.path}`);
  await ensureLinuxNeeds(electron.path);
  // Side by side: an app waits half of its time, and meanwhile unit tests go on.
  return addCounts(
    await Promise.all([
      countedOrFailed("the check", () => check(electron.path, { isBehindOthers: true })),
      countedOrFailed("the build or e2e", async () => {
        await build();
        return runE2eTests(electron.path);
      }),
    ]),
  );
}

/**
 * @param {string} name
 * @param {() => Promise<import("./testCounts.mjs").Counts>} stage
 * @returns {Promise<import("./testCounts.mjs").Counts>}
 */
async function countedOrFailed(name, stage) {
  try {
    return await stage();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.log(message);
    return oneFailure(name, message);
  }
}

await runAsProgram(import.meta.url, async () => {
  const counts = await countedOrFailed("the set-up", testEverything);
  console.log(formatSlowest(counts));
  if (counts.failed > 0) console.log(formatFailures(counts));
  console.log(formatCounts(counts));
  return exitStatus(counts);
});
