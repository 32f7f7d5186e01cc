// Sums of a source's blocks, made while the bytes pass through a scanner's memory. A block is 64 KiB, counted from the
// source's begin; a stretch of bytes that is scanned may begin and end anywhere, so what it has of its first and last
// block are parts, which add up with those of its neighbours.

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

/** Sums blocks that were read, in a memory of its own. */
export interface BlockReader {
  /** Where a block is put before it is summed. */
  readonly room: (slot: number) => Uint8Array;
  /** The sum of the first bytes of a slot, as of a block that begins there. */
  sum(slot: number, length: number): bigint;
  /** As a part to which others may be added. */
  part(slot: number, length: number): PartSum;
  fold(part: PartSum): bigint;
}

let compiled: WebAssembly.Module | undefined;

// The module is ours and compiled with this code, so its shape is checked once here and trusted from then on.
function isSum(exports: object): exports is SumInstance {
  return "addToSum" in exports && "foldSum" in exports && "memory" in exports;
}

/** Blocks that a reader has room for: those before this slot may be kept, this one is for what is looked at only. */
export const passingSlot = 15;
/** Behind the module's own data. */
const firstSlot = 64 * 1024;

/** Takes 1 MiB from its first use on. */
export function createBlockReader(): BlockReader {
  let reader: BlockReader | undefined;
  const made = (): BlockReader => {
    reader ??= startBlockReader();
    return reader;
  };
  return {
    room: (slot) => made().room(slot),
    sum: (slot, length) => made().sum(slot, length),
    part: (slot, length) => made().part(slot, length),
    fold: (part) => made().fold(part),
  };
}

function startBlockReader(): BlockReader {
  compiled ??= new WebAssembly.Module(Buffer.from(wasm, "base64"));
  const { exports } = new WebAssembly.Instance(compiled);
  if (!isSum(exports)) throw new Error("the compiled sum lacks an export");
  const addressOf = (slot: number): number => firstSlot + slot * blockBytes;
  const roomOf = (slot: number): Uint8Array => new Uint8Array(exports.memory.buffer, addressOf(slot), blockBytes);
  const rooms = Array.from({ length: passingSlot + 1 }, (_, slot) => roomOf(slot));
  const add = (slot: number, length: number): void => {
    exports.clearSum();
    exports.addToSum(addressOf(slot), length, 0);
  };
  const fold = (): bigint => BigInt.asUintN(64, exports.foldSum());
  return {
    room: (slot) => rooms[slot] ?? roomOf(slot),
    sum: (slot, length) => {
      add(slot, length);
      return fold();
    },
    part: (slot, length) => {
      add(slot, length);
      return readPart(exports);
    },
    fold: (part) => {
      new BigUint64Array(exports.memory.buffer, exports.sumsAddress(), 16).set(part);
      return fold();
    },
  };
}
