// The blocks of one record's raw text, read when their rows come into view and dropped when they were not looked at for
// long. Only what is in view is being read: scrolling on gives up what it passed.

import { createStore } from "zustand/vanilla";
import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import type { TextSlice } from "../../../shared/rows.ts";
import type { TextBlock } from "./textBlock.ts";
import { blockBytes, blockRange, makeBlock, textBetween } from "./textBlock.ts";

/** Blocks held: 1 MiB of text. */
const mostBlocks = 16;

export interface TextBlocksState {
  /** By number, least lately looked at first. */
  readonly blocks: ReadonlyMap<number, TextBlock>;
  /** Why what is in view could not be read. */
  readonly failure: Failure | undefined;
}

export type ReadText = (from: number, length: number, signal: AbortSignal) => Promise<Result<TextSlice>>;

export type TextBlocks = ReturnType<typeof createTextBlocks>;

/** `length` is the record's, in bytes. */
export function createTextBlocks(read: ReadText, length: number) {
  const store = createStore<TextBlocksState>(() => ({ blocks: new Map(), failure: undefined }));
  const readings = new Map<number, AbortController>();

  async function load(number: number): Promise<void> {
    const reading = new AbortController();
    readings.set(number, reading);
    const range = blockRange(number, length);
    const slice = await readRange(read, range.from, range.to, reading.signal);
    if (reading.signal.aborted) return;
    readings.delete(number);
    if (!slice.ok) return store.setState({ failure: slice.failure });
    store.setState(({ blocks }) => ({
      blocks: new Map([...blocks].slice(-(mostBlocks - 1))).set(number, makeBlock(number, slice.value)),
      failure: undefined,
    }));
  }

  /** Reads what bytes `from` to `to` need and nothing else. */
  async function show(from: number, to: number): Promise<void> {
    const wanted: number[] = [];
    for (let number = Math.floor(from / blockBytes); number * blockBytes < Math.min(to, length); number += 1) {
      wanted.push(number);
    }
    for (const [number, reading] of readings) {
      if (wanted.includes(number)) continue;
      reading.abort();
      readings.delete(number);
    }
    const { blocks } = store.getState();
    const missing = wanted.filter((number) => !blocks.has(number) && !readings.has(number));
    touch(wanted);
    await Promise.all(missing.map(load));
  }

  /** Moves blocks to the end of the order in which they are dropped. */
  function touch(numbers: readonly number[]): void {
    const { blocks } = store.getState();
    const recent = [...blocks.keys()].slice(-numbers.length);
    const held = numbers.filter((number) => blocks.has(number));
    if (held.every((number) => recent.includes(number))) return;
    const others = [...blocks].filter(([number]) => !held.includes(number));
    store.setState({ blocks: new Map([...others, ...[...blocks].filter(([number]) => held.includes(number))]) });
  }

  return {
    store,
    show,
    /** Stops all reading. */
    dispose(): void {
      for (const reading of readings.values()) reading.abort();
      readings.clear();
    },
  };
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
