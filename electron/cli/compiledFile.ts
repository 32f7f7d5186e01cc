// A file of what the runtime has compiled. The runtime believes compiled code when its flags, three numbers of its version and the source's
// length are those that it was made with. That is too little: v20.20.2 and v20.19.0 have the same three numbers, and one ends at once by
// what the other has compiled, as by a byte that is another. So each has files of its own, with a sum over the source and what was compiled.

import fs from "node:fs";
import zlib from "node:zlib";

/** What was compiled of a source with that sum (CRC-32); undefined where none is kept, or it is of another source or not as it was written. */
export function readCompiled(source: string, sourceSum: number): Buffer | undefined {
  const kept = readQuietly(compiledOf(source));
  if (kept === undefined || kept.length < sumBytes) return undefined;
  const code = kept.subarray(0, -sumBytes);
  return kept.subarray(-sumBytes).equals(sumBytesOf(code, sourceSum)) ? code : undefined;
}

/** Keeps it beside the source. Nobody ever reads a part of it. */
export function writeCompiled(source: string, sourceSum: number, code: Uint8Array): void {
  const file = compiledOf(source);
  fs.writeFileSync(`${file}.part`, Buffer.concat([code, sumBytesOf(code, sourceSum)]));
  fs.renameSync(`${file}.part`, file);
}

export function readQuietly(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Behind the code, whose place in memory the runtime wants to be even. */
const sumBytes = 4;

function sumBytesOf(code: Uint8Array, sourceSum: number): Buffer {
  const sum = Buffer.alloc(sumBytes);
  sum.writeUInt32LE(zlib.crc32(code, sourceSum));
  return sum;
}

function compiledOf(source: string): string {
  return `${source}.${runtime()}.compiled`;
}

let known: string | undefined;

/** One version may be built in several ways; two programs of it that are as long as each other are taken for one. */
function runtime(): string {
  const { version, arch, execPath } = process;
  known ??= [version, arch, fs.statSync(execPath).size].join("-");
  return known;
}
