// A segment's bytes: the facts of up to 32,768 records in about 4 bytes each.
//
// Most facts repeat together: a stream of deltas has one kind, role, tool, one newline between records, and mostly one
// pairing id. So the tuple of them is a *shape*, kept once per segment in a dictionary, and a record stores its shape's
// number in one byte (two when a segment has more than 256 shapes). What varies follows in columns of variable-length
// numbers: lengths; times as differences (milliseconds, or microseconds when a time in the segment has a fraction);
// pairing hashes where they change; and the rare gaps and line steps that do not fit a shape.
//
//   u32 records | u32 shapes | u8 bytes per shape number | u8 time units per ms as a power of 1000 | u16 0
//   f64 offset of the first record | f64 its line | shapes (12 bytes each) | u32 x 4 column sizes
//   marks (48 bytes for every 1,024 records) | columns | further calls (furtherBytes.ts) | u32 CRC-32
//
// A mark says where the columns are at a record, so that it can be decoded without those before it.
//
// The work is done in WebAssembly (assembly/), in a third of the time that JavaScript takes: every record passes through
// here once, and a page of rare rows needs a hundred segments.

import zlib from "node:zlib";
import { moduleOf } from "../environment/webAssembly.ts";
import type { Columns, FurtherCalls } from "../scanner/indexScan.ts";
import { segmentRecords } from "../scanner/indexScan.ts";
import wasm from "./assembly/codec.ts?wasm";
import { furtherSize, readFurther, writeFurther } from "./furtherBytes.ts";
import { kindLimit } from "./kindTotals.ts";
import type { OwnColumns } from "./ownColumns.ts";
import { columnFacts, viewColumns } from "./ownColumns.ts";
import type { SegmentSummary, ShapeTally } from "./segmentSummary.ts";
import { summarise } from "./segmentSummary.ts";

/** As in assembly/layout.ts: at most 32 blocks. */
const blockRecords = segmentRecords / 32;

/** Working memory for one segment: 1.4 MB when it has decoded one, about 1 MB more when it has encoded one. */
export interface SegmentCodec {
  /** There must be a record. Columns of the scanner whose memory this is are taken where they lie, others are copied first. */
  encode(columns: Columns): EncodedSegment;
  /**
   * Takes the bytes of a segment, which `read` puts at the begin of what it is given, for the functions below. False when
   * they are damaged.
   */
  open(size: number, read: (target: Uint8Array) => void): boolean;
  /**
   * Rows whose kind is accepted (a number of `accepts` for each kind), all but the first `skip` of them and at most `most`.
   * Valid until the next call.
   */
  findKinds(accepted: Uint8Array, skip: number, most: number): Uint16Array;
  /**
   * Facts of the records [from, until), of all without them; `count` is that of all. What was decoded before stays. Valid
   * until another segment is opened.
   */
  decode(from?: number, until?: number): Columns;
}

export interface EncodedSegment {
  /** In the codec's memory: valid until it, or the scanner of the same memory, is used again. */
  readonly bytes: Uint8Array;
  readonly summary: SegmentSummary;
}

interface CodecInstance {
  readonly columnsAddress: () => number;
  readonly bytesAddress: () => number;
  readonly acceptedKindsAddress: () => number;
  readonly foundRowsAddress: () => number;
  readonly talliesAddress: () => number;
  readonly extremesAddress: () => number;
  readonly capacityOfBytes: () => number;
  readonly encode: (columns: number, count: number, power: number) => number;
  readonly open: (size: number) => number;
  readonly findKinds: (skip: number, most: number) => number;
  readonly decode: (block: number) => void;
}

// The module is ours and compiled with this code, so its shape is checked once here and trusted from then on.
function isCodec(exports: object): exports is CodecInstance {
  return "encode" in exports && "decode" in exports && "columnsAddress" in exports;
}

let compiled: WebAssembly.Module | undefined;

/** As in assembly/asconfig.json, in pages of 64 KiB. Nothing in front of the codec's room is ever touched. */
const memoryPages = 212;

/** Compiled when it is first asked for. */
export function codecModule(): WebAssembly.Module {
  compiled ??= moduleOf(wasm);
  return compiled;
}

/** `memory`: of the scanner whose columns are encoded. */
export function createSegmentCodec(memory = new WebAssembly.Memory({ initial: memoryPages })): SegmentCodec {
  const { exports } = new WebAssembly.Instance(codecModule(), { env: { memory } });
  if (!isCodec(exports)) throw new Error("the compiled codec lacks an export");
  const capacity = exports.capacityOfBytes();
  let current = viewMemory(exports, memory.buffer);
  /** A memory that the scanner has made larger is another buffer. */
  const views = (): Views => {
    if (current.columns.offsets.buffer === memory.buffer) return current;
    const { count, wholeTimes } = current.columns;
    current = viewMemory(exports, memory.buffer);
    Object.assign(current.columns, { count, wholeTimes });
    return current;
  };
  /** A bit for each block of the open segment that is in the columns. */
  let decoded = 0;
  /** Of the open segment. */
  let further: FurtherCalls | undefined;
  const takeCopy = (given: Columns): OwnColumns => {
    const { columns } = views();
    for (const fact of columnFacts) columns[fact].set(given[fact].subarray(0, given.count));
    return columns;
  };
  return {
    encode: (given) => {
      decoded = 0;
      const { offsets } = given.offsets.buffer === memory.buffer ? given : takeCopy(given);
      const size = exports.encode(offsets.byteOffset, given.count, given.wholeTimes ? 0 : 1);
      const { bytes, tallies, extremes } = views();
      const encoded = bytes.subarray(0, size + furtherSize(given.further) + checksumBytes);
      writeFurther(encoded.subarray(0, -checksumBytes), given.further);
      writeChecksum(encoded);
      return { bytes: encoded, summary: summarise(given, { shapes: shapesOf(encoded, tallies), extremes }) };
    },
    open: (whole, read) => {
      const { columns, bytes } = views();
      const size = whole - checksumBytes;
      decoded = 0;
      columns.count = 0;
      if (size < segmentLayout.headBytes || size > capacity) return false;
      read(bytes.subarray(0, whole));
      const checksum = new DataView(memory.buffer, bytes.byteOffset + size, 4).getUint32(0, true);
      if (checksum !== zlib.crc32(bytes.subarray(0, size))) return false;
      further = readFurther(bytes.subarray(0, size));
      columns.count = exports.open(size - furtherSize(further));
      columns.wholeTimes = bytes[segmentLayout.powerAt] === 0;
      return columns.count > 0;
    },
    findKinds: (accepted, skip, most) => {
      const { acceptedKinds, foundRows } = views();
      acceptedKinds.set(accepted);
      return foundRows.subarray(0, exports.findKinds(skip, most));
    },
    decode: (from = 0, until) => {
      const { columns } = views();
      const end = Math.min(until ?? columns.count, columns.count);
      for (let block = Math.floor(from / blockRecords); block * blockRecords < end; block++) {
        if (((decoded >>> block) & 1) === 0) exports.decode(block);
        decoded |= 1 << block;
      }
      return further === undefined ? columns : { ...columns, further };
    },
  };
}

/** What is read and written of the codec's memory. */
interface Views {
  readonly columns: OwnColumns;
  readonly bytes: Uint8Array;
  readonly acceptedKinds: Uint8Array;
  readonly foundRows: Uint16Array;
  readonly tallies: DataView;
  readonly extremes: Float64Array;
}

function viewMemory(exports: CodecInstance, buffer: ArrayBuffer): Views {
  return {
    columns: viewColumns(buffer, exports.columnsAddress(), segmentRecords),
    bytes: new Uint8Array(buffer, exports.bytesAddress(), exports.capacityOfBytes() + checksumBytes),
    acceptedKinds: new Uint8Array(buffer, exports.acceptedKindsAddress(), kindLimit),
    foundRows: new Uint16Array(buffer, exports.foundRowsAddress(), segmentRecords),
    tallies: new DataView(buffer, exports.talliesAddress(), segmentRecords * tallyBytes),
    extremes: new Float64Array(buffer, exports.extremesAddress(), 4),
  };
}

/** The shapes of a segment that has just been encoded, with what was added up of each. */
function shapesOf(segment: Uint8Array, tallies: DataView): readonly ShapeTally[] {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.length);
  const { headBytes, shapesAt, shapeBytes, shapeKind, shapeTool, shapeRole, shapeFlags } = segmentLayout;
  return Array.from({ length: view.getUint32(shapesAt, true) }, (_, shape) => {
    const at = headBytes + shape * shapeBytes;
    const flags = view.getUint8(at + shapeFlags);
    return {
      kind: view.getUint16(at + shapeKind, true),
      tool: view.getUint16(at + shapeTool, true),
      role: view.getUint8(at + shapeRole),
      flags,
      hasTime: (flags & hasTime) !== 0,
      records: tallies.getUint32(shape * tallyBytes, true),
      bytes: tallies.getFloat64(shape * tallyBytes + 8, true),
    };
  });
}

/** Puts the checksum of a segment's bytes behind them, after some were changed. */
export function writeChecksum(segment: Uint8Array): void {
  const size = segment.length - checksumBytes;
  new DataView(segment.buffer, segment.byteOffset + size, 4).setUint32(0, zlib.crc32(segment.subarray(0, size)), true);
}

/** As in assembly/shape.ts and assembly/layout.ts. */
const hasTime = 0x20;
const tallyBytes = 16;
export const checksumBytes = 4;

/** What is rewritten when a segment moves (joinRange.ts). */
export const segmentLayout = {
  headBytes: 32,
  shapeBytes: 12,
  /** Places in the head: the number of shapes, the power of time units, the first record's line. */
  shapesAt: 4,
  powerAt: 9,
  lineAt: 24,
  /** Places of numbers in a shape. */
  shapeKind: 0,
  shapeTool: 2,
  shapeRole: 4,
  shapeFlags: 5,
} as const;
