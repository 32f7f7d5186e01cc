// Memory does not grow with a transcript, nor with a line of it: the command line runs on large generated files, and its
// peak is held against that on a small one. `npm run large` does so at full size. With one thread, since a second one has a size of its own, which a small
// file does not need; all together have to stay below the bound too.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import zlib from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { bundleProgram } from "../testing/bundleProgram.ts";
import type { ChildEnd, ChildOptions } from "../testing/runChild.ts";
import { runChild } from "../testing/runChild.ts";
import type { ShapeName } from "./generator/generateLog.ts";
import { generateLog } from "./generator/generateLog.ts";
import type { Manifest } from "./generator/manifest.ts";

const fullBytes = process.env.SEEKLINE_SESSION_BYTES;
/** Many times what a large file may cost: a byte kept for five of it would show. */
const largeBytes = Number(fullBytes ?? 160_000_000);
const longestMs = fullBytes === undefined ? 900_000 : 3_600_000;
const mebibyte = 2 ** 20;
/** Of a small file; enough, where the large one is not of full size, that what is bounded has nearly filled. */
const smallBytes = fullBytes === undefined ? 6_000_000 : 1_000_000;
/** What a large file may cost more than a small one. */
const mostGrowth = 30 * mebibyte;
const mostPeak = 250 * mebibyte;

let folder = "";
let program = "";
let small = "";

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-memory-"));
  program = await bundleProgram(path.join(import.meta.dirname, "cli.ts"));
  small = (await generate("agui", smallBytes)).file;
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

async function generate(
  shape: ShapeName,
  bytes: number,
): Promise<{ readonly file: string; readonly manifest: Manifest }> {
  const file = path.join(folder, `${shape}-${bytes}.jsonl`);
  const handle = fs.openSync(file, "w");
  const manifest = await generateLog({ shape, seed: 7, bytes }, { write: (block) => void fs.writeSync(handle, block) });
  fs.closeSync(handle);
  return { file, manifest };
}

function sparse(bytes: number): string {
  const file = path.join(folder, `zeros-${bytes}`);
  fs.writeFileSync(file, "");
  fs.truncateSync(file, bytes);
  return file;
}

async function seekline(
  args: readonly string[],
  options: ChildOptions = {},
): Promise<ChildEnd & { readonly peak: number }> {
  const env = {
    SEEKLINE_SPOOL_DIR: folder,
    SEEKLINE_CACHE_DIR: fs.mkdtempSync(path.join(folder, "cache-")),
    SEEKLINE_THREADS: "1",
    ...options.env,
  };
  const end = await runChild([program, ...args], { ...options, env });
  fs.rmSync(env.SEEKLINE_CACHE_DIR, { recursive: true, force: true });
  if (end.peakBytes === undefined) throw new Error(`it did not end by itself: ${end.stderr}`);
  return { ...end, peak: end.peakBytes };
}

describe("peak memory", { timeout: longestMs }, () => {
  it("is the same for a large log", async () => {
    const { file, manifest } = await generate("agui", largeBytes);
    const out = path.join(folder, "out.jsonl");
    try {
      const before = await seekline(["stats", small, "--json"]);
      const stats = await seekline(["stats", file, "--json"]);
      expect(JSON.parse(stats.stdout)).toMatchObject({ records: manifest.records, kinds: manifest.kinds });
      expect(stats.peak - before.peak).toBeLessThan(mostGrowth);

      const inThreads = await seekline(["stats", file, "--json"], { env: { SEEKLINE_THREADS: "4" } });
      expect(JSON.parse(inThreads.stdout)).toMatchObject({ records: manifest.records, kinds: manifest.kinds });
      expect(inThreads.peak).toBeLessThan(mostPeak);

      const smallRecords = await seekline(["export", small, "--as", "records", "-o", out]);
      const records = await seekline(["export", file, "--as", "records", "-o", out]);
      expect(records.status).toBe(0);
      expect(fs.statSync(out).size).toBe(manifest.bytes);
      expect(records.peak - smallRecords.peak).toBeLessThan(mostGrowth);

      const snapshot = await seekline(["export", file, "--as", "snapshot", "-o", out]);
      expect(snapshot.status).toBe(0);
      expect(snapshot.peak).toBeLessThan(mostPeak);
    } finally {
      fs.rmSync(file, { force: true });
      fs.rmSync(out, { force: true });
    }
  });

  it("is the same for a long line", async () => {
    const { file, manifest } = await generate("long-line", largeBytes);
    const out = path.join(folder, "out.jsonl");
    try {
      const before = await seekline(["stats", small, "--json"]);
      const stats = await seekline(["stats", file, "--json"]);
      expect(JSON.parse(stats.stdout)).toMatchObject({ records: 5, longestRecord: manifest.longestRecord });
      expect(stats.peak - before.peak).toBeLessThan(mostGrowth);

      const rows = await seekline(["rows", file]);
      expect(rows.stdout.split("\n").length).toBe(6);
      expect(rows.peak - before.peak).toBeLessThan(mostGrowth);

      const slice = await seekline(["record", file, "2", "--offset", String(manifest.longestRecord - 2)]);
      expect(slice.stdout).toBe('"}');
      expect(slice.peak - before.peak).toBeLessThan(mostGrowth);

      for (const as of ["records", "snapshot", "messages"]) {
        const onSmall = await seekline(["export", small, "--as", as, "-o", out]);
        const exported = await seekline(["export", file, "--as", as, "-o", out]);
        expect(exported).toMatchObject({ status: 0, stderr: "" });
        expect(fs.statSync(out).size).toBeGreaterThan(largeBytes);
        expect(exported.peak - onSmall.peak).toBeLessThan(mostGrowth);
      }
    } finally {
      fs.rmSync(file, { force: true });
      fs.rmSync(out, { force: true });
    }
  });

  it("is the same for a file of zeros", async () => {
    const before = await seekline(["stats", small, "--json"]);
    const stats = await seekline(["stats", sparse(largeBytes), "--json"]);
    expect(JSON.parse(stats.stdout)).toMatchObject({ bytes: largeBytes, records: 0, blank: 1, padding: largeBytes });
    expect(stats.peak - before.peak).toBeLessThan(mostGrowth);

    const cache = fs.mkdtempSync(path.join(folder, "cache-"));
    const interrupted = await seekline(["stats", sparse(100_000_000_000)], {
      env: { SEEKLINE_CACHE_DIR: cache },
      onStart: async (child) => {
        await vi.waitUntil(() => fs.readdirSync(cache).length > 0, { interval: 5, timeout: longestWaitMs });
        // It has begun; now it gets the time to read much.
        await setTimeout(2_000);
        child.kill("SIGINT");
      },
    });
    expect(interrupted.status).toBe(130);
    expect(interrupted.peak - before.peak).toBeLessThan(mostGrowth);
  });

  it("is the same for a pipe and a packed file", async () => {
    const { file, manifest } = await generate("agui", largeBytes);
    const archive = path.join(folder, "log.jsonl.gz");
    await pipeline(fs.createReadStream(file), zlib.createGzip({ level: 1 }), fs.createWriteStream(archive));
    const piped = (name: string): ChildOptions => ({ through: ["sh", "-c", 'cat "$0" | "$@"', name] });
    try {
      const before = await seekline(["stats", "-", "--json"], piped(small));
      for (const end of [
        await seekline(["stats", "-", "--json"], piped(file)),
        await seekline(["stats", "-", "--json"], piped(archive)),
        await seekline(["stats", archive, "--json"]),
      ]) {
        expect(JSON.parse(end.stdout)).toMatchObject({ records: manifest.records, bytes: manifest.bytes });
        expect(end.peak - before.peak).toBeLessThan(mostGrowth);
      }
    } finally {
      for (const name of [file, archive]) fs.rmSync(name, { force: true });
    }
  });

  it("is bounded for a new kind on every line", async () => {
    const { file, manifest } = await generate("many-kinds", 30_000_000);
    const before = await seekline(["stats", small, "--json"]);
    const stats = await seekline(["stats", file, "--json"]);
    const { records, kinds } = JSON.parse(stats.stdout);
    expect(records).toBe(manifest.records);
    expect(kinds.length).toBeLessThan(5_000);
    expect(stats.peak - before.peak).toBeLessThan(mostGrowth);
  });
});
