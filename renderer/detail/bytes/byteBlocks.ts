// One record's bytes in blocks, each byte known for valid or not.

import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import type { ByteSlice } from "../../../shared/rows.ts";
import type { RecordBlocks, RecordBlocksState } from "../blocks/recordBlocks.ts";
import { blockBytes, blockRange, createRecordBlocks } from "../blocks/recordBlocks.ts";
import { invalidUtf8 } from "./invalidUtf8.ts";

/** `blockBytes` of the record, fewer at its end. */
export interface ByteBlock {
  readonly bytes: Uint8Array;
  /** For each of them 1 when it is part of no character. */
  readonly invalid: Uint8Array;
}

/** Made by `createByteBlocks`, and disposed of by whoever made it. */
export type ByteBlocks = RecordBlocks<ByteBlock>;
/** Bytes `from` to `from + length` of the record, fewer at its end. */
export type ReadBytes = (from: number, length: number, signal: AbortSignal) => Promise<Result<ByteSlice>>;

/** `length` is the record's, in bytes. */
export function createByteBlocks(read: ReadBytes, length: number): ByteBlocks {
  return createRecordBlocks(async (number, signal) => {
    const { from, to } = blockRange(number, length);
    const slice = await read(from, to - from, signal);
    if (!slice.ok) return slice;
    const begin = number * blockBytes - slice.value.from;
    const invalid = invalidUtf8(slice.value.bytes);
    return succeed({
      bytes: slice.value.bytes.subarray(begin, begin + blockBytes),
      invalid: invalid.subarray(begin, begin + blockBytes),
    });
  }, length);
}

/** A byte of a row: its value, and whether it is part of a character. */
export interface ShownByte {
  readonly value: number;
  readonly isInvalid: boolean;
}

/** Bytes `from` to `to`, or undefined while a block that holds some is not there. */
export function shownBytes(
  blocks: RecordBlocksState<ByteBlock>["blocks"],
  from: number,
  to: number,
): readonly ShownByte[] | undefined {
  const shown: ShownByte[] = [];
  for (let at = from; at < to; at += 1) {
    const block = blocks.get(Math.floor(at / blockBytes));
    const value = block?.bytes[at % blockBytes];
    if (block === undefined || value === undefined) return undefined;
    shown.push({ value, isInvalid: block.invalid[at % blockBytes] === 1 });
  }
  return shown;
}
