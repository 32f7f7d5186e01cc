// A large file out of real transcripts: all of a folder, one after the other, over and over.

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

export interface CorpusPart {
  readonly file: string;
  readonly bytes: number;
}

const blockBytes = 1024 * 1024;
const newline = Buffer.from("\n");

/** The transcripts below a folder that hold something, in the order of their paths. */
export function corpusParts(folder: string): readonly CorpusPart[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".jsonl"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ file, bytes: fs.statSync(file).size }))
    .filter(({ bytes }) => bytes > 0);
}

/** The same for the same files; another when one of them has changed. */
export function corpusKey(parts: readonly CorpusPart[]): string {
  const facts = parts.map(({ file, bytes }) => [file, bytes, fs.statSync(file).mtimeMs]);
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 12);
}

/**
 * Writes the parts, whole, one after the other and from the first again, until there are `bytes` of them. A part whose last
 * line has no newline gets one, so that no two lines become one.
 */
export function writeCorpus(parts: readonly CorpusPart[], bytes: number, target: string): void {
  if (parts.length === 0) throw new Error("there is no transcript to repeat");
  const output = fs.openSync(target, "w");
  try {
    for (let written = 0, next = 0; written < bytes; next++) {
      const part = parts[next % parts.length];
      if (part !== undefined) written += appendLines(part.file, output);
    }
  } finally {
    fs.closeSync(output);
  }
}

/** Gives the bytes that it wrote. */
function appendLines(file: string, output: number): number {
  const input = fs.openSync(file, "r");
  const block = Buffer.allocUnsafe(blockBytes);
  let written = 0;
  let last = 0x0a;
  try {
    for (let read = fs.readSync(input, block); read > 0; read = fs.readSync(input, block)) {
      fs.writeFileSync(output, block.subarray(0, read));
      written += read;
      last = block[read - 1] ?? last;
    }
  } finally {
    fs.closeSync(input);
  }
  if (last === 0x0a) return written;
  fs.writeFileSync(output, newline);
  return written + newline.length;
}
