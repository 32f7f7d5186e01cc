// The sums of a transcript's blocks, 8 bytes for 64 KiB. They stand in pages of 1,024 between the segments of the index's file; in
// memory are the page that is being filled, a few others, and the places of all (8 bytes for 64 MiB).

import zlib from "node:zlib";
import type { PartSum, StretchSums } from "../scanner/blockSums.ts";
import { addPart, blockBytes, foldParts } from "../scanner/blockSums.ts";
import { SourceError } from "../source/fileSource.ts";
import type { SegmentFile } from "./segmentFile.ts";

export const pageBlocks = 1024;
const sumBytes = pageBlocks * 8;
const keptPages = 4;

type Page = BigUint64Array<ArrayBuffer>;

/** What the bytes of a block add up to, as far as they are known: its first `length` bytes. */
export interface BlockSum {
  readonly sum: bigint;
  readonly length: number;
}

/** Says what a block held when it was indexed. Asking may read a page of sums from the index's file. */
export interface KnownSums {
  /** Bytes whose sums are known, from the transcript's begin. */
  readonly bytes: () => number;
  /** Undefined when nothing is known of a block. */
  readonly of: (block: number) => BlockSum | undefined;
}

/** Where the sums are that a file holds. */
export interface SavedSums {
  readonly bytes: number;
  /** Places of the pages. */
  readonly pages: readonly number[];
}

export interface SumStore extends KnownSums {
  /** Takes what follows. False: it does not follow, so the transcript was changed while it was read. */
  append(stretch: StretchSums): boolean;
  /** Writes what is in memory alone; nothing may be appended then, until `goOn`. */
  save(): SavedSums;
  /** More is to follow; `open` are the bytes of the block that the known ones end in. */
  goOn(open: PartSum): void;
}

export interface SumStoreOptions {
  readonly file: SegmentFile;
  /** What the file holds, and the sum of the block that it ends in, when more is to follow. */
  readonly saved?: SavedSums | undefined;
  readonly open?: PartSum | undefined;
  /** Makes the sums of a page again that turned out to be damaged. */
  readonly again: (page: number, saved: number) => Page;
}

export function createSumStore({ file, saved, open, again }: SumStoreOptions): SumStore {
  const places = [...(saved?.pages ?? [])];
  let bytes = saved?.bytes ?? 0;
  /** The last page, while it is being filled: `filled` sums. */
  const page: Page = new BigUint64Array(pageBlocks);
  let filled = 0;
  /** Of the block that is being filled; undefined when the last sum in the file is that of the last block. */
  let part: PartSum | undefined = saved === undefined ? new BigUint64Array(16) : open;
  let atHand: { readonly number: number; readonly page: Page }[] = [];

  if (open !== undefined) goOn(open);

  function goOn(last: PartSum): void {
    part = last;
    // The last page goes on being filled.
    const blocks = Math.floor(bytes / blockBytes);
    filled = blocks % pageBlocks;
    const pages = Math.floor(blocks / pageBlocks);
    if (filled > 0) page.set(readPage(pages).subarray(0, filled));
    places.length = pages;
    atHand = [];
  }

  function readPage(number: number): Page {
    const known = atHand.find((one) => one.number === number);
    if (known !== undefined) return known.page;
    const read = pageAt(file, places[number] ?? 0) ?? again(number, bytes);
    atHand = [{ number, page: read }, ...atHand.slice(0, keptPages - 1)];
    return read;
  }
  const push = (sum: bigint): void => {
    page[filled++] = sum;
    if (filled < pageBlocks) return;
    places.push(writePage(file, page));
    filled = 0;
  };
  const close = (): void => {
    if (part === undefined) return;
    push(foldParts(part));
    part.fill(0n);
  };

  return {
    bytes: () => bytes,
    of: (block) => {
      const start = block * blockBytes;
      if (start >= bytes) return undefined;
      const length = Math.min(blockBytes, bytes - start);
      if (length < blockBytes && part !== undefined) return { sum: foldParts(part), length };
      const number = Math.floor(block / pageBlocks);
      const sums = number < places.length ? readPage(number) : page;
      return { sum: sums[block % pageBlocks] ?? 0n, length };
    },
    append: ({ from, to, head, whole, tail }) => {
      if (from === to) return true;
      if (from !== bytes || part === undefined) return false;
      bytes = to;
      if (head !== undefined) {
        addPart(part, head);
        const isWhole = whole.length > 0 || tail !== undefined || to % blockBytes === 0;
        if (isWhole) close();
      }
      for (const sum of whole) push(sum);
      if (tail !== undefined) addPart(part, tail);
      return true;
    },
    goOn,
    save: () => {
      if (bytes % blockBytes !== 0) close();
      part = undefined;
      if (filled > 0) {
        places.push(writePage(file, page));
        filled = 0;
      }
      return { bytes, pages: places };
    },
  };
}

/** Appends a page to another file. Throws when it is damaged. */
export function copyPage(from: SegmentFile, at: number, to: SegmentFile): number {
  const page = pageAt(from, at);
  if (page === undefined) throw new Error("the sums are damaged");
  return writePage(to, page);
}

/** Throws when a page of a file is damaged. */
export function checkPage(file: SegmentFile, at: number): void {
  if (pageAt(file, at) === undefined) throw new Error("the sums are damaged");
}

function writePage(file: SegmentFile, page: Page): number {
  const written = Buffer.alloc(sumBytes + 4);
  Buffer.from(page.buffer).copy(written);
  written.writeUInt32LE(zlib.crc32(written.subarray(0, sumBytes)), sumBytes);
  return file.append(written);
}

/** Undefined when it is damaged. */
function pageAt(file: SegmentFile, at: number): Page | undefined {
  try {
    const read = Buffer.from(file.read(at, sumBytes + 4));
    if (read.readUInt32LE(sumBytes) !== zlib.crc32(read.subarray(0, sumBytes))) return undefined;
    const page: Page = new BigUint64Array(pageBlocks);
    Buffer.from(page.buffer).set(read.subarray(0, sumBytes));
    return page;
  } catch (error) {
    // It was closed meanwhile, which says nothing of what it holds.
    if (error instanceof SourceError) throw error;
    return undefined;
  }
}
