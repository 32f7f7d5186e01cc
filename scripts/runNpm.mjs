import path from "node:path";
import { runProgram } from "./runProgram.mjs";

/**
 * Runs npm: the one that started us, else the one on the path. Its errors are shown even under `npm run --silent`, which
 * hands its silence down.
 * @param {readonly string[]} args
 * @param {{ cwd: string, output: "inherit" | "stderr" | "capture" }} settings
 * @returns {Promise<import("./runProgram.mjs").Outcome>}
 */
export function runNpm(args, { cwd, output }) {
  const allArgs = [...args, "--loglevel=error"];
  const running = process.env.npm_execpath;
  if (running !== undefined && path.basename(running) === "npm-cli.js") {
    return runProgram(process.execPath, [running, ...allArgs], { cwd, output });
  }
  // On Windows npm is a batch file, which only a shell can start.
  return runProgram("npm", allArgs, { cwd, output, shell: process.platform === "win32" });
}
