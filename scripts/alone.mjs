// Several of our commands may be started at once in one checkout: an editor, a terminal, a test that calls the command
// line. Installing, downloading and building must then happen once, not twice over each other.

import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const pauseMs = 100;
const pausesBeforeSaying = 30;

/**
 * Does the work while no other process holds the same lock file; waits for one that does. A lock whose process has died
 * counts for nothing.
 * @template Answer
 * @param {string} lockFile
 * @param {() => Promise<Answer>} work
 * @param {(sentence: string) => void} [say]
 * @returns {Promise<Answer>}
 */
export async function alone(lockFile, work, say = console.error) {
  await mkdir(path.dirname(lockFile), { recursive: true });
  for (let pauses = 0; ; pauses++) {
    const holder = await takeLock(lockFile);
    if (holder === undefined) break;
    if (pauses === pausesBeforeSaying) say(`Waiting for process ${holder}, which holds ${lockFile} …`);
    await wait(pauseMs);
  }
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

/**
 * @param {string} lockFile
 * @returns {Promise<number | undefined>} The process that holds the lock; undefined when we do.
 */
async function takeLock(lockFile) {
  // Written first and linked then: a lock file is never seen empty, and linking fails when there is one already.
  const ours = `${lockFile}.${randomUUID()}`;
  await writeFile(ours, String(process.pid));
  try {
    await link(ours, lockFile);
    return undefined;
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    await rm(ours, { force: true });
  }
  const holder = Number(await readFile(lockFile, "utf8").catch(() => ""));
  if (holder > 0 && !isAlive(holder)) await rm(lockFile, { force: true });
  return holder;
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process is there but belongs to someone else.
    return isCode(error, "EPERM");
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 * @returns {boolean}
 */
function isCode(error, code) {
  return error instanceof Error && "code" in error && error.code === code;
}
