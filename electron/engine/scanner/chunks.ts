// Feeds a range of a source to a scanner, chunk by chunk, straight into WebAssembly memory: no copy is made. Both readers
// of records, the index and the fields, drive their scanner through this.

import type { Source } from "../source/source.ts";
import type { BlockSummer } from "./blockSums.ts";
import type { ScannerInstance } from "./scannerModule.ts";
import { chunkBytes, numberOf } from "./scannerModule.ts";

const newline = 0x0a;

/** A step-by-step reader: each `step` reads at most one chunk. */
export interface ChunkFeed {
  /** Offset in the source of the first byte that has not been read. */
  readonly position: () => number;
  /** Bytes of the last chunk, which lie where the scanner's input does. */
  readonly inMemory: () => number;
  /** Reads and scans the next chunk, up to `end`; calls `onOutput` whenever the output is full. False: nothing was left. */
  readonly step: (end: number, onOutput: () => void) => boolean;
  /** Like `step`, but reads no further than behind the next newline. False: it was found, or nothing was left. */
  readonly stepToLineEnd: (end: number, onOutput: () => void) => boolean;
  /** Says that the source ends at the current position, so what is open becomes a last record. */
  readonly finish: (onOutput: () => void) => void;
}

export interface FeedOptions {
  /** Sums the bytes before they are scanned. */
  readonly summer?: BlockSummer | undefined;
  /** Below the full size in tests only, which cut at every byte. */
  readonly maxChunk?: number | undefined;
}

export function createFeed(
  scanner: ScannerInstance,
  source: Source,
  from: number,
  { summer, maxChunk = chunkBytes }: FeedOptions = {},
): ChunkFeed {
  const input = scanner.inputAddress();
  let memory = new Uint8Array(scanner.memory.buffer);
  let position = from;
  let chunkLength = 0;
  const read = (end: number): void => {
    scanner.nextChunk(chunkLength, position);
    if (memory.buffer !== scanner.memory.buffer) memory = new Uint8Array(scanner.memory.buffer);
    const wanted = Math.min(maxChunk, end - position);
    // What a disk refuses now may be asked for again: what is in memory has been taken over.
    chunkLength = 0;
    if (wanted > 0) chunkLength = source.readInto(memory, input, wanted, position);
  };
  const scan = (onOutput: () => void): boolean => {
    summer?.take(input, chunkLength, position);
    for (let at = 0; at < chunkLength; ) {
      at = scanner.scan(at, chunkLength);
      const back = numberOf(scanner.seek);
      if (back >= 0) {
        // A record may begin before this chunk, in what looked like another one until now: read on from there.
        position = back;
        chunkLength = 0;
        return true;
      }
      if (at < chunkLength) onOutput();
    }
    position += chunkLength;
    return chunkLength > 0;
  };
  return {
    position: () => position,
    inMemory: () => chunkLength,
    step: (end, onOutput) => {
      read(end);
      return scan(onOutput);
    },
    stepToLineEnd: (end, onOutput) => {
      read(end);
      const found = memory.subarray(input, input + chunkLength).indexOf(newline);
      if (found < 0) return scan(onOutput);
      chunkLength = found + 1;
      const before = position;
      scan(onOutput);
      return position < before;
    },
    finish: (onOutput) => {
      onOutput();
      scanner.finish(chunkLength);
    },
  };
}

/** Where a transcript's first line begins: a byte order mark is no part of the first record. */
export function afterByteOrderMark(source: Source): number {
  const mark = [0xef, 0xbb, 0xbf];
  const byte = new Uint8Array(1);
  const matches = mark.every((expected, at) => source.readInto(byte, 0, 1, at) === 1 && byte[0] === expected);
  return matches ? mark.length : 0;
}
