// `npm run check`: what a change should pass before it is shown to anyone. Biome, types, unit tests; no window.

import { checkSources } from "./checkSources.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { findElectron } from "./findElectron.mjs";
import { runAsProgram } from "./runAsProgram.mjs";
import { addCounts, exitStatus, formatCounts } from "./testCounts.mjs";
import { runUnitTests } from "./unit.mjs";

/**
 * @param {string} electronPath
 * @param {{ readonly isBehindOthers?: boolean }} [settings] Of the unit tests.
 * @returns {Promise<import("./testCounts.mjs").Counts>}
 */
export async function check(electronPath, settings) {
  return addCounts([await checkSources(), await runUnitTests(electronPath, [], settings)]);
}

await runAsProgram(import.meta.url, async () => {
  await ensureInstalled();
  const electron = await findElectron();
  const counts = await check(electron.path);
  console.log(formatCounts(counts));
  return exitStatus(counts);
});
