// Runs one program to its end. What it prints goes where the caller says, because several of our scripts promise that
// their standard output holds nothing but an answer.

import { spawn } from "node:child_process";
import { constants } from "node:os";

/**
 * @typedef {object} Outcome
 * @property {number} status Exit status; 128 + the signal's number when a signal ended it, as shells have it.
 * @property {string} output What it printed, when captured; else empty.
 */

/** Ctrl+C reaches a child by itself, since the terminal signals the whole group; the others do not. */
const forwardedSignals = /** @type {const} */ (["SIGTERM", "SIGHUP"]);

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [settings]
 * @param {string} [settings.cwd]
 * @param {NodeJS.ProcessEnv} [settings.env]
 * @param {"inherit" | "stderr" | "capture"} [settings.output] Where both its output streams go.
 * @param {number} [settings.limitMs] Ended by force after this long.
 * @param {boolean} [settings.shell]
 * @returns {Promise<Outcome>} Rejects when the program cannot be started at all.
 */
export function runProgram(command, args, { cwd, env, output = "inherit", limitMs, shell = false } = {}) {
  /** @type {Record<"inherit" | "stderr" | "capture", import("node:child_process").StdioOptions>} */
  const streams = {
    inherit: "inherit",
    stderr: ["ignore", process.stderr, process.stderr],
    capture: ["ignore", "pipe", "pipe"],
  };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: streams[output], shell });
    let printed = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      printed += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      printed += text;
    });

    const timer = limitMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), limitMs);
    const ignoreInterrupt = () => {
      // The child decides what Ctrl+C means; we wait for it and report its status.
    };
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      child.kill(signal);
    };
    process.on("SIGINT", ignoreInterrupt);
    for (const signal of forwardedSignals) process.on(signal, forward);
    const stopListening = () => {
      clearTimeout(timer);
      process.off("SIGINT", ignoreInterrupt);
      for (const signal of forwardedSignals) process.off(signal, forward);
    };

    child.on("error", (error) => {
      stopListening();
      reject(error);
    });
    child.on("close", (code, signal) => {
      stopListening();
      resolve({ status: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), output: printed });
    });
  });
}
