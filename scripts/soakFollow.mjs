// Somebody writes 10,000 lines a second to a transcript while `seekline rows --follow` prints them. Every line has to come, once and
// in order, and memory has to stay flat.

import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { projectRoot } from "./projectRoot.mjs";

const linesPerSecond = 10_000;
/** Between two writes, in ms. */
const writeMs = 20;
/** What memory may be at the end above what it was when a fifth of the time had passed, in bytes. */
const mostGrowth = 20 * 2 ** 20;
/** How long the last lines may take when nobody writes any more, in ms. */
const patienceMs = 30_000;

/**
 * @param {{ readonly seconds: number, readonly program?: string | undefined, readonly filter?: string | undefined }} wanted
 * @returns {Promise<number>} The exit status.
 */
export async function soakFollow({ seconds, program = path.join(projectRoot, "out/main/cli.js"), filter }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-soak-"));
  const file = path.join(folder, "log.jsonl");
  fs.writeFileSync(file, "");

  const child = spawn(
    process.execPath,
    [program, "rows", file, "--follow", ...(filter === undefined ? [] : ["--filter", filter])],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let seen = 0;
  /** The first line that is not the one that should come, if there is one. */
  let wrong = "";
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (wrong === "" && !line.startsWith(`{"record":${seen},`)) wrong = `line ${seen}: ${line.slice(0, 100)}`;
    seen += 1;
  });

  const handle = fs.openSync(file, "a");
  const started = performance.now();
  let written = 0;
  /** How far the reader was behind at most, in lines. */
  let behind = 0;
  /** @type {number[]} */
  const memory = [];
  let lookedAt = started;
  for (;;) {
    const now = performance.now();
    if (now - started > seconds * 1_000 || wrong !== "") break;
    const due = Math.floor(((now - started) / 1_000) * linesPerSecond);
    let text = "";
    for (; written < due; written += 1) {
      text += `{"type":"K${written % 5}","timestamp":${1.7e12 + written},"n":${written},"text":"some words of a log"}\n`;
    }
    // Lines are torn anywhere, as writers do.
    const cut = Math.floor(text.length * 0.7);
    fs.writeSync(handle, text.slice(0, cut));
    fs.writeSync(handle, text.slice(cut));
    behind = Math.max(behind, written - seen);
    if (now - lookedAt > 200) {
      lookedAt = now;
      memory.push(memoryOf(child.pid));
    }
    await setTimeout(writeMs);
  }
  fs.closeSync(handle);
  for (const end = performance.now() + patienceMs; seen < written && wrong === "" && performance.now() < end; ) {
    await setTimeout(50);
  }
  child.kill("SIGINT");
  await once(child, "close");
  fs.rmSync(folder, { recursive: true, force: true });

  const early = Math.max(...memory.slice(0, Math.ceil(memory.length / 5)));
  const late = Math.max(...memory.slice(-Math.ceil(memory.length / 5)));
  const growth = late - early;
  console.log(JSON.stringify({ seconds, written, seen, wrong, mostBehind: behind, memory: { early, late, growth } }));
  return seen !== written || wrong !== "" || growth > mostGrowth ? 1 : 0;
}

/**
 * Bytes in memory, where the system tells (Linux); else 0.
 * @param {number | undefined} pid
 * @returns {number}
 */
function memoryOf(pid) {
  try {
    return Number(fs.readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096;
  } catch {
    return 0;
  }
}
