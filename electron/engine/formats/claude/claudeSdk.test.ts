// Three dumps whose values were counted by hand: a run with tools and a sub-agent, one of events only, one that failed.

import { describe, expect, it } from "vitest";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { claudeSdk } from "./claudeSdk.ts";

const init = { subtype: "init", data: { type: "system", session_id: "s", model: "rose-1" }, _type: "SystemMessage" };
const answer = (block: object, more: object = {}) => ({
  content: [block],
  model: "rose-1",
  parent_tool_use_id: null,
  error: null,
  _type: "AssistantMessage",
  ...more,
});
const user = (content: unknown, more: object = {}) => ({
  content,
  parent_tool_use_id: null,
  _type: "UserMessage",
  ...more,
});
const text = (words: string) => ({ text: words, _type: "TextBlock" });
const call = (id: string, name: string, input: object) => ({ id, name, input, _type: "ToolUseBlock" });
const result = (id: string, is_error: boolean | null = null) =>
  user([{ tool_use_id: id, content: "done", is_error, _type: "ToolResultBlock" }]);
const ended = (more: object = {}) => ({
  subtype: "success",
  is_error: false,
  num_turns: 2,
  session_id: "s",
  total_cost_usd: 0.25,
  usage: { input_tokens: 5, cache_creation_input_tokens: 20, cache_read_input_tokens: 75, output_tokens: 40 },
  _type: "ResultMessage",
  ...more,
});

const withTools = [
  init,
  user("Count the beds"),
  answer({ thinking: "How?", signature: "x", _type: "ThinkingBlock" }),
  answer(text("I ask around.")),
  answer(call("c1", "Bash", { command: "ls beds" })),
  answer(call("c2", "Task", { prompt: "Ask the neighbour" })),
  result("c1", true),
  user([text("Ask the neighbour")], { parent_tool_use_id: "c2" }),
  answer(call("c3", "Read", { file_path: "/n" }), { parent_tool_use_id: "c2" }),
  result("c3"),
  result("c2"),
  answer(text("Three beds.")),
  ended(),
];

const event = (given: object) => ({ uuid: "e", session_id: "s", event: given, _type: "StreamEvent" });
const eventsOnly = [
  event({ type: "message_start", message: {} }),
  event({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }),
  event({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Three " } }),
  event({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "beds." } }),
  event({ type: "content_block_stop", index: 0 }),
  event({ type: "content_block_start", index: 1, content_block: { type: "tool_use", id: "c1", name: "Bash" } }),
  event({ type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: '{"command":' } }),
  event({ type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: '"ls"}' } }),
  event({ type: "message_stop" }),
  ended({ subtype: "result", usage: { input_tokens: 40, output_tokens: 25 } }),
];

const failed = [
  init,
  user("Count the beds"),
  answer(text("One,")),
  answer(call("c1", "Bash", { command: "ls beds" })),
  ended({ subtype: "error_max_turns", is_error: true, total_cost_usd: 0.5, usage: null }),
];

describe("a dump of the SDK's messages", () => {
  it("is recognised by the names of the classes", () => {
    for (const dump of [withTools, eventsOnly, failed]) expect(formatOf(dump)).toBe("claude-sdk");
  });

  it("counts a run with tools and a sub-agent", async () => {
    expect(await summaryOf(withTools)).toMatchObject({
      prompts: 1,
      answers: 2,
      toolCalls: 3,
      toolErrors: 1,
      openCalls: 0,
      subagents: 1,
      models: ["rose-1"],
      tokens: { input: 100, cachedInput: 75, cacheWrite: 20, output: 40 },
      cost: { usd: 0.25 },
      result: { text: "Three beds." },
      end: "completed",
    });
  });

  it("counts a run of events only", async () => {
    expect(await summaryOf(eventsOnly)).toMatchObject({
      prompts: 0,
      answers: 1,
      toolCalls: 1,
      openCalls: 1,
      tokens: { input: 40, output: 25 },
      result: { text: "Three beds." },
      end: "completed",
    });
  });

  it("counts a run that reached a limit", async () => {
    expect(await summaryOf(failed)).toMatchObject({
      prompts: 1,
      answers: 1,
      toolCalls: 1,
      openCalls: 1,
      tokens: null,
      cost: { usd: 0.5 },
      errors: [{ record: 4, message: "error_max_turns" }],
      end: "failed",
    });
  });

  it("reads blocks whose classes were not dumped", async () => {
    const bare = [
      answer({ text: "Hello" }),
      answer({ id: "c1", name: "Bash", input: {} }),
      user([{ tool_use_id: "c1", content: "x", is_error: false }]),
      ended(),
    ];
    expect(await summaryOf(bare)).toMatchObject({ answers: 1, toolCalls: 1, openCalls: 0, prompts: 0 });
  });

  it("reads like sentences", () => {
    expect(withTools.slice(1, 7).map((object) => claudeSdk.preview(object))).toEqual([
      "user  “Count the beds”",
      "thinks  How?",
      "assistant  “I ask around.”",
      "Bash  ls beds",
      "Task  Ask the neighbour",
      "→ failed  done",
    ]);
  });
});
