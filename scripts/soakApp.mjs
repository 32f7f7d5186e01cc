// The app under load for hours (`e2e/soak`). What is sampled, the verdict and the pictures go to `.cache/soak/`.

import path from "node:path";
import { build } from "./build.mjs";
import { runE2eTests } from "./e2e.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { findElectron } from "./findElectron.mjs";
import { ensureLinuxNeeds } from "./installLinuxNeeds.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { exitStatus } from "./testCounts.mjs";

/**
 * @param {number} writes After each, the time is taken until its row is painted.
 * @param {number} rate Lines a second that are written meanwhile.
 */
export function soakPainted(writes, rate) {
  process.env.SEEKLINE_SOAK_WRITES = String(writes);
  process.env.SEEKLINE_SOAK_RATE = String(rate);
  return runInApp("painted.inside.ts");
}

/**
 * @param {{ readonly hours: number, readonly results: string | undefined }} wanted
 * @returns {Promise<number>} The exit status.
 */
export async function soakApp({ hours, results = path.join(projectRoot, ".cache/soak") }) {
  if (process.platform !== "linux") {
    console.error("What processes hold is read from /proc, which this system has not.");
    return 1;
  }
  process.env.SEEKLINE_SOAK_HOURS = String(hours);
  process.env.SEEKLINE_SOAK_RESULTS = path.resolve(results);
  return await runInApp("app.inside.ts");
}

/** @param {string} file Below `e2e/soak`. */
async function runInApp(file) {
  await ensureInstalled();
  const electron = await findElectron();
  await ensureLinuxNeeds(electron.path);
  await build();
  return exitStatus(await runE2eTests(electron.path, ["--config", path.join(projectRoot, "e2e/soak"), file]));
}
