// Biome and the type checks: all at once, since each is short and none needs another. What a check prints is shown in one
// piece when it ends.

import { readdirSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./projectRoot.mjs";
import { runProgram } from "./runProgram.mjs";
import { addCounts, noCounts, oneFailure } from "./testCounts.mjs";

/**
 * @param {string} [root]
 * @returns {Promise<import("./testCounts.mjs").Counts>} Only failures count: a check is no test.
 */
export async function checkSources(root = projectRoot) {
  const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const checks = [
    { name: "Biome", args: [biome, "check", "--error-on-warnings", "."] },
    ...typeScriptProjects(root).map((project) => ({ name: `Types: ${project}`, args: [tsc, "-p", project] })),
  ];
  const outcomes = await Promise.all(
    checks.map(async ({ name, args }) => {
      const { status, output } = await runProgram(process.execPath, args, { cwd: root, output: "capture" });
      console.log(`${status === 0 ? "✓" : "✗"} ${name}${status === 0 ? "" : `\n${output}`}`);
      return status === 0 ? noCounts : oneFailure(name, output);
    }),
  );
  return addCounts(outcomes);
}

/**
 * One tsconfig per environment; `tsconfig.json` itself only lists them for editors.
 * @param {string} root
 * @returns {readonly string[]}
 */
function typeScriptProjects(root) {
  return readdirSync(root).filter((name) => /^tsconfig\..+\.json$/.test(name) && name !== "tsconfig.base.json");
}
