import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damagedTranscript } from "../../testing/damagedTranscript.ts";
import { cutSource } from "../../testing/randomTranscript.ts";
import { scanSlowly } from "../../testing/slowScan.ts";
import type { CapturePlan } from "./indexScan.ts";
import { createIndexScan, flagBit } from "./indexScan.ts";
import { createScanner } from "./scannerModule.ts";

const plan: CapturePlan = {
  kind: [[["type"]], [["b", "type"]]],
  time: [["a"]],
  pair: [["id"]],
  role: [["role"], ["type", "type"]],
  tool: [["b", 0, "type"]],
};

/** Used again and again, as in the engine: nothing of one transcript may be left for the next. */
const scanner = createScanner();

function scanned(bytes: Uint8Array, values: boolean, cuts: readonly number[]) {
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

const chunkings = fc.oneof(fc.constant([1]), fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 5 }));

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
        const { rows, counts } = scanned(bytes, values, []);
        const slow = scanSlowly(bytes, values);
        expect(rows.map(({ offset, length, line, flags }) => ({ offset, length, line, flags }))).toEqual(
          slow.records.map(({ offset, length, line, ...record }) => ({
            offset,
            length,
            line,
            flags:
              (record.malformed ? flagBit.malformed : 0) |
              (record.glued ? flagBit.glued : 0) |
              (record.torn ? flagBit.torn : 0),
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
        expect(scanned(bytes, values, cuts)).toEqual({ rows, counts });
      }),
      { numRuns: 3000 },
    );
  });

  it("is what JSON.parse refuses", () => {
    fc.assert(
      fc.property(damagedTranscript, (bytes) => {
        for (const { offset, length, flags, kind } of scanned(bytes, false, []).rows) {
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
