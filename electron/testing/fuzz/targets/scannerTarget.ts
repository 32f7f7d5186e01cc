// The scanner under any bytes, in any chunks and ranges, against the slow scan.

import fc from "fast-check";
import { expect } from "vitest";
import { damagedTranscript } from "../../damagedTranscript.ts";
import { cutSource } from "../../randomTranscript.ts";
import { inOne, inRanges } from "../../scannedRanges.ts";
import { chunkings, flagsOf, scannedRecords } from "../../scannedRecords.ts";
import { scanSlowly } from "../../slowScan.ts";
import { type FuzzTarget, fuzzTarget } from "../fuzzTarget.ts";
import { mutated, mutations } from "../mutations.ts";

/** Bytes that mean something to a scanner, and some that do not. */
const telling = [...Buffer.from('{}[]:,"\\ \t\r\n0-1.eE+tfnu/ax'), 0, 0x1e, 0xef, 0xbb, 0xbf, 0x80, 0xff];

export function scannerTarget(real: readonly (readonly string[])[]): FuzzTarget {
  const bytes = fc.oneof(
    damagedTranscript,
    fc.uint8Array({ maxLength: 300 }),
    fc.array(fc.constantFrom(...telling), { maxLength: 400 }).map((all) => Uint8Array.from(all)),
    fc
      .tuple(fc.constantFrom(...real), fc.nat({ max: 50 }), fc.integer({ min: 1, max: 6 }), mutations)
      .map(([lines, from, count, all]) => Buffer.from(mutated(lines.slice(from, from + count), all))),
  );
  const step = fc.integer({ min: 1, max: 300 });
  return fuzzTarget(
    "scanner",
    250,
    fc.property(bytes, fc.boolean(), chunkings, step, (content, values, cuts, rangeBytes) => {
      const whole = scannedRecords(content, values, []);
      const slow = scanSlowly(content, values);
      expect(whole.rows.map(({ offset, length, line, flags }) => [offset, length, line, flags])).toEqual(
        slow.records.map((record) => [record.offset, record.length, record.line, flagsOf(record)]),
      );
      expect(whole.counts).toMatchObject({ blank: slow.blank, commas: slow.commas, padding: slow.padding });
      expect(scannedRecords(content, values, cuts)).toEqual(whole);
      const source = cutSource(content, []);
      const { rows, state } = inRanges(source, rangeBytes);
      const { rows: expected, state: end } = inOne(source);
      expect({ rows, state }).toEqual({ rows: expected, state: end });
    }),
  );
}
