import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { alone } from "./alone.mjs";

/** @type {string} */
let folder;
/** @type {string} */
let lock;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "seekline-lock-"));
  lock = path.join(folder, "locks/one.lock");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("lets one work at a time and gives each its answer", async () => {
  let working = 0;
  const work = async (/** @type {number} */ answer) => {
    working++;
    expect(working).toBe(1);
    await wait(20);
    working--;
    return answer;
  };
  expect(await Promise.all([1, 2, 3].map((answer) => alone(lock, () => work(answer))))).toEqual([1, 2, 3]);
  expect(existsSync(lock)).toBe(false);
});

it("frees the lock when the work fails", async () => {
  await expect(alone(lock, () => Promise.reject(new Error("it failed")))).rejects.toThrow("it failed");
  expect(await alone(lock, async () => "next")).toBe("next");
});

it("takes over from a process that has died", async () => {
  await alone(lock, async () => undefined);
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(lock, String(pid));
  expect(await alone(lock, async () => "done")).toBe("done");
});

it("waits for a process that lives, and says for which", async () => {
  await alone(lock, async () => undefined);
  writeFileSync(lock, String(process.pid));
  /** @type {string[]} */
  const said = [];
  const waiting = alone(
    lock,
    async () => "done",
    (sentence) => {
      said.push(sentence);
      rmSync(lock);
    },
  );
  expect(await waiting).toBe("done");
  expect(said).toEqual([`Waiting for process ${process.pid}, which holds ${lock} …`]);
});
