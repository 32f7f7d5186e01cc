import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damagedTranscript } from "../../testing/damagedTranscript.ts";
import { chunkings, flagsOf, scannedRecords } from "../../testing/scannedRecords.ts";
import { scanSlowly } from "../../testing/slowScan.ts";
import { flagBit } from "./indexScan.ts";

function parses(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}

describe("damage", () => {
  it("leaves the records that the slow scan finds, however the bytes are cut", () => {
    fc.assert(
      fc.property(damagedTranscript, fc.boolean(), chunkings, (bytes, values, cuts) => {
        const { rows, counts } = scannedRecords(bytes, values, []);
        const slow = scanSlowly(bytes, values);
        expect(rows.map(({ offset, length, line, flags }) => ({ offset, length, line, flags }))).toEqual(
          slow.records.map((record) => ({
            offset: record.offset,
            length: record.length,
            line: record.line,
            flags: flagsOf(record),
          })),
        );
        expect(counts).toMatchObject({
          line: slow.lines + 1,
          blank: slow.blank,
          commas: slow.commas,
          padding: slow.padding,
          malformed: slow.records.filter(({ malformed }) => malformed).length,
          glued: slow.records.filter(({ glued }) => glued).length,
        });
        expect(scannedRecords(bytes, values, cuts)).toEqual({ rows, counts });
      }),
      { numRuns: 3000 },
    );
  });

  it("is what JSON.parse refuses", () => {
    fc.assert(
      fc.property(damagedTranscript, (bytes) => {
        for (const { offset, length, flags, kind } of scannedRecords(bytes, false, []).rows) {
          const isMalformed = (flags & flagBit.malformed) !== 0;
          // Damage may lie between two records and be JSON itself: a word or an array. Otherwise it is none.
          const first = bytes[offset];
          const record = bytes.subarray(offset, offset + length);
          if (!isMalformed || first === 0x7b) expect(parses(record)).toBe(!isMalformed);
          if (isMalformed && length < 3) expect(kind).toBe("(malformed)");
        }
      }),
      { numRuns: 1000 },
    );
  });
});
