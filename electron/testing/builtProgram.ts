// The command line as it is built, and the Node that it is built and packed for: that of who runs the tests.

import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { madeOnce } from "./madeOnce.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** `scripts/unit.mjs` says which Node runs it; tests run on that in Electron. */
export const installedNode = process.env.SEEKLINE_NODE ?? "node";

/**
 * Builds where that was not done of these sources, once for all test files; gives the path of the program. It lies apart, as if
 * it was installed without the app, and stays the same when something else is built meanwhile.
 */
export async function builtProgram(): Promise<string> {
  const folder = await madeOnce("built", async (made) => {
    await promisify(execFile)(installedNode, [path.join(root, "scripts/build.mjs")]);
    for (const part of ["cli.cjs", "cli.js", "chunks", "compiled"]) {
      fs.cpSync(path.join(root, "out/main", part), path.join(made, "out/main", part), {
        recursive: true,
        filter: (file) => !file.endsWith(".map"),
      });
    }
  });
  return path.join(folder, "out/main/cli.cjs");
}
