// `npm run guard`: measures this build beside another one, in turns, and fails when a row has become slower.

import fs from "node:fs";
import path from "node:path";
import { benchFile } from "../files.ts";
import { median } from "../median.ts";
import { printRatio, printTable, printTime } from "../printed.ts";
import { cacheIn, programRun } from "../run.ts";
import { judge, type Turn } from "./judgement.ts";
import { type GuardOptions, readGuardOptions, usage } from "./options.ts";
import { type GuardRow, guardRows } from "./rows.ts";

const options = readGuardOptions(process.argv.slice(2));
if (options === "help" || "wrong" in options) {
  process.stdout.write(options === "help" ? usage : `guard: ${options.wrong}\n\n${usage}`);
  process.exitCode = options === "help" ? 0 : 2;
} else {
  process.exitCode = await guard(options);
}

async function guard({ other, bytes, runs, only, cache }: GuardOptions): Promise<number> {
  fs.mkdirSync(cache, { recursive: true });
  const folder = fs.mkdtempSync(path.join(cache, "guard-"));
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  const ours = path.join(path.dirname(process.argv[1] ?? ""), "cli.js");
  try {
    const lines: string[][] = [];
    let losses = 0;
    for (const row of guardRows.filter(({ name }) => name.includes(only))) {
      const file = await benchFile(row.file, bytes, { folder: cache, say });
      if (file === undefined) throw new Error(`there is no file ${row.file}`);
      say(row.name);
      const turns = await measureInTurns(row, file, { ours, theirs: other, folder, runs });
      const { ratio, atLeast, isLoss } = judge(turns);
      if (isLoss) losses += 1;
      lines.push([
        row.name,
        printTime(median(turns.map(({ theirs }) => theirs))),
        printTime(median(turns.map((turn) => turn.ours))),
        printRatio(ratio),
        printRatio(atLeast),
        isLoss ? "slower" : "",
      ]);
    }
    process.stdout.write(printTable("lrrrrl", ["row", "before", "now", "ratio", "at least", ""], lines));
    process.stdout.write(losses === 0 ? "No row is slower.\n" : `Slower rows: ${losses}.\n`);
    return losses === 0 ? 0 : 1;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

interface Builds {
  readonly ours: string;
  readonly theirs: string;
  readonly folder: string;
  readonly runs: number;
}

/** Every second turn begins with the other build, so that neither always comes first. */
async function measureInTurns(row: GuardRow, file: string, { ours, theirs, folder, runs }: Builds): Promise<Turn[]> {
  const time = (build: string, name: string) => runRow(row, file, build, path.join(folder, name));
  // Brings the file into memory, and the indexes that are kept into their folders.
  await time(ours, "ours");
  await time(theirs, "theirs");
  const turns: Turn[] = [];
  for (let turn = 0; turn < runs; turn += 1) {
    if (turn % 2 === 0) {
      const first = await time(ours, "ours");
      turns.push({ ours: first, theirs: await time(theirs, "theirs") });
    } else {
      const first = await time(theirs, "theirs");
      turns.push({ theirs: first, ours: await time(ours, "ours") });
    }
  }
  return turns;
}

/** Each build has folders of its own: they need not understand each other's indexes. */
async function runRow({ name, command, kept }: GuardRow, file: string, build: string, place: string): Promise<number> {
  const cache = path.join(place, kept ? "kept" : "fresh");
  if (!kept) fs.rmSync(cache, { recursive: true, force: true });
  fs.mkdirSync(cache, { recursive: true });
  const out = path.join(place, "out.jsonl");
  const args = command.map((word) => (word === "FILE" ? file : word === "OUT" ? out : word));
  const run = await programRun([process.execPath, build, ...args], { env: cacheIn(cache), talks: true });
  fs.rmSync(out, { force: true });
  if ("failure" in run) throw new Error(`${name}: ${run.failure}`);
  return run.milliseconds;
}
