// Sums of a source's blocks, made while the bytes pass through a scanner's memory. A block is 64 KiB, counted from the
// source's begin; a stretch of bytes that is scanned may begin and end anywhere, so what it has of its first and last
// block are parts, which add up with those of its neighbours.

import { moduleOf } from "../environment/webAssembly.ts";
import wasm from "./assembly/blockSum.ts?wasm";

/** Bytes of a block. */
export const blockBytes = 64 * 1024;

/** Sixteen numbers that the bytes of one block, or of a part of it, add up to. */
export type PartSum = BigUint64Array<ArrayBuffer>;

/** The exports of assembly/blockSum.ts, in whichever module they are. */
export interface SumInstance {
  readonly memory: WebAssembly.Memory;
  readonly sumsAddress: () => number;
  readonly addToSum: (at: number, size: number, start: number) => void;
  readonly foldSum: () => bigint;
  readonly clearSum: () => void;
}

/** Sums of the bytes [from, to). */
export interface StretchSums {
  readonly from: number;
  readonly to: number;
  /** Of the block that `from` lies in, unless `from` is where it begins. */
  readonly head: PartSum | undefined;
  /** Of the whole blocks that follow. */
  readonly whole: readonly bigint[];
  /** Of the block that `to` lies in, unless it is the first one, or `to` is where it begins. */
  readonly tail: PartSum | undefined;
}

export interface BlockSummer {
  /** Takes bytes that lie in the module's memory. Those before the ones that are due are left out: they were taken. */
  take(address: number, length: number, position: number): void;
  /** Gives the sums of what was taken since the last call. */
  give(): StretchSums;
}

/** `from`: where the first bytes that are taken stand in the source. */
export function createBlockSummer(module: SumInstance, from: number): BlockSummer {
  let at = from;
  let begin = from;
  let head: PartSum | undefined;
  let whole: bigint[] = [];
  module.clearSum();
  /** True while the open block is the one that the stretch begins within. */
  const isInHead = (): boolean => head === undefined && begin % blockBytes !== 0;
  const closeBlock = (): void => {
    if (isInHead()) head = readPart(module);
    else whole.push(BigInt.asUintN(64, module.foldSum()));
    module.clearSum();
  };
  return {
    take: (address, length, position) => {
      if (position > at) throw new Error(`bytes from ${at} on were not summed`);
      const end = position + length;
      while (at < end) {
        const start = at % blockBytes;
        const size = Math.min(end - at, blockBytes - start);
        module.addToSum(address + at - position, size, start);
        at += size;
        if (at % blockBytes === 0) closeBlock();
      }
    },
    give: () => {
      const open = at % blockBytes === 0 || at === begin ? undefined : readPart(module);
      const stretch = isInHead()
        ? { from: begin, to: at, head: open, whole, tail: undefined }
        : { from: begin, to: at, head, whole, tail: open };
      module.clearSum();
      begin = at;
      head = undefined;
      whole = [];
      return stretch;
    },
  };
}

function readPart(module: SumInstance): PartSum {
  return new BigUint64Array(module.memory.buffer, module.sumsAddress(), 16).slice();
}

/** Adds a part of a block to another part of it. */
export function addPart(sum: PartSum, part: PartSum): void {
  for (let word = 0; word < sum.length; word++) sum[word] = (sum[word] ?? 0n) + (part[word] ?? 0n);
}

/**
 * The sum of bytes that are a block or the begin of one. They are copied: one memory serves all readers of a thread, since
 * Electron's runtime has room for some 120 memories of WebAssembly, however small (findings/electron-few-wasm-memories.sh).
 */
export function sumOfBlock(bytes: Uint8Array): bigint {
  const module = take(bytes);
  return BigInt.asUintN(64, module.foldSum());
}

/** As `sumOfBlock`, but as a part to which others may be added; its first byte is the block's byte `start`. */
export function partOfBlock(bytes: Uint8Array, start = 0): PartSum {
  return readPart(take(bytes, start));
}

/** The sum of a block all of whose parts were added. */
export function foldParts(part: PartSum): bigint {
  const module = moduleNow();
  new BigUint64Array(module.memory.buffer, module.sumsAddress(), 16).set(part);
  return BigInt.asUintN(64, module.foldSum());
}

/** Where the bytes of a block are put: behind the module's own data. */
const room = 64 * 1024;

function take(bytes: Uint8Array, start = 0): SumInstance {
  const module = moduleNow();
  new Uint8Array(module.memory.buffer, room, blockBytes).set(bytes);
  module.clearSum();
  module.addToSum(room, bytes.length, start);
  return module;
}

let shared: SumInstance | undefined;

function moduleNow(): SumInstance {
  if (shared !== undefined) return shared;
  const { exports } = new WebAssembly.Instance(moduleOf(wasm));
  if (!isSum(exports)) throw new Error("the compiled sum lacks an export");
  shared = exports;
  return exports;
}

// The module is ours and compiled with this code, so its shape is checked once here and trusted from then on.
function isSum(exports: object): exports is SumInstance {
  return "addToSum" in exports && "foldSum" in exports && "memory" in exports;
}
