// A scan of bytes as records, for tests that hold it against the slow scan.

import fc from "fast-check";
import type { CapturePlan } from "../engine/scanner/indexScan.ts";
import { createIndexScan, flagBit } from "../engine/scanner/indexScan.ts";
import { createScanner } from "../engine/scanner/scannerModule.ts";
import { cutSource } from "./randomTranscript.ts";
import type { SlowRecord } from "./slowScan.ts";

const plan: CapturePlan = {
  kind: [[["type"]], [["b", "type"]]],
  time: [["a"]],
  pair: [["id"]],
  role: [["role"], ["type", "type"]],
  tool: [["b", 0, "type"]],
};

/** Used again and again, as in the engine: nothing of one transcript may be left for the next. */
const scanner = createScanner();

/** `cuts`: bytes that a read gives, in turn. */
export function scannedRecords(bytes: Uint8Array, values: boolean, cuts: readonly number[]) {
  const source = cutSource(bytes, cuts);
  const scan = createIndexScan(source, { ...plan, values }, { scanner });
  while (scan.step(source.size, () => {}));
  scan.finish(() => {});
  const columns = scan.open();
  const rows = Array.from({ length: columns.count }, (_, row) => ({
    offset: columns.offsets[row] ?? 0,
    length: columns.lengths[row] ?? 0,
    line: columns.lines[row] ?? 0,
    flags: columns.flags[row] ?? 0,
    kind: scan.kinds()[columns.kinds[row] ?? 0],
    role: scan.roles()[columns.roles[row] ?? 0],
    tool: scan.tools()[columns.tools[row] ?? 0],
    time: columns.times[row],
    pair: columns.pairs[row],
  }));
  return { rows, counts: scan.state() };
}

export const chunkings = fc.oneof(
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 5 }),
);

/** The flags that an index gives to a record of the slow scan. */
export function flagsOf({ malformed, glued, torn }: SlowRecord): number {
  return (malformed ? flagBit.malformed : 0) | (glued ? flagBit.glued : 0) | (torn ? flagBit.torn : 0);
}
