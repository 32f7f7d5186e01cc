// Feeds a range of a source to a scanner, chunk by chunk, straight into WebAssembly memory: no copy is made. Both readers
// of records, the index and the fields, drive their scanner through this.

import type { Source } from "../source/source.ts";
import type { ScannerInstance } from "./scannerModule.ts";
import { chunkBytes } from "./scannerModule.ts";

/** A step-by-step reader: each `step` reads at most one chunk. */
export interface ChunkFeed {
  /** Offset in the source of the first byte that has not been read. */
  readonly position: () => number;
  /** Reads and scans the next chunk, up to `end`; calls `onOutput` whenever the output is full. False: nothing was left. */
  readonly step: (end: number, onOutput: () => void) => boolean;
  /** Says that the source ends at the current position, so what is open becomes a last record. */
  readonly finish: (onOutput: () => void) => void;
  /** Bytes of the current chunk, by offset in the source. */
  readonly holds: (offset: number) => boolean;
}

/** `maxChunk` is below the full size in tests only, which cut at every byte. */
export function createFeed(scanner: ScannerInstance, source: Source, from: number, maxChunk = chunkBytes): ChunkFeed {
  const input = scanner.inputAddress();
  let memory = new Uint8Array(scanner.memory.buffer);
  let position = from;
  let chunkStart = from;
  let chunkLength = 0;
  return {
    position: () => position,
    holds: (offset) => offset >= chunkStart && offset < chunkStart + chunkLength,
    step: (end, onOutput) => {
      const wanted = Math.min(maxChunk, end - position);
      if (wanted <= 0) return false;
      scanner.nextChunk(chunkLength, position);
      if (memory.buffer !== scanner.memory.buffer) memory = new Uint8Array(scanner.memory.buffer);
      chunkLength = source.readInto(memory, input, wanted, position);
      chunkStart = position;
      let at = 0;
      while (at < chunkLength) {
        at = scanner.scan(at, chunkLength);
        if (at < chunkLength) onOutput();
      }
      position += chunkLength;
      return chunkLength > 0;
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
