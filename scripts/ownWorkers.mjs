// Starting a worker per test file takes longer than most files do, so files share a few. Those that change what belongs to
// the whole process (environment, working folder, functions of others) get one of their own, since what they leave
// behind would be found by the next file. Which files these are, their text says.

import { globSync, readFileSync } from "node:fs";
import path from "node:path";

const changesProcess =
  /\bvi\.(?:mock|doMock|stubEnv|stubGlobal|resetModules)\(|\bprocess\.(?:chdir|umask)\(|\bprocess\.env(?:\.\w+|\[[^\]]+\])? = |\bdelete process\.env\b/;

/**
 * @param {string} root
 * @param {string} tests A glob pattern.
 * @returns {readonly string[]} Paths below the root, with forward slashes.
 */
export function filesWithOwnWorker(root, tests) {
  return globSync(tests, { cwd: root, exclude: (name) => path.basename(name) === "node_modules" })
    .filter((file) => changesProcess.test(readFileSync(path.join(root, file), "utf8")))
    .map((file) => file.replaceAll(path.sep, "/"))
    .sort();
}
