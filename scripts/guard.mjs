// `npm run guard -- --against REV`: is this checkout slower than another revision? Builds both, and lets `bench/guard` measure them.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { alone } from "./alone.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runBuilt } from "./runBuilt.mjs";
import { runProgram } from "./runProgram.mjs";

const at = process.argv.indexOf("--against");
const revision = at < 0 ? undefined : process.argv[at + 1];
// One at a time: two would measure each other.
await alone(path.join(projectRoot, ".cache/bench.lock"), async () => {
  if (revision !== undefined) process.argv.splice(at, 2, "--other", await builtAt(revision));
  await runBuilt("guard");
});

/**
 * A build of another revision, kept for the next time.
 * @param {string} revision
 * @returns {Promise<string>} Its command line.
 */
async function builtAt(revision) {
  const commit = git("rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`).toString().trim();
  const folder = path.join(projectRoot, ".cache/guard", commit.slice(0, 12));
  const program = path.join(folder, "out/main/cli.js");
  if (existsSync(path.join(folder, "out/inputs.sha256"))) return program;
  console.error(`Building ${revision} in ${folder} …`);
  rmSync(folder, { recursive: true, force: true });
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  execFileSync("tar", ["-x", "-C", unfinished], { input: git("archive", "--format=tar", commit) });
  renameSync(unfinished, folder);
  // The same packages need not be installed twice.
  const lock = (/** @type {string} */ root) => readFileSync(path.join(root, "package-lock.json"), "utf8");
  if (lock(folder) === lock(projectRoot))
    symlinkSync(path.join(projectRoot, "node_modules"), path.join(folder, "node_modules"));
  const { status } = await runProgram(process.execPath, ["scripts/build.mjs"], { cwd: folder, output: "stderr" });
  if (status !== 0) throw new Error(`${revision} could not be built; its messages are above.`);
  return program;
}

/**
 * @param {readonly string[]} args
 * @returns {Buffer}
 */
function git(...args) {
  return execFileSync("git", args, { cwd: projectRoot, maxBuffer: 2 ** 30 });
}
