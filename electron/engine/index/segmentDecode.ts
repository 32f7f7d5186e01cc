// Turns a segment's bytes back into columns. See segmentCodec.ts for the layout.

import zlib from "node:zlib";
import type { Columns } from "../scanner/indexScan.ts";
import { segmentRecords } from "../scanner/indexScan.ts";
import { segmentLayout } from "./segmentCodec.ts";

const { headBytes, shapeBytes, hasTime, hasPair, samePair, recordFlags, exceptional } = segmentLayout;

/** Columns to decode into. */
export type OwnColumns = { -readonly [Fact in "count" | "wholeTimes"]: Columns[Fact] } & Omit<
  Columns,
  "count" | "wholeTimes"
>;

/** Columns that own their memory (1.5 MB for a whole segment) and can be filled again and again. */
export function createColumns(records = segmentRecords): OwnColumns {
  return {
    count: 0,
    offsets: new Float64Array(records),
    lengths: new Float64Array(records),
    lines: new Float64Array(records),
    times: new Float64Array(records),
    wholeTimes: false,
    pairs: new Uint32Array(records),
    kinds: new Uint16Array(records),
    tools: new Uint16Array(records),
    roles: new Uint8Array(records),
    flags: new Uint8Array(records),
  };
}

/** Fills `into`. False when the bytes are damaged; `into` is then worthless. */
export function decodeSegment(bytes: Uint8Array, into: OwnColumns): boolean {
  if (bytes.length < headBytes + 20) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = bytes.length - 4;
  if (view.getUint32(end, true) !== zlib.crc32(bytes.subarray(0, end))) return false;
  const count = view.getUint32(0, true);
  const shapes = view.getUint32(4, true);
  const wide = view.getUint8(8) === 2;
  const timeUnit = view.getUint8(9) === 0 ? 1 : 1000;
  const sizes = headBytes + shapes * shapeBytes;
  const shapeColumn = sizes + 16;
  const lengthReader = new ColumnReader(bytes, shapeColumn + count * (wide ? 2 : 1));
  const timeReader = new ColumnReader(bytes, lengthReader.at + view.getUint32(sizes, true));
  const pairReader = new ColumnReader(bytes, timeReader.at + view.getUint32(sizes + 4, true));
  const exceptionReader = new ColumnReader(bytes, pairReader.at + view.getUint32(sizes + 8, true));

  let offset = view.getFloat64(16, true);
  let line = view.getFloat64(24, true);
  let time = 0;
  let pair = 0;
  for (let row = 0; row < count; row++) {
    const shape = wide ? view.getUint16(shapeColumn + row * 2, true) : view.getUint8(shapeColumn + row);
    const at = headBytes + shape * shapeBytes;
    const flag = view.getUint8(at + 5);
    const gap = view.getUint8(at + 6);
    const step = view.getUint8(at + 8);
    offset += gap === exceptional ? exceptionReader.next() : gap;
    line += step === exceptional ? exceptionReader.next() : step;
    const length = lengthReader.next();
    into.kinds[row] = view.getUint16(at, true);
    into.tools[row] = view.getUint16(at + 2, true);
    into.roles[row] = view.getUint8(at + 4);
    into.flags[row] = flag & recordFlags;
    into.offsets[row] = offset;
    into.lengths[row] = length;
    into.lines[row] = line;
    offset += length;
    if ((flag & hasTime) !== 0) time += timeReader.nextSigned();
    into.times[row] = (flag & hasTime) !== 0 ? time / timeUnit : Number.NaN;
    if ((flag & (hasPair | samePair)) === hasPair) pair = pairReader.nextFixed();
    into.pairs[row] = (flag & hasPair) !== 0 ? pair : 0;
  }
  into.count = count;
  into.wholeTimes = timeUnit === 1;
  return true;
}

class ColumnReader {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  next(): number {
    let byte = this.#bytes[this.at++] ?? 0;
    let value = byte & 0x7f;
    for (let scale = 128; byte >= 0x80; scale *= 128) {
      byte = this.#bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
    }
    return value;
  }

  nextSigned(): number {
    const first = this.#bytes[this.at++] ?? 0;
    const size = ((first & 0x7e) >>> 1) + (first >= 0x80 ? this.next() * 64 : 0);
    return (first & 1) === 0 ? size : -size;
  }

  nextFixed(): number {
    let value = 0;
    for (let byte = 0; byte < 4; byte++) value += (this.#bytes[this.at++] ?? 0) * 256 ** byte;
    return value;
  }
}
