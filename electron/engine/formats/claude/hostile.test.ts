// Whatever stands in a record, a reader goes on: members of any type, ids that are names of Object's own, parents in a
// circle, lines in any order and any number of times.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { formatNamed } from "../formats.ts";

const names = fc.constantFrom("a", "b", "c", "__proto__", "constructor", "");
const anything = fc.oneof(
  names,
  fc.constantFrom(null, true, 0, -1, 1.5, [], {}, [[]], "<task-notification>", "<system-reminder>"),
  fc.jsonValue({ maxDepth: 2 }),
);
const type = fc.constantFrom(
  ...["user", "assistant", "system", "attachment", "progress", "queue-operation", "cost-state", "result"],
  ...["stream_event", "UserMessage", "AssistantMessage", "SystemMessage", "StreamEvent", "ResultMessage"],
);
const block = fc.record(
  {
    type: fc.oneof(fc.constantFrom("text", "thinking", "tool_use", "tool_result", "image"), anything),
    text: anything,
    thinking: anything,
    id: names,
    tool_use_id: names,
    name: fc.oneof(fc.constantFrom("Agent", "Bash"), anything),
    input: anything,
    content: anything,
    is_error: anything,
  },
  { requiredKeys: [] },
);
const content = fc.oneof(fc.array(fc.oneof(block, anything), { maxLength: 4 }), anything);
const usage = fc.oneof(fc.record({ input_tokens: anything, output_tokens: anything }), anything);
const message = fc.oneof(
  fc.record(
    { id: names, role: anything, model: anything, content, stop_reason: anything, usage },
    { requiredKeys: [] },
  ),
  anything,
);
const event = fc.oneof(
  fc.record(
    {
      type: fc.oneof(
        fc.constantFrom("message_start", "content_block_start", "content_block_delta", "message_delta", "message_stop"),
        anything,
      ),
      message,
      delta: fc.oneof(fc.record({ text: anything, partial_json: anything }, { requiredKeys: [] }), anything),
      content_block: block,
      usage,
    },
    { requiredKeys: [] },
  ),
  anything,
);
const line = fc.record(
  {
    type,
    _type: type,
    subtype: fc.oneof(fc.constantFrom("init", "compact_boundary", "task_started", "task_notification"), anything),
    uuid: names,
    parentUuid: fc.oneof(names, anything),
    logicalParentUuid: names,
    isSidechain: anything,
    sessionId: names,
    requestSessionId: names,
    session_id: names,
    parent_tool_use_id: anything,
    message,
    content,
    event,
    data: anything,
    attachment: fc.oneof(fc.record({ type: fc.constant("queued_command"), prompt: content }), anything),
    operation: fc.oneof(fc.constantFrom("enqueue", "dequeue", "remove", "popAll"), anything),
    toolUseResult: fc.oneof(fc.record({ agentId: anything }), anything),
    usage,
    modelUsage: anything,
    model_usage_since_last_result: fc.oneof(fc.dictionary(names, fc.record({ inputTokens: anything })), anything),
    is_error: anything,
    errors: anything,
    total_cost_usd: anything,
    task_id: anything,
    tool_use_id: anything,
    origin: anything,
    isMeta: anything,
  },
  { requiredKeys: [] },
);

describe("records that no program wrote", () => {
  for (const format of ["claude-code", "claude-stream", "claude-sdk"] as const) {
    it(`are read as ${format} without a fault`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
          const summary = await summaryOf(lines, format);
          expect(summary.openCalls).toBeLessThanOrEqual(summary.toolCalls);
          for (const head of lines) expect(formatNamed(format).preview(head)).toBeTypeOf("string");
        }),
        { numRuns: 300 },
      );
    });
  }

  it("may hang in a circle", async () => {
    const user = (uuid: string, parentUuid: string, words: unknown) => ({
      ...{
        type: "user",
        uuid,
        parentUuid,
        isSidechain: false,
        sessionId: "s",
        message: { role: "user", content: words },
      },
    });
    const results = [{ type: "tool_result", tool_use_id: "x", content: "" }];
    const circle = [user("a", "c", results), user("b", "a", results), user("c", "b", results), user("d", "d", "Hi")];
    expect(await summaryOf(circle)).toMatchObject({ prompts: 1, undone: 0 });
    const prompts = [user("a", "b", "One"), user("b", "a", "Two")];
    expect(await summaryOf(prompts)).toMatchObject({ prompts: 2 });
  });
});
