// A capture holds its events inside records of its own; what is made of it is what is made of the bare events.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compact } from "./testing/compact.ts";
import { RandomLog } from "./testing/randomLog.ts";

const bare = (events: readonly object[]) => events.map((event) => JSON.stringify(event)).join("\n");

describe("the snapshot of a capture", () => {
  it("is that of its events, whatever stands around them", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.array(fc.tuple(fc.nat(300), fc.nat(300), fc.constantFrom("\n", "\n\n", "")), {
          minLength: 1,
          maxLength: 20,
        }),
        async (seed, around) => {
          const { events } = new RandomLog(seed, { size: 40 });
          const records = events.map((event, n) => {
            const [before, behind, end] = around[n % around.length] ?? [0, 0, "\n"];
            const pad = (length: number) => "{".repeat(length);
            return `{"ts":${n},"pad":"${pad(before)}","event":${JSON.stringify(event)},"type":"other","pad":["${pad(behind)}"]}${end}`;
          });
          const { text, summary } = await compact(records.join(""), { prefix: ["event"] });
          const expected = await compact(bare(events));
          expect(text).toBe(expected.text);
          expect(summary.messages).toBe(expected.summary.messages);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("is right for long texts and records, far apart", async () => {
    const long = "x".repeat(1_500_000);
    const events = [
      { type: "RUN_STARTED", threadId: "t", runId: "r" },
      { type: "TEXT_MESSAGE_START", messageId: "a", role: "assistant" },
      { type: "TEXT_MESSAGE_START", messageId: "b", role: "assistant" },
      ...Array.from({ length: 40 }, (_, n) => ({
        type: "TEXT_MESSAGE_CONTENT",
        messageId: n % 2 === 0 ? "a" : "b",
        delta: n % 10 === 0 ? long : `piece ${n} `,
        metadata: n % 7 === 0 ? { n } : undefined,
      })),
      { type: "TEXT_MESSAGE_END", messageId: "a" },
      { type: "TEXT_MESSAGE_END", messageId: "b" },
      { type: "STATE_SNAPSHOT", snapshot: { long } },
      { type: "RUN_FINISHED", threadId: "t", runId: "r" },
    ];
    const captured = events.map((event, n) => ({ n, event, noise: "y".repeat(n % 3 === 0 ? 200_000 : 3) }));
    for (const separator of ["\n", ""]) {
      const log = captured.map((record) => JSON.stringify(record)).join(separator);
      expect((await compact(log, { prefix: ["event"] })).text === (await compact(bare(events))).text).toBe(true);
    }
  });

  it("keeps records without an event as they are, and counts lines as they stand", async () => {
    const header = '{"kind":"header","tool":"x"}';
    const log = [
      header,
      '{"kind":"event","event":{"type":"RUN_STARTED","threadId":"t","runId":"r"}}',
      "not json",
      '{"kind":"event","event":{"type":"RUN_FINISHED","threadId":"t","runId":"r"}}',
    ].join("\n");
    const { text, summary } = await compact(log, { prefix: ["event"] });
    expect(text.split("\n")).toEqual([
      header,
      '{"type":"RUN_STARTED","threadId":"t","runId":"r"}',
      '{"type":"RUN_FINISHED","threadId":"t","runId":"r"}',
      "",
    ]);
    expect(summary.skipped.first).toEqual([expect.objectContaining({ record: 2, line: 3 })]);
  });
});
