// All that is measured of one file, with a folder for its index that is removed afterwards.

import fs from "node:fs";
import path from "node:path";
import type { ContenderName } from "./contenders.ts";
import type { BenchFolder } from "./files.ts";
import type { Measured } from "./measure.ts";
import { measure } from "./measure.ts";
import { runTaskProgram } from "./run.ts";
import type { FileFacts } from "./tasks/task.ts";

export interface MeasuredFile {
  readonly facts: FileFacts;
  readonly measured: Measured;
}

export interface MeasureFileOptions {
  readonly file: string;
  readonly contenders: readonly ContenderName[];
  readonly runs: number;
  readonly place: BenchFolder;
}

export async function measureFile({ file, contenders, runs, place }: MeasureFileOptions): Promise<MeasuredFile> {
  const program = process.argv[1] ?? "";
  const folder = fs.mkdtempSync(path.join(place.folder, "run-"));
  const [kept, fresh] = [path.join(folder, "kept"), path.join(folder, "fresh")];
  const out = path.join(folder, "out.jsonl");
  try {
    const input = { file, out, filter: "", longestRecord: 0 };
    const { result } = await runTaskProgram(program, "facts", input, kept);
    const facts = "failure" in result ? undefined : result.facts;
    if (facts === undefined) throw new Error(`nothing is known of ${file}`);
    const stage = { program, commandLine: path.join(path.dirname(program), "cli.js"), file, out, kept, fresh, facts };
    const name = path.basename(file);
    const onRun = (contender: ContenderName, turn: number) => place.say(`${name}: ${contender}, ${turn} of ${runs}`);
    return { facts, measured: await measure({ stage, contenders, runs, onRun }) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
