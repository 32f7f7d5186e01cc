// What holds for every format, whatever a transcript says: recognising, previewing and reading never fail and never loop.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatNames } from "../../../shared/transcript.ts";
import { summaryOf } from "../../testing/summaryOf.ts";
import { formatNamed } from "./formats.ts";

/** Names and words that families give a meaning to, and some that mean trouble. */
const keys = [
  ...[
    "type",
    "subtype",
    "role",
    "message",
    "messages",
    "content",
    "text",
    "thinking",
    "id",
    "uuid",
    "parentId",
    "parentUuid",
  ],
  ...[
    "data",
    "payload",
    "item",
    "items",
    "event",
    "params",
    "method",
    "result",
    "output",
    "input",
    "arguments",
    "name",
    "tool",
  ],
  ...[
    "toolCallId",
    "call_id",
    "tool_use_id",
    "toolCalls",
    "parts",
    "part",
    "state",
    "status",
    "usage",
    "tokens",
    "timestamp",
  ],
  ...[
    "ordinal",
    "sessionId",
    "session_id",
    "isError",
    "is_error",
    "info",
    "model",
    "update",
    "$set",
    "__proto__",
    "toString",
    "kind",
  ],
];
const words = [
  ...[
    "message",
    "user",
    "assistant",
    "system",
    "tool",
    "tool_result",
    "tool_use",
    "text",
    "thinking",
    "result",
    "init",
  ],
  ...[
    "session",
    "session_meta",
    "response_item",
    "event_msg",
    "item.completed",
    "turn.completed",
    "compaction",
    "gemini",
  ],
  ...[
    "user.message",
    "assistant.message",
    "tool_call",
    "step_start",
    "session/update",
    "toolResult",
    "__proto__",
    "toString",
    "",
    "1",
  ],
];

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...words),
    fc.integer(),
    fc.constantFrom(null, true, false, -0, 1e308),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 6 }),
  ),
})).value;

const record = fc
  .tuple(fc.constantFrom(...words), fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 8 }))
  .map(([type, members]) => ({ type, ...members }));

describe.each(formatNames)("the format %s", (name) => {
  const format = formatNamed(name);

  it("is there under its own name", () => {
    expect(format.name).toBe(name);
  });

  it("has a score between 0 and 1 and a sentence for any records, and a plan that fits a scan", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 8 }), (sample) => {
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
      fc.property(fc.oneof(value, record), (head) => {
        expect(typeof format.preview(head)).toBe("string");
      }),
      { numRuns: 200 },
    );
  });

  it("reads anything as a conversation, and counts nothing below 0", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 20 }), async (lines) => {
        const summary = await summaryOf(lines, name);
        expect(
          Math.min(summary.prompts, summary.answers, summary.toolCalls - summary.openCalls, summary.undone),
        ).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100 },
    );
  });
});
