// `npm run fuzz [-- --minutes N] [--seed N] [--target NAME]`: input made by machine for everything that takes some from others
// (electron/testing/fuzz). `npm test` runs one round; this goes on for as long as it is told. SEEKLINE_CORPUS names a folder of
// real transcripts to begin with.

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
      minutes: { type: "string", default: "10" },
      seed: { type: "string", default: String(Date.now() % 1_000_000_007) },
      /** Targets whose name holds this. */
      target: { type: "string", default: "" },
    },
  });
  await ensureInstalled();
  const electron = await findElectron();
  process.env.SEEKLINE_FUZZ_MINUTES = values.minutes;
  process.env.SEEKLINE_SEED = values.seed;
  process.env.SEEKLINE_TARGET = values.target;
  return exitStatus(await runUnitTests(electron.path, ["electron/testing/fuzz/fuzz.test.ts"]));
});
