// The program is killed at its changes to the file system in turn: whatever a killed program left, the next one gives the
// right answer and clears it away.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { callsToKill } from "../testing/callsToKill.ts";
import { keptIn } from "../testing/keptReadings.ts";
import { seeklineProgram } from "../testing/seekline.ts";
import { generateLog } from "./generator/generateLog.ts";

const seekline = seeklineProgram();

/** As long as hundreds of kills take. */
const longestMs = 4 * 3_600_000;
/** More calls than any of these runs makes. */
const mostCalls = 1_000;

/** What `stats` has to say of a transcript. */
interface Expected {
  readonly records: number;
  readonly kinds: ReadonlyMap<string, number>;
}

const nothing: Expected = { records: 0, kinds: new Map() };

/** Appends a generated log to a file. */
async function grow(file: string, seed: number, bytes: number, before = nothing): Promise<Expected> {
  const handle = fs.openSync(file, "a");
  const sink = { write: (block: Uint8Array) => void fs.writeSync(handle, block) };
  const manifest = await generateLog({ shape: "agui", seed, bytes }, sink);
  fs.closeSync(handle);
  const kinds = new Map(before.kinds);
  for (const { kind, count } of manifest.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  return { records: before.records + manifest.records, kinds };
}

/**
 * Kills `stats` at one call after the other until it ends before, each time on a cache folder that `prepare` fills; behind
 * each kill the answer of a whole run is looked at. Gives the number of kills.
 */
async function killAtCalls(
  file: string,
  expected: Expected,
  { threads, step }: { readonly threads: number; readonly step: number },
  prepare: (cache: string) => void = () => {},
): Promise<number> {
  const run = ["stats", file, "--json"];
  const environment = () => {
    const cache = seekline.makeFolder();
    prepare(cache);
    return { SEEKLINE_CACHE_DIR: cache, SEEKLINE_THREADS: String(threads) };
  };
  const count = async () => (await seekline.run(run, { env: environment(), killAtCall: 0 })).fileCalls ?? 0;
  const { calls, areInOrder } = await callsToKill(step, mostCalls, count);
  let kills = 0;
  for (const call of calls) {
    const env = environment();
    const cache = env.SEEKLINE_CACHE_DIR;
    const { signal } = await seekline.run(run, { env, killAtCall: call });
    if (signal !== undefined) kills += 1;
    const { records, kinds } = JSON.parse((await seekline.run(run, { env })).stdout);
    expect(records, `killed at call ${call}`).toBe(expected.records);
    expect(new Map(kinds.map(({ kind, count }: { kind: string; count: number }) => [kind, count]))).toEqual(
      expected.kinds,
    );
    expect(fs.readdirSync(cache).filter((name) => name.endsWith(".part"))).toEqual([]);
    if (signal === undefined && areInOrder) return kills;
  }
  if (areInOrder) throw new Error("the program makes more calls than expected");
  return kills;
}

describe.each([
  // Not at every call: each costs two starts of the program.
  { threads: 1, step: 8, bytes: 3_000_000 },
  // Long enough that the second thread gets its part.
  { threads: 2, step: 9, bytes: 20_000_000 },
])("a program with $threads thread(s) that is killed", { timeout: longestMs }, ({ bytes, ...how }) => {
  it("while it indexes leaves nothing that makes a later answer wrong", async () => {
    const file = seekline.fileOf("");
    const expected = await grow(file, 1, bytes);
    expect(await killAtCalls(file, expected, how)).toBeGreaterThan(4);
  });

  it("while it goes on with the index of a file that grew does neither", async () => {
    const file = seekline.fileOf("");
    const first = await grow(file, 1, bytes);
    await seekline.run(["stats", file]);
    const kept = seekline.environment().SEEKLINE_CACHE_DIR;
    const expected = await grow(file, 2, 3_000_000, first);
    const kills = await killAtCalls(file, expected, how, (cache) => {
      for (const name of fs.readdirSync(kept)) fs.copyFileSync(path.join(kept, name), path.join(cache, name));
    });
    expect(kills).toBeGreaterThan(4);
  });
});

describe("a program that is killed while it exports", { timeout: longestMs }, () => {
  it("leaves its target as it was or whole, and nothing beside it that the next export does not remove", async () => {
    const sample = path.resolve("samples/weather-agent.jsonl");
    const folder = seekline.makeFolder();
    const target = path.join(folder, "out.jsonl");
    const run = ["export", sample, "--as", "records", "-o", target];
    const env = { SEEKLINE_THREADS: "1" };
    const whole = fs.readFileSync(sample, "utf8");
    const count = async () => (await seekline.run(run, { env, killAtCall: 0 })).fileCalls ?? 0;
    const { calls, areInOrder } = await callsToKill(5, mostCalls, count);
    let kills = 0;
    for (const call of calls) {
      fs.writeFileSync(target, "old");
      const { signal } = await seekline.run(run, { env, killAtCall: call });
      expect(["old", whole]).toContain(fs.readFileSync(target, "utf8"));
      if (signal !== undefined) kills += 1;
      // One export clears away what several left.
      if (signal !== undefined && kills % 5 !== 0) continue;
      await seekline.run(run, { env });
      expect(fs.readdirSync(folder), `killed at call ${call}`).toEqual(["out.jsonl"]);
      expect(fs.readFileSync(target, "utf8")).toBe(whole);
      if (signal === undefined && areInOrder) break;
    }
    // What the last ones left.
    await seekline.run(run, { env });
    expect(kills).toBeGreaterThan(5);
    expect(seekline.leftInSpool()).toEqual([]);
    expect(seekline.leftInCache()).toEqual([]);
  });
});

describe("a program that is killed while it keeps a summary", { timeout: longestMs }, () => {
  it("leaves none that is wrong, and nothing that the next one does not remove", async () => {
    const file = seekline.fileOf("");
    await grow(file, 1, 4_300_000);
    const anHourAgo = new Date(Date.now() - 3_600_000);
    fs.utimesSync(file, anHourAgo, anHourAgo);
    const run = ["summary", file, "--json"];
    const whole = await seekline.run(run);
    // From two seconds behind the last writing on.
    await expect.poll(async () => (await keptBy(run)).length).toBe(1);
    const count = async () => (await seekline.run(run, { env: inFolder(), killAtCall: 0 })).fileCalls ?? 0;
    const { calls, areInOrder } = await callsToKill(13, mostCalls, count);
    let kills = 0;
    for (const call of calls) {
      const env = inFolder();
      const { signal } = await seekline.run(run, { env, killAtCall: call });
      if (signal !== undefined) kills += 1;
      for (let time = 0; time < 2; time++) expect((await seekline.run(run, { env })).stdout).toBe(whole.stdout);
      expect(keptIn(env.SEEKLINE_CACHE_DIR, ".seeksummary"), `killed at call ${call}`).toHaveLength(1);
      expect(fs.readdirSync(env.SEEKLINE_CACHE_DIR).filter((name) => name.endsWith(".part"))).toEqual([]);
      if (signal === undefined && areInOrder) break;
    }
    expect(kills).toBeGreaterThan(1);
  });
});

const inFolder = () => ({ SEEKLINE_CACHE_DIR: seekline.makeFolder() });

async function keptBy(run: readonly string[]): Promise<readonly string[]> {
  const env = inFolder();
  await seekline.run(run, { env });
  return keptIn(env.SEEKLINE_CACHE_DIR, ".seeksummary");
}
