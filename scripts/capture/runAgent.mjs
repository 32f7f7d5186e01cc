// One start of an agent: what it prints, what is typed into it, and its end, by itself or by a signal.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** Ended by force after this long; an agent that waits for a network never ends by itself. */
const longestRunMs = 60_000;
/** With keys in a terminal, where a person's pauses are played too. */
const longestTerminalMs = 150_000;
/** What a step waits for is given up after this long, and the next step follows. */
const longestWaitMs = 15_000;

/** Escape sequences of a terminal: colours, places, titles. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with one.
const escapes = /\u001b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[()][A-Z0-9]|[=>78MDE])/g;

/**
 * @typedef {object} Settings
 * @property {Record<string, string>} env
 * @property {string} work The folder that it works in.
 * @property {NodeJS.Signals | undefined} signal
 * @property {readonly import("./scenes.mjs").Step[] | undefined} [steps]
 * @property {boolean | undefined} [inTerminal]
 * @property {Map<string, string>} found By name, what steps found before.
 */

/**
 * @param {string} program @param {readonly string[]} args @param {Settings} settings
 * @returns {Promise<{ printed: string, status: number | string, said: string }>}
 */
export function runAgent(program, args, { env, work, signal, steps, inTerminal, found }) {
  return new Promise((resolve, reject) => {
    const [command, given] = inTerminal === true ? terminalOf(program, args) : [program, args];
    // A group of its own, so that what it starts can be ended with it.
    const stdin = steps === undefined ? "ignore" : "pipe";
    const child = spawn(command, given, {
      cwd: work,
      env: inTerminal === true ? { ...env, TERM: "xterm-256color" } : env,
      stdio: [stdin, "pipe", "pipe"],
      detached: true,
    });
    const { pid } = child;
    let printed = "";
    let said = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      printed += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
    // It may end before all is typed.
    child.stdin?.on("error", () => {});
    let hasEnded = false;
    /** @param {NodeJS.Signals} name */
    const tell = (name) => {
      try {
        if (pid !== undefined) process.kill(-pid, name);
      } catch {
        // It has ended by itself.
      }
    };
    const limit = setTimeout(() => tell("SIGKILL"), inTerminal === true ? longestTerminalMs : longestRunMs);
    const watch = setInterval(() => {
      if (signal === undefined || !existsSync(path.join(work, "running"))) return;
      clearInterval(watch);
      tell(signal);
    }, 100);
    if (steps !== undefined) {
      const isOver = () => hasEnded;
      const shown = () => (inTerminal === true ? printed.replace(escapes, "") : printed);
      void type(steps, { found, shown, isOver, write: (text) => child.stdin?.write(text) }).then((missed) => {
        said += missed;
        child.stdin?.end();
      });
    }
    child.on("error", reject);
    child.on("close", (code, by) => {
      hasEnded = true;
      clearTimeout(limit);
      clearInterval(watch);
      tell("SIGKILL");
      resolve({ status: code ?? by ?? "unknown", printed, said });
    });
  });
}

/** @param {string} program @param {readonly string[]} args @returns {[string, readonly string[]]} */
function terminalOf(program, args) {
  const command = [program, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  return ["script", ["-qfec", `stty rows 50 cols 150; exec ${command}`, "/dev/null"]];
}

/**
 * @param {readonly import("./scenes.mjs").Step[]} steps
 * @param {{ found: Map<string, string>, shown: () => string, isOver: () => boolean, write: (text: string) => void }} talk
 * @returns {Promise<string>} What was waited for in vain.
 */
async function type(steps, { found, shown, isOver, write }) {
  /** @param {string} text */
  const filled = (text) => text.replace(/\$([a-z]+)\b/g, (all, name) => found.get(name) ?? all);
  let missed = "";
  let from = 0;
  for (const step of steps) {
    if (isOver()) return `${missed}It had ended before all was typed.\n`;
    if ("close" in step) return missed;
    if ("waitMs" in step) await pause(step.waitMs);
    else if ("send" in step) {
      write(typeof step.send === "string" ? filled(step.send) : `${filled(JSON.stringify(step.send))}\n`);
    } else {
      const pattern = new RegExp(filled(step.until));
      const end = Date.now() + longestWaitMs;
      let match = pattern.exec(shown().slice(from));
      while (match === null && Date.now() < end && !isOver()) {
        await pause(50);
        match = pattern.exec(shown().slice(from));
      }
      if (match === null) missed += `Nothing like ${step.until} came.\n`;
      else {
        from += match.index + match[0].length;
        if (step.as !== undefined) found.set(step.as, match.slice(1).find((part) => part !== undefined) ?? match[0]);
      }
    }
  }
  return missed;
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
