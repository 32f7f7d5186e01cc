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
  /** The command line of another build. */
  readonly against?: string | undefined;
}

/** Bytes of the file that are a file by themselves, to measure how a program starts. */
const smallBytes = 64 * 1024;

export async function measureFile({
  file,
  contenders,
  runs,
  place,
  against,
}: MeasureFileOptions): Promise<MeasuredFile> {
  const program = process.argv[1] ?? "";
  const folder = fs.mkdtempSync(path.join(place.folder, "run-"));
  const [kept, fresh] = [path.join(folder, "kept"), path.join(folder, "fresh")];
  const [out, small] = [path.join(folder, "out.jsonl"), path.join(folder, "small.jsonl")];
  try {
    const input = { file, out, filter: "", longestRecord: 0 };
    const { result } = await runTaskProgram(program, "facts", input, kept);
    if ("failure" in result || result.facts === undefined) {
      throw new Error(`nothing is known of ${file}: ${"failure" in result ? result.failure : "no facts"}`);
    }
    const { facts } = result;
    fs.writeFileSync(small, beginningOf(file));
    const commandLine = path.join(path.dirname(program), "cli.cjs");
    const stage = { program, commandLine, file, out, kept, fresh, facts, small, against };
    const name = path.basename(file);
    const onRun = (contender: ContenderName, turn: number) => place.say(`${name}: ${contender}, ${turn} of ${runs}`);
    return { facts, measured: await measure({ stage, contenders, runs, onRun }) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Its first lines, or what fits of the first one. */
function beginningOf(file: string): Uint8Array {
  const handle = fs.openSync(file, "r");
  try {
    const bytes = Buffer.alloc(smallBytes);
    const beginning = bytes.subarray(0, fs.readSync(handle, bytes, 0, smallBytes, 0));
    return beginning.subarray(0, beginning.lastIndexOf(0x0a) + 1 || beginning.length);
  } finally {
    fs.closeSync(handle);
  }
}
