// Builds all programs into `out/`, unless they are already built from exactly these sources.

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { alone } from "./alone.mjs";
import { hashBuildInputs } from "./buildInputs.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runAsProgram } from "./runAsProgram.mjs";
import { runProgram } from "./runProgram.mjs";

/**
 * @param {object} [settings]
 * @param {string} [settings.root]
 * @param {boolean} [settings.quiet] Says nothing unless the build fails, and then on standard error.
 * @returns {Promise<void>}
 */
export async function build({ root = projectRoot, quiet = false } = {}) {
  if (isBuilt(root)) return;
  await alone(path.join(root, ".cache/build.lock"), async () => {
    // Again, because another process may have built while we waited.
    if (isBuilt(root)) return;
    const inputs = hashBuildInputs(root);
    rmSync(recordOf(root), { force: true });
    const vite = path.join(root, "node_modules/electron-vite/bin/electron-vite.js");
    const { status, output } = await runProgram(process.execPath, [vite, "build"], {
      cwd: root,
      output: quiet ? "capture" : "inherit",
    });
    if (status !== 0) {
      process.stderr.write(output);
      throw new Error(`The build failed with status ${status}; its messages are above.`);
    }
    // Packages may not have been there when this was loaded.
    const { compileCommandLine } = await import("./compileCommandLine.mjs");
    await compileCommandLine(root);
    writeFileSync(recordOf(root), inputs);
  });
}

/**
 * Written when a build is complete: the hash of what it was made from.
 * @param {string} root
 * @returns {string}
 */
function recordOf(root) {
  return path.join(root, "out/inputs.sha256");
}

/**
 * @param {string} root
 * @returns {boolean}
 */
function isBuilt(root) {
  const record = recordOf(root);
  return existsSync(record) && readFileSync(record, "utf8") === hashBuildInputs(root);
}

await runAsProgram(import.meta.url, async () => {
  await ensureInstalled();
  await build();
  return 0;
});
