// Calls of records behind their first (FurtherCalls), as they stand behind a segment's other bytes:
//
//   rows (u16 each) | tools (u16) | pairing hashes (u32) | u32 how many
//
// Few records have any, so nothing is packed.

import type { FurtherCalls } from "../scanner/indexScan.ts";

const countBytes = 4;
const callBytes = 8;

/** Bytes that they take; at the least those of their number. */
export function furtherSize(further: FurtherCalls | undefined): number {
  return countBytes + callBytes * (further?.count ?? 0);
}

/** Writes them as the last bytes of `target`. */
export function writeFurther(target: Uint8Array, further: FurtherCalls | undefined): void {
  const view = new DataView(target.buffer, target.byteOffset, target.length);
  const count = further?.count ?? 0;
  view.setUint32(target.length - countBytes, count, true);
  if (further === undefined) return;
  const { rows, tools, pairs } = placesOf(target.length, count);
  for (let call = 0; call < count; call++) {
    view.setUint16(rows + call * 2, further.rows[call] ?? 0, true);
    view.setUint16(tools + call * 2, further.tools[call] ?? 0, true);
    view.setUint32(pairs + call * 4, further.pairs[call] ?? 0, true);
  }
}

/** Those that are the last of `bytes`; undefined: none. Throws when there is no room for as many as it says. */
export function readFurther(bytes: Uint8Array): FurtherCalls | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = view.getUint32(bytes.length - countBytes, true);
  if (count === 0) return undefined;
  const { rows, tools, pairs } = placesOf(bytes.length, count);
  if (rows < 0) throw new RangeError("more further calls than there is room for");
  const further = {
    count,
    rows: new Uint16Array(count),
    tools: new Uint16Array(count),
    pairs: new Uint32Array(count),
  };
  for (let call = 0; call < count; call++) {
    further.rows[call] = view.getUint16(rows + call * 2, true);
    further.tools[call] = view.getUint16(tools + call * 2, true);
    further.pairs[call] = view.getUint32(pairs + call * 4, true);
  }
  return further;
}

/** Gives their tools other numbers, in place. */
export function moveFurther(bytes: Uint8Array, numbers: readonly number[]): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = view.getUint32(bytes.length - countBytes, true);
  const { tools } = placesOf(bytes.length, count);
  for (let call = 0; call < count; call++) {
    const at = tools + call * 2;
    view.setUint16(at, numbers[view.getUint16(at, true)] ?? 0, true);
  }
}

function placesOf(end: number, count: number) {
  const pairs = end - countBytes - count * 4;
  const tools = pairs - count * 2;
  return { rows: tools - count * 2, tools, pairs };
}
