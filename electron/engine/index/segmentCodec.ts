// A segment's bytes: the facts of up to 32,768 records in about 4 bytes each.
//
// Most facts repeat together: a stream of deltas has one kind, role, tool, one newline between records, and mostly one
// pairing id. So the tuple of them is a *shape*, kept once per segment in a dictionary, and a record stores its shape's
// number in one byte (two when a segment has more than 256 shapes). What varies follows in columns of variable-length
// numbers: lengths; times as differences (milliseconds, or microseconds when a time in the segment has a fraction);
// pairing hashes where they change; and the rare gaps and line steps that do not fit a shape.
//
//   u32 records | u32 shapes | u8 bytes per shape number | u8 time units per ms as a power of 1000 | u16 0
//   f64 offset of the first record | f64 its line | shapes (12 bytes each) | u32 x 4 column sizes | columns | u32 CRC-32

import zlib from "node:zlib";
import type { Columns } from "../scanner/indexScan.ts";
import { segmentRecords } from "../scanner/indexScan.ts";

const headBytes = 32;
const shapeBytes = 12;

// Bits of a shape's flags above those of the record itself (flagBit).
const hasTime = 0x20;
const hasPair = 0x40;
/** The pairing hash is that of the record with a pairing id before this one. */
const samePair = 0x80;
const recordFlags = 0x07;

/** A gap or line step of this value in a shape means: it stands in the exceptions column. */
const exceptional = 255;

/** Worst case per record: shape 2, length 9, time 10, pair 4, exceptions 18. */
const worstBytes = 48;

/** Encodes segments one after the other with the same working memory. */
export class SegmentEncoder {
  readonly #shapeHigh = new Uint32Array(segmentRecords);
  readonly #shapeLow = new Uint32Array(segmentRecords);
  readonly #shapeExtra = new Uint32Array(segmentRecords);
  readonly #shapeOf = new Uint16Array(segmentRecords);
  /** Open-addressed table of shape number + 1. */
  readonly #table = new Uint32Array(segmentRecords * 2);
  readonly #lengths = new ByteColumn();
  readonly #times = new ByteColumn();
  readonly #pairs = new ByteColumn();
  readonly #exceptions = new ByteColumn();

  /** The bytes of a segment; a fresh copy. `columns.count` must not be 0. */
  encode(columns: Columns): Uint8Array {
    const { count } = columns;
    const power = columns.wholeTimes ? 0 : 1;
    const shapes = this.#fill(columns, power === 0 ? 1 : 1000);
    const wide = shapes > 256 ? 2 : 1;
    const parts = [this.#lengths, this.#times, this.#pairs, this.#exceptions] as const;
    const columnsAt = headBytes + shapes * shapeBytes + 16;
    const size = parts.reduce((sum, part) => sum + part.size, columnsAt + count * wide) + 4;
    const bytes = new Uint8Array(size);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, count, true);
    view.setUint32(4, shapes, true);
    view.setUint8(8, wide);
    view.setUint8(9, power);
    view.setFloat64(16, columns.offsets[0] ?? 0, true);
    view.setFloat64(24, columns.lines[0] ?? 0, true);
    for (let shape = 0; shape < shapes; shape++) {
      const at = headBytes + shape * shapeBytes;
      view.setUint32(at, this.#shapeHigh[shape] ?? 0, true);
      view.setUint32(at + 4, this.#shapeLow[shape] ?? 0, true);
      view.setUint32(at + 8, this.#shapeExtra[shape] ?? 0, true);
    }
    parts.forEach((part, index) => {
      view.setUint32(columnsAt - 16 + index * 4, part.size, true);
    });
    let at = columnsAt;
    const shapeOf = this.#shapeOf;
    if (wide === 1) bytes.set(shapeOf.subarray(0, count), at);
    else for (let row = 0; row < count; row++) view.setUint16(at + row * 2, shapeOf[row] ?? 0, true);
    at += count * wide;
    for (const part of parts) {
      bytes.set(part.bytes.subarray(0, part.size), at);
      at += part.size;
    }
    view.setUint32(at, zlib.crc32(bytes.subarray(0, at)), true);
    return bytes;
  }

  /** Sorts the facts of each record into shapes and columns; gives the number of shapes. */
  #fill(columns: Columns, timeUnit: number): number {
    const { count, offsets, lengths, lines, times, pairs, kinds, tools, roles, flags } = columns;
    const [lengthColumn, timeColumn, pairColumn, exceptionColumn] = [
      this.#lengths,
      this.#times,
      this.#pairs,
      this.#exceptions,
    ];
    const shapeOf = this.#shapeOf;
    this.#table.fill(0);
    for (const part of [lengthColumn, timeColumn, pairColumn, exceptionColumn]) part.size = 0;
    let shapes = 0;
    let lastShape = -1;
    let lastHigh = -1;
    let lastLow = -1;
    let lastExtra = -1;
    let expected = offsets[0] ?? 0;
    let line = lines[0] ?? 0;
    let time = 0;
    let pair = 0;
    for (let row = 0; row < count; row++) {
      const length = lengths[row] ?? 0;
      const offset = offsets[row] ?? 0;
      const gap = offset - expected;
      const step = (lines[row] ?? 0) - line;
      expected = offset + length;
      line += step;
      let flag = (flags[row] ?? 0) & recordFlags;
      const exact = times[row] ?? Number.NaN;
      if (!Number.isNaN(exact)) {
        flag |= hasTime;
        const units = Math.round(exact * timeUnit);
        timeColumn.addSigned(units - time);
        time = units;
      }
      const thisPair = pairs[row] ?? 0;
      if (thisPair !== 0) {
        flag |= thisPair === pair ? hasPair | samePair : hasPair;
        if (thisPair !== pair) pairColumn.addFixed(thisPair);
        pair = thisPair;
      }
      if (gap >= exceptional) exceptionColumn.add(gap);
      if (step >= exceptional) exceptionColumn.add(step);
      lengthColumn.add(length);
      const high = (kinds[row] ?? 0) | ((tools[row] ?? 0) << 16);
      const low = (roles[row] ?? 0) | (flag << 8) | ((gap < exceptional ? gap : exceptional) << 16);
      const extra = step < exceptional ? step : exceptional;
      if (high !== lastHigh || low !== lastLow || extra !== lastExtra) {
        lastHigh = high;
        lastLow = low;
        lastExtra = extra;
        lastShape = this.#find(high, low, extra, shapes);
        if (lastShape === shapes) shapes++;
      }
      shapeOf[row] = lastShape;
    }
    return shapes;
  }

  /** The number of a shape; `shapes`, the next free number, when it is new. */
  #find(high: number, low: number, extra: number, shapes: number): number {
    const mask = this.#table.length - 1;
    let slot = (Math.imul(high ^ Math.imul(low, 0x9e3779b1) ^ Math.imul(extra, 0x85ebca6b), 0xc2b2ae35) >>> 7) & mask;
    for (;;) {
      const known = (this.#table[slot] ?? 0) - 1;
      if (known === -1) break;
      // The columns are unsigned, the packed numbers may not be.
      if (
        this.#shapeHigh[known] === high >>> 0 &&
        this.#shapeLow[known] === low >>> 0 &&
        this.#shapeExtra[known] === extra
      ) {
        return known;
      }
      slot = (slot + 1) & mask;
    }
    this.#table[slot] = shapes + 1;
    this.#shapeHigh[shapes] = high;
    this.#shapeLow[shapes] = low;
    this.#shapeExtra[shapes] = extra;
    return shapes;
  }
}

/** A column that is written once: numbers of 7 bits per byte, least significant first (LEB128). */
class ByteColumn {
  bytes = new Uint8Array(segmentRecords);
  size = 0;

  add(value: number): void {
    if (this.size + 10 > this.bytes.length) this.#grow();
    let left = value;
    while (left >= 0x80) {
      this.bytes[this.size++] = (left % 128) | 0x80;
      left = Math.floor(left / 128);
    }
    this.bytes[this.size++] = left;
  }

  /** The first byte holds the sign and 6 bits. No doubling, which above 2^52 would lose the sign. */
  addSigned(value: number): void {
    if (this.size + 10 > this.bytes.length) this.#grow();
    const size = Math.abs(value);
    const first = ((size % 64) << 1) | (value < 0 ? 1 : 0);
    if (size < 64) {
      this.bytes[this.size++] = first;
      return;
    }
    this.bytes[this.size++] = first | 0x80;
    this.add(Math.floor(size / 64));
  }

  addFixed(value: number): void {
    if (this.size + 4 > this.bytes.length) this.#grow();
    for (let byte = 0; byte < 4; byte++) this.bytes[this.size++] = (value >>> (byte * 8)) & 0xff;
  }

  #grow(): void {
    const larger = new Uint8Array(Math.min(this.bytes.length * 2, segmentRecords * worstBytes));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

export const segmentLayout = {
  headBytes,
  shapeBytes,
  /** Place of the first record's line in the head, and of numbers in a shape. */
  lineAt: 24,
  shapeKind: 0,
  shapeTool: 2,
  shapeRole: 4,
  hasTime,
  hasPair,
  samePair,
  recordFlags,
  exceptional,
} as const;
