// A frame of a zstd file (RFC 8878). Its blocks are found here, and a decoder gets one frame at a time, block by block: those of the
// runtime drop what follows a first frame, or all behind a skippable one, and take a cut file for a whole one, all depending on how
// the bytes come. So nothing is lost, the end is known exactly, and a block unpacks to 128 KiB at most.

import type { Source } from "../source.ts";
import { type MemberEnd, type More, onceWhole } from "./member.ts";
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

export async function* unpackZstdFrame(
  source: Source,
  at: number,
  more: More,
): AsyncGenerator<Uint8Array, MemberEnd, undefined> {
  const head = await onceWhole(() => headAt(source, at), more);
  if (head === "cut" || head === "none") return { is: head };
  if ("next" in head) return { is: "whole", next: head.next };
  if (head.window > largestWindow) {
    const mebibytes = Math.ceil(head.window / 1024 ** 2);
    return {
      is: "damaged",
      at,
      detail: `it needs ${mebibytes} MiB of memory to be unpacked, more than the 128 that are allowed`,
    };
  }
  const blocks = new Blocks(source, at, head, more);
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

/** Of a skippable frame, where the next one begins. */
function headAt(source: Source, at: number): FrameHead | { readonly next: number } | "cut" | "none" {
  const bytes = Buffer.from(bytesAt(source, at, longestHead));
  const word = bytes.length < 4 ? undefined : bytes.readUInt32LE(0);
  if (word === undefined) return mayBegin(bytes[0]) ? "cut" : "none";
  if (word >>> 4 === skippable >>> 4) return skip(source, at, bytes);
  return word === magic ? (headOf(bytes) ?? "cut") : "none";
}

function skip(source: Source, at: number, bytes: Buffer): { readonly next: number } | "cut" {
  if (bytes.length < 8) return "cut";
  const next = at + 8 + bytes.readUInt32LE(4);
  return next > source.size ? "cut" : { next };
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
  readonly #more: More;
  /** Behind the last piece. */
  at: number;
  isWhole = false;
  problem: string | undefined;

  constructor(source: Source, at: number, head: FrameHead, more: More) {
    this.#source = source;
    this.#more = more;
    this.#head = head;
    this.at = at;
  }

  /** Ends early where the file is cut, or a block is none. */
  async *pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    let piece = await this.#take(this.#head.bytes);
    for (let isLast = false; piece !== undefined; ) {
      yield piece;
      if (isLast) {
        piece = this.#head.hasChecksum && !this.isWhole ? await this.#take(4) : undefined;
        if (piece !== undefined) this.isWhole = true;
        continue;
      }
      const block = await this.#blockHead();
      if (block === undefined) return;
      isLast = block.isLast;
      piece = await this.#take(block.bytes);
      if (isLast && piece !== undefined && !this.#head.hasChecksum) this.isWhole = true;
    }
  }

  async #blockHead(): Promise<{ readonly isLast: boolean; readonly bytes: number } | undefined> {
    const bytes = await this.#read(3);
    if (bytes === undefined) return undefined;
    const word = Buffer.from(bytes).readUIntLE(0, 3);
    const type = (word >> 1) & 3;
    const size = word >> 3;
    if (type === 3 || size > largestBlock) {
      this.problem = "a block is none";
      return undefined;
    }
    return { isLast: (word & 1) === 1, bytes: 3 + (type === 1 ? 1 : size) };
  }

  /** Undefined when it is cut: of a part of a block nothing can be unpacked. */
  async #take(length: number): Promise<Uint8Array | undefined> {
    const bytes = await this.#read(length);
    this.at += bytes?.length ?? 0;
    return bytes;
  }

  async #read(length: number): Promise<Uint8Array | undefined> {
    const bytes = await onceWhole(() => {
      const read = bytesAt(this.#source, this.at, length);
      return read.length < length ? "cut" : read;
    }, this.#more);
    return bytes === "cut" ? undefined : bytes;
  }
}
