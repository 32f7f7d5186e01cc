// A disk may change what it keeps. So behind a compacted log stand the sums of its blocks, against which every block is held before
// it is served: a CRC-32 each, then how many they are and the CRC-32 of these sums, all as little-endian 32-bit numbers.

import zlib from "node:zlib";
import type { ExportOutput } from "../../export/exportOutput.ts";
import { readAllAt } from "../../source/readAt.ts";
import { chunkBytes } from "./serveLimits.ts";

/** Of all blocks but the last, which may be shorter. The first one begins behind the line that says what the log was made of. */
export const summedBytes = chunkBytes;
const sumBytes = 4;
const endBytes = 2 * sumBytes;

/** Writes the sums behind what it is given. */
export class SummedOutput implements ExportOutput {
  readonly #output: ExportOutput;
  readonly #sums: number[] = [];
  #sum = 0;
  #inBlock = 0;
  #hasSums = false;

  constructor(output: ExportOutput) {
    this.#output = output;
  }

  get bytesWritten(): number {
    return this.#output.bytesWritten;
  }

  write(bytes: Uint8Array): void | Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + summedBytes - this.#inBlock);
      this.#sum = zlib.crc32(part, this.#sum);
      this.#inBlock += part.length;
      at += part.length;
      if (this.#inBlock === summedBytes) this.#endBlock();
    }
    return this.#output.write(bytes);
  }

  async finish(): Promise<void> {
    await this.#writeSums();
    await this.#output.finish();
  }

  async commit(): Promise<void> {
    await this.#writeSums();
    await this.#output.commit();
  }

  abort(): Promise<void> {
    return this.#output.abort();
  }

  async #writeSums(): Promise<void> {
    if (this.#hasSums) return;
    this.#hasSums = true;
    if (this.#inBlock > 0) this.#endBlock();
    const sums = Buffer.from(Uint32Array.from(this.#sums).buffer);
    await this.#output.write(
      Buffer.concat([sums, Buffer.from(Uint32Array.of(this.#sums.length, zlib.crc32(sums)).buffer)]),
    );
  }

  #endBlock(): void {
    this.#sums.push(this.#sum);
    this.#sum = 0;
    this.#inBlock = 0;
  }
}

/** A log of `size` bytes that begins at `from`, and the sums of its blocks. */
export interface SummedLog {
  readonly handle: number;
  readonly from: number;
  /** Where it ends in the file. */
  readonly size: number;
  readonly sums: Uint32Array;
}

/** Undefined when the file is not as it was written. `bytes`: of the whole file. */
export function readSums(handle: number, from: number, bytes: number): SummedLog | undefined {
  const end = readNumbers(handle, bytes - endBytes, 2);
  if (end === undefined || bytes - endBytes < from) return undefined;
  const [count = 0, sum] = end;
  const size = bytes - endBytes - count * sumBytes;
  if (size < from || Math.ceil((size - from) / summedBytes) !== count) return undefined;
  const sums = readNumbers(handle, size, count);
  return sums !== undefined && zlib.crc32(new Uint8Array(sums.buffer)) === sum
    ? { handle, from, size, sums }
    : undefined;
}

function readNumbers(handle: number, at: number, count: number): Uint32Array | undefined {
  if (at < 0) return undefined;
  const room = new Uint32Array(count);
  const bytes = new Uint8Array(room.buffer);
  return readAllAt(handle, bytes, 0, bytes.length, at) === bytes.length ? room : undefined;
}

/** Reads the block that `at` lies in to the beginning of `room`; undefined when it is not as it was written. */
export function readBlock(
  { handle, from, size, sums }: SummedLog,
  at: number,
  room: Uint8Array,
): { readonly begin: number; readonly end: number } | undefined {
  const block = Math.floor((at - from) / summedBytes);
  const begin = from + block * summedBytes;
  const end = Math.min(size, begin + summedBytes);
  const read = readAllAt(handle, room, 0, end - begin, begin);
  return read === end - begin && zlib.crc32(room.subarray(0, read)) === sums[block] ? { begin, end } : undefined;
}
