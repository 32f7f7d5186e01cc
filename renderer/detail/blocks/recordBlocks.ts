// The blocks of one record that a view draws, read when their rows come into view and dropped when they were not looked at
// for long. Only what is in view is being read: scrolling on gives up what it passed.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";

/** Bytes of the record from one block's begin to the next one's. */
export const blockBytes = 64 * 1024;
/** Read around a block, so that a character across its edge is known for one: it is at most four bytes long. */
const overlapBytes = 4;
/** Blocks held: 1 MiB of the record. */
const mostBlocks = 16;

/** What is held; a block that is not in it is on its way, was given up, or was never looked at. */
export interface RecordBlocksState<Block> {
  /** By number, least lately looked at first. */
  readonly blocks: ReadonlyMap<number, Block>;
  /** Why what is in view could not be read. */
  readonly failure: Failure | undefined;
}

/** Of one record: another one has other blocks, and these are disposed of. */
export interface RecordBlocks<Block> {
  readonly store: StoreApi<RecordBlocksState<Block>>;
  /** Reads what bytes `from` to `to` need and nothing else. */
  show(from: number, to: number): Promise<void>;
  /** Stops all reading. */
  dispose(): void;
}

/** Reads all of a block, by its number from 0. */
export type ReadBlock<Block> = (number: number, signal: AbortSignal) => Promise<Result<Block>>;

/** The bytes to read for block `number` of a record of `length` bytes. */
export function blockRange(number: number, length: number): { readonly from: number; readonly to: number } {
  return {
    from: Math.max(0, number * blockBytes - overlapBytes),
    to: Math.min(length, (number + 1) * blockBytes + overlapBytes),
  };
}

/** `length` is the record's, in bytes. */
export function createRecordBlocks<Block>(read: ReadBlock<Block>, length: number): RecordBlocks<Block> {
  const store = createStore<RecordBlocksState<Block>>(() => ({ blocks: new Map(), failure: undefined }));
  const readings = new Map<number, AbortController>();

  async function load(number: number): Promise<void> {
    const reading = new AbortController();
    readings.set(number, reading);
    const block = await read(number, reading.signal);
    if (reading.signal.aborted) return;
    readings.delete(number);
    if (!block.ok) return store.setState({ failure: block.failure });
    store.setState(({ blocks }) => ({
      blocks: new Map([...blocks].slice(-(mostBlocks - 1))).set(number, block.value),
      failure: undefined,
    }));
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
    async show(from, to) {
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
    },
    dispose() {
      for (const reading of readings.values()) reading.abort();
      readings.clear();
    },
  };
}
