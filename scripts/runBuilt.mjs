// Runs one of the programs that the build puts beside each other for plain Node. It runs in this very process: standard
// streams, signals and exit status are its own, and there is no second Node to wait for.

import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { whereTheUserStands } from "./whereTheUserStands.mjs";

/**
 * @param {string} name Such as "cli" for `out/main/cli.js`.
 * @returns {Promise<void>}
 */
export async function runBuilt(name) {
  const program = path.join(projectRoot, "out/main", `${name}.js`);
  try {
    await ensureInstalled();
    await build({ quiet: true });
    if (!existsSync(program)) throw new Error(`The build made no ${program}.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  process.chdir(whereTheUserStands());
  process.argv[1] = program;
  await import(pathToFileURL(program).href);
}
