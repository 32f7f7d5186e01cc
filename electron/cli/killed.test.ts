// The program is killed at any moment of indexing, again and again, on one cache folder, while the transcript grows now and
// then: whatever a killed program left, the next one gives the right answer.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleProgram } from "../testing/bundleProgram.ts";
import { runChild } from "../testing/runChild.ts";
import { generateLog } from "./generator/generateLog.ts";

const rounds = 50;
/** Longer than a whole run takes, so that some kills come after the end, most within. */
const longestWaitMs = 400;

let folder = "";
let program = "";

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-killed-"));
  program = await bundleProgram(path.join(import.meta.dirname, "cli.ts"), folder);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe("a program that is killed while it indexes", () => {
  it("leaves nothing that makes a later answer wrong", async () => {
    const file = path.join(folder, "log.jsonl");
    const cache = path.join(folder, "cache");
    const expected = { records: 0, kinds: new Map<string, number>() };
    const grow = async (seed: number, bytes: number): Promise<void> => {
      const handle = fs.openSync(file, "a");
      const manifest = await generateLog(
        { shape: "agui", seed, bytes },
        { write: (block) => void fs.writeSync(handle, block) },
      );
      fs.closeSync(handle);
      expected.records += manifest.records;
      for (const { kind, count } of manifest.kinds) expected.kinds.set(kind, (expected.kinds.get(kind) ?? 0) + count);
    };
    await grow(1, 60_000_000);
    const run = [program, "stats", file, "--json"];
    const env = { SEEKLINE_CACHE_DIR: cache, SEEKLINE_SPOOL_DIR: folder };
    let killed = 0;
    let random = 12345;
    for (let round = 0; round < rounds; round++) {
      random = (Math.imul(random, 1103515245) + 12345) >>> 0;
      const wait = random % longestWaitMs;
      const end = await runChild(run, { env, onStart: (child) => setTimeout(() => child.kill("SIGKILL"), wait) });
      if (end.signal === "SIGKILL") killed++;
      if (round % 5 !== 4) continue;
      // Every few rounds the answer is looked at, then something new has to be indexed again.
      const { stdout } = await runChild(run, { env });
      const said = JSON.parse(stdout);
      expect(said.records).toBe(expected.records);
      expect(new Map(said.kinds.map(({ kind, count }: { kind: string; count: number }) => [kind, count]))).toEqual(
        expected.kinds,
      );
      if (round % 2 === 0) await grow(round + 2, 3_000_000);
      else fs.rmSync(cache, { recursive: true, force: true });
    }
    expect(killed).toBeGreaterThan(rounds / 5);
    await runChild(run, { env });
    expect(fs.readdirSync(cache).filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});
