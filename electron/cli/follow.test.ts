// Rows of a file that others write to: each once and in order, whatever happens to the file.

import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { overwrite } from "../testing/overwrite.ts";
import type { RunningChild } from "../testing/runChild.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();
const line = (n: number): string => `{"type":"K${n % 3}","n":${n}}\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => line(from + n)).join("");

/** Tells how many rows were printed. */
function rowsOf(child: RunningChild): () => number {
  let seen = "";
  child.onOutput((text) => {
    seen += text;
  });
  return () => seen.split("\n").length - 1;
}

const until = (isSo: () => boolean): Promise<boolean> => vi.waitUntil(isSo, { interval: 5, timeout: longestWaitMs });
const recordsIn = (stdout: string): readonly number[] =>
  stdout
    .trim()
    .split("\n")
    .map((row) => JSON.parse(row).record);

describe("seekline rows --follow", () => {
  it("goes on with what is written, and ends when it is told to", async () => {
    const file = seekline.fileOf(lines(0, 3));
    const end = await seekline.run(["rows", file, "--follow"], {
      onStart: async (child) => {
        const rows = rowsOf(child);
        await until(() => rows() === 3);
        fs.appendFileSync(file, lines(3, 5) + line(5).slice(0, 7));
        await until(() => rows() === 5);
        fs.appendFileSync(file, line(5).slice(7));
        await until(() => rows() === 6);
        child.kill("SIGINT");
      },
    });
    expect(end).toMatchObject({ status: 130, stderr: "" });
    expect(recordsIn(end.stdout)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(end.stdout).not.toContain("torn");
  });

  it("ends by itself when it has as many rows as were asked for, of those that pass", async () => {
    const file = seekline.fileOf(lines(0, 4));
    const end = await seekline.run(["rows", file, "--follow", "--filter", "kind:K1", "--count", "4"], {
      onStart: async (child) => {
        const rows = rowsOf(child);
        await until(() => rows() === 1);
        fs.appendFileSync(file, lines(4, 30));
      },
    });
    expect(end).toMatchObject({ status: 0 });
    expect(recordsIn(end.stdout)).toEqual([1, 4, 7, 10]);
  });

  it.each([
    ["cut", (file: string) => fs.truncateSync(file, 5), "became shorter"],
    ["rewritten", (file: string) => overwrite(file, lines(90, 150)), "was rewritten"],
    [
      "replaced",
      (file: string) => {
        fs.renameSync(file, `${file}.1`);
        fs.writeFileSync(file, "{}\n");
      },
      "was replaced",
    ],
  ])("says so when the file was %s, and ends", async (_, change, words) => {
    const file = seekline.fileOf(lines(0, 50));
    const end = await seekline.run(["rows", file, "--follow"], {
      onStart: async (child) => {
        const rows = rowsOf(child);
        await until(() => rows() === 50);
        change(file);
      },
    });
    expect(end).toMatchObject({ status: 1 });
    expect(end.stderr).toContain(words);
    expect(recordsIn(end.stdout)).toHaveLength(50);
  });

  it("prints what comes on standard input while it comes", async () => {
    const end = await seekline.run(["rows", "-", "--follow"], {
      openInput: lines(0, 4) + line(4).slice(0, 7),
      onStart: async (child) => {
        const rows = rowsOf(child);
        await until(() => rows() === 4);
        child.kill("SIGINT");
      },
    });
    expect(end).toMatchObject({ status: 130, stderr: "" });
    expect(recordsIn(end.stdout)).toEqual([0, 1, 2, 3]);
    expect(seekline.leftInSpool()).toEqual([]);
  });

  it("ends with standard input, whose last line may be torn", async () => {
    const stdin = seekline.fileOf(lines(0, 4) + line(4).slice(0, 7));
    const end = await seekline.run(["rows", "-", "--follow", "--from", "1"], { stdin });
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(recordsIn(end.stdout)).toEqual([1, 2, 3, 4]);
    expect(end.stdout).toContain("torn");
    const few = await seekline.run(["rows", "-", "--follow", "--count", "2"], { stdin });
    expect(recordsIn(few.stdout)).toEqual([0, 1]);
    expect(seekline.leftInSpool()).toEqual([]);
  });

  it("goes on with members that are written behind those of a packed file", async () => {
    const file = seekline.fileOf(gzipSync(lines(0, 3)), "log.jsonl.gz");
    const end = await seekline.run(["rows", file, "--follow"], {
      onStart: async (child) => {
        const rows = rowsOf(child);
        await until(() => rows() === 3);
        fs.appendFileSync(file, gzipSync(lines(3, 6)));
        await until(() => rows() === 6);
        const last = gzipSync(lines(6, 9));
        fs.appendFileSync(file, last.subarray(0, 15));
        fs.appendFileSync(file, last.subarray(15));
        await until(() => rows() === 9);
        child.kill("SIGINT");
      },
    });
    expect(end).toMatchObject({ status: 130, stderr: "" });
    expect(recordsIn(end.stdout)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(seekline.leftInSpool()).toEqual([]);
  });

  it("says so when a packed file is another one now, and when it goes on with something else", async () => {
    for (const [act, said, status] of [
      [(file: string) => overwrite(file, gzipSync(lines(50, 90))), "was rewritten", 1],
      [(file: string) => fs.appendFileSync(file, "no member\n"), "holds nothing packed with gzip", 0],
    ] as const) {
      const file = seekline.fileOf(gzipSync(lines(0, 3)), "log.jsonl.gz");
      const end = await seekline.run(["rows", file, "--follow"], {
        onStart: async (child) => {
          const rows = rowsOf(child);
          await until(() => rows() === 3);
          act(file);
        },
      });
      expect(end).toMatchObject({ status });
      expect(end.stderr).toContain(said);
      expect(recordsIn(end.stdout)).toEqual([0, 1, 2]);
    }
  });

  it("keeps up with 10,000 lines a second, none missed or doubled, in memory that stays as it is", async () => {
    const soak = path.resolve("scripts/soak.mjs");
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [soak, "--seconds", "10", "--program", seekline.program()],
      { env: { ...process.env, ...seekline.environment() } },
    );
    const said = JSON.parse(stdout);
    expect(said).toMatchObject({ wrong: "", seen: said.written });
    expect(said.written).toBeGreaterThan(50_000);
  }, 120_000);
});
