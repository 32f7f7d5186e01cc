// `npm run package`: builds, and makes the packages of this platform from the Electron that `npm start` runs, into
// `out/packages/`. Nothing is fetched but what `npm start` fetches. The work is done on Electron's own Node, which the
// libraries for archives and fuses want newer than the oldest that builds the project.

import path from "node:path";
import { build } from "./build.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { findElectron } from "./findElectron.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runAsProgram } from "./runAsProgram.mjs";
import { runProgram } from "./runProgram.mjs";

/**
 * @param {readonly string[]} [args] Passed on to `package/makePackages.mjs`.
 * @returns {Promise<number>}
 */
export async function makePackages(args = []) {
  await ensureInstalled();
  const electron = await findElectron();
  await build();
  const program = path.join(projectRoot, "scripts/package/makePackages.mjs");
  const { status } = await runProgram(electron.path, [program, JSON.stringify(electron), ...args], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
  });
  return status;
}

await runAsProgram(import.meta.url, makePackages);
