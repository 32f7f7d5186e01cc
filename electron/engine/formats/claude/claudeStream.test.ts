import { describe, expect, it } from "vitest";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { claudeStream } from "./claudeStream.ts";

const session_id = "garden";
const usage = { input_tokens: 10, cache_read_input_tokens: 70, cache_creation_input_tokens: 20, output_tokens: 1 };
const init = { type: "system", subtype: "init", session_id, tools: [], mcp_servers: [], claude_code_version: "2" };
const text = (words: string) => ({ type: "text", text: words });
const call = (id: string, name = "Bash", input: object = { command: "dig" }) => ({ type: "tool_use", id, name, input });

function answer(id: string, content: readonly object[], more: object = {}): object {
  const message = { id, type: "message", role: "assistant", model: "rose-1", content, stop_reason: null, usage };
  return { type: "assistant", message, session_id, parent_tool_use_id: null, ...more };
}

function user(content: unknown, more: object = {}): object {
  return { type: "user", message: { role: "user", content }, session_id, parent_tool_use_id: null, ...more };
}

const result = (id: string, is_error = false) =>
  user([{ type: "tool_result", tool_use_id: id, content: "done", is_error }]);

/** A run's end; its requests' tokens in multiples of one request's. */
function ended(requests: number, more: object = {}): object {
  const tokens = {
    inputTokens: 10 * requests,
    cacheReadInputTokens: 70 * requests,
    cacheCreationInputTokens: 20 * requests,
    outputTokens: 8 * requests,
  };
  return {
    type: "result",
    subtype: "success",
    is_error: false,
    session_id,
    total_cost_usd: 0.5,
    usage: { ...usage, output_tokens: 8 },
    model_usage_since_last_result: requests === 0 ? {} : { "rose-1": tokens },
    ...more,
  };
}

const event = (given: object) => ({ type: "stream_event", event: given, session_id, parent_tool_use_id: null });

describe("the standard output of Claude Code", () => {
  const run = [
    init,
    answer("m1", [text("I look.")]),
    answer("m1", [call("c1")]),
    result("c1"),
    answer("m2", [text("Done.")]),
  ];

  it("counts a run's tokens once whose result was handed on twice", async () => {
    const end = ended(1, { uuid: "u9" });
    const lines = [init, answer("m1", [text("Dug.")], { uuid: "u1" }), end, end];
    expect(await summaryOf(lines)).toMatchObject({ tokens: { input: 100, output: 8 } });
    const another = ended(1, { uuid: "u10" });
    expect(await summaryOf([...lines, another])).toMatchObject({ tokens: { input: 200, output: 16 } });
  });

  it("counts an agent once that is asked again under another call, and one of a skill that has no call", async () => {
    const started = (task_id: string, tool_use_id?: string) => ({
      ...{ type: "system", subtype: "task_started", session_id, task_id, tool_use_id, task_type: "local_agent" },
    });
    const said = (call: string, agent_id: string) =>
      answer(`m-${agent_id}`, [text("Three.")], { parent_tool_use_id: call, agent_id });
    const send = answer("m2", [call("c2", "SendMessage", { to: "a1" })]);
    const lines = [
      init,
      answer("m1", [call("c1", "Agent", { prompt: "Count" })]),
      started("a1", "c1"),
      said("c1", "a1"),
    ];
    expect(await summaryOf([...lines, send, started("a1", "c2"), said("c1", "a1")])).toMatchObject({ subagents: 1 });
    expect(await summaryOf([init, send, started("a1", "c2"), said("c1", "a1")])).toMatchObject({ subagents: 1 });
    expect(await summaryOf([init, started("a2"), said("forked-command-count", "a2")])).toMatchObject({ subagents: 1 });
    expect(await summaryOf([...lines, started("a2", "c3"), said("c3", "a2")])).toMatchObject({ subagents: 2 });
  });

  it("is recognised, and told from others that print such a first line", () => {
    expect(formatOf([...run, ended(2)])).toBe("claude-stream");
    const droid = { type: "system", subtype: "init", session_id, cwd: "/", tools: [] };
    expect(formatOf([droid, { type: "message", role: "user", text: "Hi", session_id }])).not.toBe("claude-stream");
    const qwen = answer("same", [text("Hi")], { uuid: "same" });
    expect(formatOf([{ ...init, qwen_code_version: "1" }, qwen])).not.toBe("claude-stream");
  });

  it("takes tokens from the result and no prompt from nowhere", async () => {
    expect(await summaryOf([...run, ended(2)])).toMatchObject({
      format: "claude-stream",
      prompts: 0,
      answers: 2,
      toolCalls: 1,
      openCalls: 0,
      tokens: { input: 200, cachedInput: 140, cacheWrite: 40, output: 16 },
      cost: { usd: 0.5 },
      end: "completed",
    });
  });

  it("tells of a run that was killed what its messages told, and not how much they gave out", async () => {
    const killed = await summaryOf(run.slice(0, 3));
    expect(killed).toMatchObject({ answers: 1, openCalls: 1, end: "open" });
    expect(killed.tokens).toEqual({ input: 100, cachedInput: 70, cacheWrite: 20 });
  });

  it("adds up several runs, but not what carries over", async () => {
    const lines = [
      ...[init, user("One", { isReplay: true }), answer("m1", [text("1")]), ended(1)],
      ...[init, user("Two", { isReplay: true }), answer("m2", [text("2")]), ended(1, { total_cost_usd: 0.75 })],
    ];
    expect(await summaryOf(lines)).toMatchObject({
      prompts: 2,
      answers: 2,
      tokens: { input: 200, output: 16 },
      cost: { usd: 0.75 },
      end: "completed",
    });
    expect(await summaryOf([...lines, init])).toMatchObject({ end: "open" });
  });

  it("reads a result of older versions, and keeps the messages' tokens when it has none", async () => {
    const { model_usage_since_last_result: _, ...told } = Object(ended(2));
    const both = { input_tokens: 20, cache_read_input_tokens: 140, cache_creation_input_tokens: 40, output_tokens: 16 };
    const older = { ...told, usage: both };
    expect(await summaryOf([...run, older])).toMatchObject({ tokens: { input: 200, output: 16 } });
    const zeros = { ...older, usage: { input_tokens: 0, output_tokens: 0 } };
    expect(await summaryOf([...run, zeros])).toMatchObject({ tokens: { input: 200 } });
  });

  it("believes messages of older versions that tell their ends before a sum that counts them twice", async () => {
    const { model_usage_since_last_result: _, ...older } = Object(ended(1));
    const whole = (id: string, output_tokens: number, stop_reason: string) => {
      const message = { id, role: "assistant", model: "rose-1", content: [text("Roses.")], stop_reason };
      return { type: "assistant", message: { ...message, usage: { ...usage, output_tokens } }, session_id, uuid: id };
    };
    const inputs = { input_tokens: 50, cache_read_input_tokens: 350, cache_creation_input_tokens: 100 };
    const twice = { ...older, usage: { ...inputs, output_tokens: 60 } };
    const tokens = async (...lines: readonly object[]) => (await summaryOf([init, ...lines])).tokens;
    const both = [whole("m1", 11, "tool_use"), whole("m2", 12, "end_turn")];
    expect(await tokens(...both, twice)).toMatchObject({ input: 200, output: 23 });
    // One that was cut tells nothing of its output, and so the sum does.
    expect(await tokens(...both, answer("m3", [text("Ro")]), twice)).toMatchObject({ input: 500, output: 60 });
  });

  it("says how a run ended, whatever the subtype claims", async () => {
    const ends = async (more: object, ...before: readonly object[]) =>
      (await summaryOf([...run, ...before, ended(2, more)])).end;
    expect(await ends({ is_error: true, result: "API Error" })).toBe("failed");
    expect(await ends({ is_error: true, subtype: "error_max_turns", errors: ["Too many turns"] })).toBe("failed");
    const broken = { is_error: true, subtype: "error_during_execution" };
    expect(await ends({ ...broken, terminal_reason: "aborted_tools" })).toBe("interrupted");
    expect(await ends(broken)).toBe("failed");
    expect(await ends(broken, user([text("[Request interrupted by user]")]))).toBe("interrupted");
  });

  it("names an error once, and every retry", async () => {
    const failed = answer("x", [text("API Error: 500")], { error: "server_error" });
    const synthetic = { ...failed, message: { ...Object(failed).message, model: "<synthetic>" } };
    const retry = { type: "system", subtype: "api_retry", uuid: "r", session_id, attempt: 1, max_retries: 2 };
    const lines = [
      init,
      { ...retry, error: "server_error", error_status: 500 },
      synthetic,
      ended(0, { is_error: true, result: "API Error: 500" }),
    ];
    expect(await summaryOf(lines)).toMatchObject({
      answers: 0,
      errors: [
        { record: 1, message: "server_error 500 (retry 1 of 2)" },
        { record: 2, message: "API Error: 500" },
      ],
      tokens: null,
      end: "failed",
    });
    expect(await summaryOf([init, ended(0, { is_error: true, errors: ["No money left"] })])).toMatchObject({
      errors: [{ record: 1, message: "No money left" }],
    });
  });

  it("counts what sub-agents do, but not what they were asked", async () => {
    const child = { parent_tool_use_id: "c1" };
    const task = { type: "system", subtype: "task_started", uuid: "t", session_id, task_type: "local_agent" };
    const lines = [
      init,
      answer("m1", [call("c1", "Agent", { prompt: "Count" })]),
      { ...task, task_id: "a1", tool_use_id: "c1" },
      user([text("Count")], child),
      { ...task, task_type: "local_bash", task_id: "b1", tool_use_id: "c9" },
      answer("s1", [call("c2")], child),
      { ...task, task_id: "a2", tool_use_id: "c3" },
      result("c1"),
      answer("m2", [text("Three.")]),
    ];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 0, answers: 1, toolCalls: 2, openCalls: 1, subagents: 2 });
    const workflowAgent = (index: number) => ({ type: "workflow_agent", index });
    const steps = { workflow_progress: [{ type: "workflow_phase", index: 1 }, workflowAgent(1), workflowAgent(2)] };
    const progress = { type: "system", subtype: "task_progress", uuid: "w", session_id, ...steps };
    expect(await summaryOf([init, progress, { ...progress, uuid: "w2" }])).toMatchObject({ subagents: 2 });
  });

  it("counts no words that the program said", async () => {
    const lines = [
      init,
      user("Dig", { uuid: "p" }),
      user("Dig", { uuid: "p", isReplay: true }),
      user("Go on.", { isSynthetic: true }),
      { type: "system", subtype: "compact_boundary", uuid: "z", session_id },
      user("We dug.", { isSynthetic: true }),
    ];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, compactions: 1 });
  });

  it("believes the news of a background task that failed", async () => {
    const news = { type: "system", subtype: "task_notification", uuid: "n", session_id };
    expect(await summaryOf([...run, { ...news, tool_use_id: "c1", status: "failed" }])).toMatchObject({
      toolErrors: 1,
    });
  });

  it("takes events for second copies of the blocks that follow", async () => {
    const delta = (given: object) => event({ type: "content_block_delta", index: 0, delta: given });
    const events = [
      event({ type: "message_start", message: { id: "m1", usage } }),
      event({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }),
      delta({ type: "text_delta", text: "Ro" }),
      delta({ type: "text_delta", text: "ses" }),
    ];
    const rest = [
      event({ type: "content_block_stop", index: 0 }),
      event({ type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 9 } }),
      event({ type: "message_stop" }),
    ];
    const whole = [init, ...events, answer("m1", [text("Roses")]), ...rest];
    expect(await summaryOf(whole)).toMatchObject({
      answers: 1,
      result: { text: "Roses" },
      tokens: { input: 100, output: 9 },
    });
    // Killed before the block was whole, or printed by something that prints nothing else.
    expect(await summaryOf([init, ...events])).toMatchObject({ answers: 1, result: { text: "Roses" }, end: "open" });
    expect(await summaryOf([init, ...events, ...rest])).toMatchObject({ answers: 1, result: { text: "Roses" } });
  });

  it("reads like sentences", () => {
    expect([...run.slice(1), ended(2, { result: "Done." })].map((line) => claudeStream.preview(line))).toEqual([
      "assistant  “I look.”",
      "Bash  dig",
      "→ done",
      "assistant  “Done.”",
      "done  result  “Done.”  $0.5000 so far",
    ]);
    expect(claudeStream.preview(event({ type: "content_block_delta", delta: { text: "Ro" } }))).toBe("Ro");
    expect(claudeStream.preview(ended(2, { is_error: true, subtype: "error_max_turns", errors: ["Too many"] }))).toBe(
      "failed: error_max_turns  Too many  $0.5000 so far",
    );
  });
});
