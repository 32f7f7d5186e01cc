// The files that are measured. They are made when they are first asked for, and kept in the benchmark's folder.

import fs from "node:fs";
import path from "node:path";
import type { ShapeName } from "../electron/cli/generator/generateLog.ts";
import { generateLog } from "../electron/cli/generator/generateLog.ts";
import { corpusKey, corpusParts, writeCorpus } from "./corpusFile.ts";

/**
 * In the order of the reports. `corpus` is made of real transcripts, where a folder of them is named; the others are
 * generated.
 */
export const fileNames = ["corpus", "agui", "deltas", "producers", "claude"] as const;
/** As `--files` of the benchmark takes it. */
export type FileName = (typeof fileNames)[number];

/** What the reports call a file. */
export const fileTitles: Readonly<Record<FileName | "file", string>> = {
  corpus: "Real transcripts of many formats, repeated",
  agui: "AG-UI log, generated",
  deltas: "AG-UI log of short deltas, generated",
  producers: "Short AG-UI logs of many producers, joined, generated",
  claude: "Claude Code session, generated",
  file: "A file of yours",
};

const seed = 7;

export interface BenchFolder {
  readonly folder: string;
  readonly say: (sentence: string) => void;
}

/** Undefined for the corpus when no folder of real transcripts is named. */
export async function benchFile(name: FileName, bytes: number, place: BenchFolder): Promise<string | undefined> {
  if (name !== "corpus") return generatedFile(name, bytes, place);
  const folder = process.env.SEEKLINE_CORPUS;
  if (folder === undefined || folder === "") return undefined;
  const parts = corpusParts(folder);
  return made(`corpus-${corpusKey(parts)}-${bytes}.jsonl`, place, async (file) => writeCorpus(parts, bytes, file));
}

export function generatedFile(shape: ShapeName, bytes: number, place: BenchFolder): Promise<string> {
  return made(`${shape}-${seed}-${bytes}.jsonl`, place, async (file) => {
    const handle = fs.openSync(file, "w");
    await generateLog({ shape, seed, bytes }, { write: (block) => fs.writeFileSync(handle, block) });
    fs.closeSync(handle);
  });
}

async function made(
  name: string,
  { folder, say }: BenchFolder,
  make: (file: string) => Promise<void>,
): Promise<string> {
  const file = path.join(folder, name);
  if (fs.existsSync(file)) return file;
  say(`making ${name}`);
  const unfinished = `${file}.part`;
  await make(unfinished);
  fs.renameSync(unfinished, file);
  return file;
}
