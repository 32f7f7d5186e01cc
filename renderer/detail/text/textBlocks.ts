// One record's raw text in blocks.

import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import type { TextSlice } from "../../../shared/rows.ts";
import type { RecordBlocks, RecordBlocksState } from "../blocks/recordBlocks.ts";
import { blockBytes, blockRange, createRecordBlocks } from "../blocks/recordBlocks.ts";
import type { TextBlock } from "./textBlock.ts";
import { makeBlock, textBetween } from "./textBlock.ts";

/**
 * Text of bytes `from` to `from + length` of the record, as far as whole characters go: it may take several readings.
 */
export type ReadText = (from: number, length: number, signal: AbortSignal) => Promise<Result<TextSlice>>;
/** Made by `createTextBlocks`, and disposed of by whoever made it. */
export type TextBlocks = RecordBlocks<TextBlock>;
/** What views draw from. */
export type TextBlocksState = RecordBlocksState<TextBlock>;

/** `length` is the record's, in bytes. */
export function createTextBlocks(read: ReadText, length: number): TextBlocks {
  return createRecordBlocks(async (number, signal) => {
    const { from, to } = blockRange(number, length);
    const slice = await readRange(read, from, to, signal);
    return slice.ok ? succeed(makeBlock(number, slice.value)) : slice;
  }, length);
}

/** The characters that begin in bytes `from` to `to`, or undefined while a block that holds some is not there. */
export function shownText(blocks: TextBlocksState["blocks"], from: number, to: number): string | undefined {
  let text = "";
  for (let number = Math.floor(from / blockBytes); number * blockBytes < to; number += 1) {
    const block = blocks.get(number);
    if (block === undefined) return undefined;
    text += textBetween(block, from, to);
  }
  return text;
}

async function readRange(read: ReadText, from: number, to: number, signal: AbortSignal): Promise<Result<TextSlice>> {
  const first = await read(from, to - from, signal);
  if (!first.ok) return first;
  let slice = first.value;
  // A slice may end early; the last characters of a record always come.
  while (slice.next < to && slice.next < slice.end) {
    const rest = await read(slice.next, to - slice.next, signal);
    if (!rest.ok) return rest;
    if (rest.value.next <= slice.next) break;
    slice = { ...slice, text: slice.text + rest.value.text, next: rest.value.next };
  }
  return succeed(slice);
}
