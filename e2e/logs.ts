// Transcripts for tests: written by the project's own generator, which also says what they hold.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Manifest } from "../electron/cli/generator/manifest.ts";

/** A transcript, and what the generator says of it. */
export interface Log {
  readonly file: string;
  readonly manifest: Manifest;
}

/** Writes `name.jsonl` into a folder, about as long as `bytes` says (`1gb`, `64kb`). */
export async function generateLog(folder: string, name: string, bytes: string, seed: number): Promise<Log> {
  const file = path.join(folder, `${name}.jsonl`);
  const manifest = path.join(folder, `${name}.manifest.json`);
  const generator = path.join(import.meta.dirname, "../out/main/generate.js");
  const args = [generator, "--bytes", bytes, "--seed", String(seed), "-o", file, "--manifest", manifest];
  await promisify(execFile)(process.execPath, args);
  return { file, manifest: JSON.parse(await readFile(manifest, "utf8")) };
}

/** Records of these kinds together, by the manifest. */
export function countOf({ manifest }: Log, ...kinds: readonly string[]): number {
  return manifest.kinds.reduce((sum, { kind, count }) => sum + (kinds.includes(kind) ? count : 0), 0);
}
