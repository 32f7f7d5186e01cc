// `npm run faults [-- --seed N] [--plans N] [--first N] [--stage NAME]`: stages that read and write files, while a seeded plan
// spoils them (electron/testing/faults). `npm test` runs a few plans of each stage; this runs as many as it is told.

import { parseArgs } from "node:util";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { findElectron } from "./findElectron.mjs";
import { runAsProgram } from "./runAsProgram.mjs";
import { exitStatus } from "./testCounts.mjs";
import { runUnitTests } from "./unit.mjs";

await runAsProgram(import.meta.url, async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: "string", default: String(Date.now() % 1_000_000_007) },
      /** For each stage. */
      plans: { type: "string", default: "100" },
      /** The number of the first plan. */
      first: { type: "string", default: "0" },
      /** Stages whose name holds this. */
      stage: { type: "string", default: "" },
    },
  });
  await ensureInstalled();
  const electron = await findElectron();
  process.env.SEEKLINE_SEED = values.seed;
  process.env.SEEKLINE_PLANS = values.plans;
  process.env.SEEKLINE_FIRST_PLAN = values.first;
  process.env.SEEKLINE_STAGE = values.stage;
  return exitStatus(await runUnitTests(electron.path, ["electron/testing/faults/faults.test.ts"]));
});
