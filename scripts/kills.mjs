// `npm run kills [-- --times 200] [--seed N]`: programs that are killed at random changes to the file system, so many times for each
// thing that they do (indexing, going on with an index, exporting, receiving, serving). `npm test` does a few in order. With `--app` it is the
// app's main process that is killed, with `--engine` the app's engine, so many times in all, while it indexes, exports and follows.

import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { runE2eTests } from "./e2e.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { findElectron } from "./findElectron.mjs";
import { ensureLinuxNeeds } from "./installLinuxNeeds.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runAsProgram } from "./runAsProgram.mjs";
import { exitStatus } from "./testCounts.mjs";
import { timesToKill } from "./timesToKill.mjs";
import { runUnitTests } from "./unit.mjs";

/** The tests want to see some programs die: of fewer, too many may lie behind the end of one. */
const fewestOfPrograms = 20;

await runAsProgram(import.meta.url, async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      times: { type: "string", default: "200" },
      app: { type: "boolean", default: false },
      engine: { type: "boolean", default: false },
      seed: { type: "string", default: String(Date.now() % 1_000_000_007) },
    },
  });
  const isApp = values.app || values.engine;
  const times = timesToKill(values.times, isApp ? 1 : fewestOfPrograms);
  if (times === undefined) {
    const fewest = isApp
      ? ""
      : `, ${fewestOfPrograms} or more: fewer say nothing of a program that makes hundreds of calls`;
    console.error(`--times ${values.times}: a whole number is needed${fewest}.`);
    return 2;
  }
  await ensureInstalled();
  const electron = await findElectron();
  process.env.SEEKLINE_KILLS = String(times);
  process.env.SEEKLINE_SEED = values.seed;
  console.log(`seed ${values.seed}`);
  const files = [...(values.app ? ["main.inside.ts"] : []), ...(values.engine ? ["engine.inside.ts"] : [])];
  if (files.length > 0) {
    await ensureLinuxNeeds(electron.path);
    await build();
    return exitStatus(await runE2eTests(electron.path, ["--config", path.join(projectRoot, "e2e/kills"), ...files]));
  }
  const tests = ["killed", "receiverKilled", "serverKilled"].map((name) => `electron/cli/${name}.test.ts`);
  return exitStatus(await runUnitTests(electron.path, tests));
});
