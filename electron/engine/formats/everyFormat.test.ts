// What holds for every format, whatever a transcript says: recognising, previewing and reading never fail and never loop.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatNames } from "../../../shared/transcript.ts";
import { anyRecord, anyValue } from "../../testing/anyRecords.ts";
import { summaryOf } from "../../testing/summaryOf.ts";
import { MeasureReader } from "../conversation/toldMeasures.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { formatNamed } from "./formats.ts";

describe.each(formatNames)("the format %s", (name) => {
  const format = formatNamed(name);

  it("is there under its own name", () => {
    expect(format.name).toBe(name);
  });

  it("has a score between 0 and 1 and a sentence for any records, and a plan that fits a scan", () => {
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 8 }), (sample) => {
        const { score, reason } = format.detect(sample);
        expect(score >= 0 && score <= 1).toBe(true);
        expect(reason).toMatch(/\.$/);
        const { kind, time, pair, role, tool } = format.plan(sample);
        expect(kind.length).toBeLessThanOrEqual(4);
        expect([...kind.flat(), ...time, ...pair, ...role, ...tool].length).toBeLessThanOrEqual(31);
      }),
      { numRuns: 50 },
    );
  });

  it("previews anything", () => {
    fc.assert(
      fc.property(fc.oneof(anyValue, anyRecord), (head) => {
        expect(typeof format.preview(head)).toBe("string");
      }),
      { numRuns: 200 },
    );
  });

  it("tells of any record alone how long something took and what it used, or that it does not know", async () => {
    const reader = new MeasureReader();
    await fc.assert(
      fc.asyncProperty(anyRecord, async (record) => {
        const text = JSON.stringify(record);
        const place = { number: 0, line: 1, offset: 0, length: Buffer.byteLength(text) };
        const reading = { format, prefix: [] };
        const told = await reader.read(createMemorySource(text), place, reading, ["duration", "tokens"]);
        expect(told.duration ?? 0).toBeGreaterThanOrEqual(0);
        expect(Object.values(told.tokens ?? {}).every((tokens) => Number.isFinite(tokens))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("reads anything as a conversation, and counts nothing below 0", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRecord, { maxLength: 20 }), async (lines) => {
        const summary = await summaryOf(lines, name);
        expect(
          Math.min(summary.prompts, summary.answers, summary.toolCalls - summary.openCalls, summary.undone),
        ).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100 },
    );
  });
});
