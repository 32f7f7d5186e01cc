// A frame of a zstd file (RFC 8878). Its blocks are found here, and a decoder gets one frame at a time, block by block: those of the
// runtime drop what follows a first frame, or all behind a skippable one, and take a cut file for a whole one, all depending on how
// the bytes come. So nothing is lost, the end is known exactly, and a block unpacks to 128 KiB at most.

import type { Source } from "../source.ts";
import type { MemberEnd } from "./member.ts";
import { bytesAt } from "./piecesOf.ts";
import { throughStream } from "./throughStream.ts";
import { zstdDecoder } from "./zstdDecoder.ts";

const magic = 0xfd2fb528;
/** The last four bits of a skippable frame's are free. */
const skippable = 0x184d2a50;
/** The longest head: magic, descriptor, window, dictionary, size. */
const longestHead = 4 + 1 + 1 + 4 + 8;
/** A block that is packed, or is what it unpacks to. */
const largestBlock = 128 * 1024;
/** A larger one would let a small file ask for more memory than there is. */
const largestWindow = 128 * 1024 * 1024;

export async function* unpackZstdFrame(source: Source, at: number): AsyncGenerator<Uint8Array, MemberEnd, undefined> {
  const bytes = Buffer.from(bytesAt(source, at, longestHead));
  const word = bytes.length < 4 ? undefined : bytes.readUInt32LE(0);
  if (word === undefined) return { is: mayBegin(bytes[0]) ? "cut" : "none" };
  if (word >>> 4 === skippable >>> 4) return skip(source, at, bytes);
  if (word !== magic) return { is: "none" };
  const head = headOf(bytes);
  if (head === undefined) return { is: "cut" };
  if (head.window > largestWindow) {
    const mebibytes = Math.ceil(head.window / 1024 ** 2);
    return {
      is: "damaged",
      at,
      detail: `it needs ${mebibytes} MiB of memory to be unpacked, more than the 128 that are allowed`,
    };
  }
  const blocks = new Blocks(source, at, head);
  const decoded = throughStream(await zstdDecoder(head.hasChecksum), blocks.pieces());
  for (;;) {
    const { value, done } = await decoded.next();
    if (done !== true) yield value;
    else if (value.is === "damaged") return { is: "damaged", at: blocks.at, detail: value.detail };
    else if (blocks.problem !== undefined) return { is: "damaged", at: blocks.at, detail: blocks.problem };
    else if (!blocks.isWhole) return { is: "cut" };
    else if (value.is === "cut") return { is: "damaged", at: blocks.at, detail: "its checksum is wrong" };
    else return { is: "whole", next: blocks.at };
  }
}

function skip(source: Source, at: number, bytes: Buffer): MemberEnd {
  if (bytes.length < 8) return { is: "cut" };
  const next = at + 8 + bytes.readUInt32LE(4);
  return next > source.size ? { is: "cut" } : { is: "whole", next };
}

/** The first byte of a frame that is cut there. */
function mayBegin(byte: number | undefined): boolean {
  return byte === 0x28 || (byte !== undefined && byte >>> 4 === 5);
}

interface FrameHead {
  readonly bytes: number;
  /** Bytes of memory that unpacking takes. */
  readonly window: number;
  readonly hasChecksum: boolean;
}

/** Undefined when it is cut. */
function headOf(bytes: Buffer): FrameHead | undefined {
  const descriptor = bytes[4];
  if (descriptor === undefined) return undefined;
  const isSingle = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? (isSingle ? 1 : 0) : 1 << sizeFlag;
  const sizeAt = 5 + (isSingle ? 0 : 1) + dictionary;
  const end = sizeAt + sizeBytes;
  if (bytes.length < end) return undefined;
  return {
    bytes: end,
    window: isSingle ? sizeIn(bytes, sizeAt, sizeBytes) : windowOf(bytes[5] ?? 0),
    hasChecksum: (descriptor & 4) !== 0,
  };
}

function sizeIn(bytes: Buffer, at: number, length: number): number {
  if (length === 8) return Number(bytes.readBigUInt64LE(at));
  return length === 2 ? bytes.readUInt16LE(at) + 256 : bytes.readUIntLE(at, length);
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** A frame's head, blocks and checksum, one after the other. */
class Blocks {
  readonly #source: Source;
  readonly #head: FrameHead;
  /** Behind the last piece. */
  at: number;
  isWhole = false;
  problem: string | undefined;

  constructor(source: Source, at: number, head: FrameHead) {
    this.#source = source;
    this.#head = head;
    this.at = at;
  }

  /** Ends early where the file is cut, or a block is none. */
  *pieces(): Generator<Uint8Array, void, undefined> {
    let piece = this.#take(this.#head.bytes);
    for (let isLast = false; piece !== undefined; ) {
      yield piece;
      if (isLast) {
        piece = this.#head.hasChecksum && !this.isWhole ? this.#take(4) : undefined;
        if (piece !== undefined) this.isWhole = true;
        continue;
      }
      const block = this.#blockHead();
      if (block === undefined) return;
      isLast = block.isLast;
      piece = this.#take(block.bytes);
      if (isLast && piece !== undefined && !this.#head.hasChecksum) this.isWhole = true;
    }
  }

  #blockHead(): { readonly isLast: boolean; readonly bytes: number } | undefined {
    const bytes = Buffer.from(bytesAt(this.#source, this.at, 3));
    if (bytes.length < 3) return undefined;
    const word = bytes.readUIntLE(0, 3);
    const type = (word >> 1) & 3;
    const size = word >> 3;
    if (type === 3 || size > largestBlock) {
      this.problem = "a block is none";
      return undefined;
    }
    return { isLast: (word & 1) === 1, bytes: 3 + (type === 1 ? 1 : size) };
  }

  /** Undefined when it is cut: of a part of a block nothing can be unpacked. */
  #take(length: number): Uint8Array | undefined {
    const bytes = bytesAt(this.#source, this.at, length);
    if (bytes.length < length) return undefined;
    this.at += length;
    return bytes;
  }
}
