import { existsSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Runs a script's work when the script is the program that was started, and does nothing when another imports it. What
 * the work throws is shown as its sentence, without a stack, since these errors tell the user what to do.
 * @param {string} moduleUrl The script's `import.meta.url`.
 * @param {(args: readonly string[]) => Promise<number>} work Gives the exit status.
 * @returns {Promise<void>}
 */
export async function runAsProgram(moduleUrl, work) {
  const started = process.argv[1];
  const isStarted = started !== undefined && existsSync(started) && realpathSync(started) === fileURLToPath(moduleUrl);
  if (!isStarted) return;
  try {
    process.exitCode = await work(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
