// One short session as each family spells it: a prompt where it has one, a call of a tool, what came of it ("beds"), and the
// answer "Roses.".

import type { FormatName } from "../../shared/transcript.ts";

const timestamp = "2026-03-01T10:00:00.000Z";
const epochMs = Date.parse(timestamp);
const session_id = "0b1c2d3e-0000-4000-8000-000000000001";
const asked = "What grows here?";
const text = (words: string) => ({ type: "text", text: words });
const input = { command: "ls" };

function rollout(type: string, payload: object): object {
  return { timestamp, type, payload };
}

function pi(id: string, message: object): object {
  return { type: "message", id, parentId: null, timestamp, message };
}

function qwen(uuid: string, type: string, more: object): object {
  return { uuid, parentUuid: null, sessionId: "s1", timestamp, type, cwd: "/work", version: "0.24.4", ...more };
}

function opencode(type: string, part: object): object {
  return { type, timestamp: epochMs, sessionID: "ses_1", part: { id: "prt_1", messageID: "msg_1", ...part } };
}

function cline(type: string, more: object): object {
  return { ts: timestamp, type: "agent_event", event: { type, ...more } };
}

function droid(id: string, role: string, content: readonly object[]): object {
  return { type: "message", id, timestamp, message: { role, content } };
}

function kimi(type: string, more: object): object {
  return { type, agentId: "main", ...more, time: epochMs };
}

function kimiEvent(type: string, more: object): object {
  return kimi("context.append_loop_event", { event: { type, stepUuid: "s1", ...more } });
}

function entire(type: string, content: readonly object[]): object {
  return { v: 1, agent: "Claude Code", cli_version: "0.5.6", type, ts: timestamp, content };
}

function acp(update: object): object {
  return { jsonrpc: "2.0", method: "session/update", params: { sessionId: "s", update } };
}

function copilot(type: string, data: object): object {
  return { type, data, id: "e", timestamp, parentId: null };
}

/** Standard output of Claude Code, and of Qwen Code. */
function printed(version: object): readonly object[] {
  const said = (type: string, uuid: string, message: object) => ({
    ...{ type, session_id, uuid, parent_tool_use_id: null, timestamp, message },
  });
  const usage = { input_tokens: 10, output_tokens: 1 };
  const answer = (id: string, content: readonly object[]) =>
    said("assistant", id, { id, type: "message", role: "assistant", model: "model-1", content, usage });
  const result = { type: "tool_result", tool_use_id: "c1", content: "beds" };
  return [
    { type: "system", subtype: "init", session_id, model: "model-1", tools: [], ...version },
    answer("m1", [toolUse]),
    said("user", "u1", { role: "user", content: [result] }),
    answer("m2", [text("Roses.")]),
    { type: "result", subtype: "success", is_error: false, session_id, result: "Roses.", num_turns: 1 },
  ];
}

const toolUse = { type: "tool_use", id: "c1", name: "Bash", input };
const functionCall = { functionCall: { id: "c1", name: "run_shell_command", args: input } };
const functionResponse = { functionResponse: { id: "c1", name: "run_shell_command", response: { output: "beds" } } };
const chatCall = { id: "c1", type: "function", function: { name: "count", arguments: '{"query":"beds"}' } };
const clineTool = { contentType: "tool", toolName: "run_commands", toolCallId: "c1" };

export const familySessions = {
  "ag-ui": [
    { type: "RUN_STARTED", threadId: "t", runId: "r", timestamp: epochMs },
    { type: "TEXT_MESSAGE_CHUNK", messageId: "m1", role: "user", delta: asked, timestamp: epochMs },
    { type: "TOOL_CALL_CHUNK", toolCallId: "c1", toolCallName: "count", delta: '{"query":"beds"}', timestamp: epochMs },
    { type: "TOOL_CALL_RESULT", messageId: "m2", toolCallId: "c1", content: "beds", timestamp: epochMs },
    { type: "TEXT_MESSAGE_CHUNK", messageId: "m3", role: "assistant", delta: "Roses.", timestamp: epochMs },
    { type: "RUN_FINISHED", threadId: "t", runId: "r", timestamp: epochMs },
  ],
  "claude-code": [
    ["user", asked],
    ["assistant", [toolUse]],
    ["user", [{ type: "tool_result", tool_use_id: "c1", content: "beds" }]],
    ["assistant", [text("Roses.")]],
  ].map(([role, content], index) => ({
    ...{ parentUuid: index === 0 ? null : `u${index - 1}`, isSidechain: false, userType: "external", cwd: "/work" },
    ...{ version: "2.1.0", sessionId: session_id, type: role, uuid: `u${index}`, timestamp },
    message:
      role === "user" ? { role, content } : { id: `m${index}`, type: "message", role, model: "model-1", content },
  })),
  "claude-stream": printed({ claude_code_version: "2.1.328" }),
  "codex-rollout": [
    rollout("session_meta", {
      id: session_id,
      timestamp,
      cwd: "/work",
      originator: "codex_exec",
      cli_version: "0.118.0",
    }),
    rollout("response_item", { type: "message", role: "user", content: [{ type: "input_text", text: asked }] }),
    rollout("event_msg", { type: "user_message", message: asked }),
    rollout("response_item", { type: "function_call", name: "exec_command", arguments: '{"cmd":"ls"}', call_id: "c1" }),
    rollout("response_item", { type: "function_call_output", call_id: "c1", output: "beds" }),
    rollout("response_item", {
      type: "message",
      role: "assistant",
      content: [{ type: "output_text", text: "Roses." }],
    }),
  ],
  "codex-exec": [
    { type: "thread.started", thread_id: session_id },
    { type: "turn.started" },
    {
      type: "item.completed",
      item: {
        id: "item_0",
        type: "command_execution",
        command: "ls",
        aggregated_output: "beds",
        exit_code: 0,
        status: "completed",
      },
    },
    { type: "item.completed", item: { id: "item_1", type: "agent_message", text: "Roses." } },
    { type: "turn.completed", usage: { input_tokens: 20, cached_input_tokens: 4, output_tokens: 1 } },
  ],
  pi: [
    { type: "session", version: 3, id: "s", timestamp, cwd: "/work" },
    pi("a1", { role: "user", content: [text(asked)] }),
    pi("a2", {
      role: "assistant",
      content: [{ type: "toolCall", id: "c1", name: "bash", arguments: input }],
      stopReason: "toolUse",
    }),
    pi("a3", { role: "toolResult", toolCallId: "c1", toolName: "bash", content: [text("beds")], isError: false }),
    pi("a4", { role: "assistant", content: [text("Roses.")], stopReason: "stop" }),
  ],
  gemini: [
    { sessionId: "s1", projectHash: "h", startTime: timestamp, lastUpdated: timestamp, kind: "main" },
    { id: "u1", timestamp, type: "user", content: [{ text: asked }] },
    {
      ...{ id: "g1", timestamp, type: "gemini", content: "", thoughts: [], model: "plum-2" },
      toolCalls: [{ id: "c1", name: "run_shell_command", args: input, result: [functionResponse], status: "success" }],
    },
    { id: "g2", timestamp, type: "gemini", content: "Roses.", thoughts: [], model: "plum-2" },
  ],
  "gemini-stream": [
    { type: "init", timestamp, session_id: "s1", model: "plum-2" },
    { type: "message", timestamp, role: "user", content: asked },
    { type: "tool_use", timestamp, tool_name: "run", tool_id: "c1", parameters: input },
    { type: "tool_result", timestamp, tool_id: "c1", status: "success", output: "beds" },
    { type: "message", timestamp, role: "assistant", content: "Roses.", delta: true },
    { type: "result", timestamp, status: "success", stats: { total_tokens: 60, input_tokens: 40, output_tokens: 15 } },
  ],
  qwen: [
    qwen("u1", "user", { provenance: "real_user", message: { role: "user", parts: [{ text: asked }] } }),
    qwen("a1", "assistant", { model: "plum-2", message: { role: "model", parts: [functionCall] } }),
    qwen("r1", "tool_result", {
      message: { role: "user", parts: [functionResponse] },
      toolCallResult: { callId: "c1", status: "success" },
    }),
    qwen("a2", "assistant", { model: "plum-2", message: { role: "model", parts: [{ text: "Roses." }] } }),
  ],
  "opencode-run": [
    opencode("step_start", { type: "step-start" }),
    opencode("tool_use", {
      ...{ type: "tool", tool: "bash", callID: "c1" },
      state: { status: "completed", input, output: "beds", metadata: { exit: 0 } },
    }),
    opencode("text", text("Roses.")),
  ],
  droid: [
    { type: "session_start", id: "s1", title: "Garden", version: 2, cwd: "/work" },
    droid("p1", "user", [text(asked)]),
    droid("a1", "assistant", [{ ...toolUse, name: "Execute" }]),
    droid("r1", "user", [{ type: "tool_result", tool_use_id: "c1", is_error: false, content: "beds" }]),
    droid("a2", "assistant", [text("Roses.")]),
    { type: "agent_turn_outcome", turnId: "p1", reason: "completed", resultKind: "text" },
  ],
  "cline-stream": [
    { ts: timestamp, type: "hook_event", hookEventName: "agent_start", agentId: "g1", parentAgentId: null },
    cline("iteration_start", { iteration: 1 }),
    cline("content_start", { ...clineTool, input: { commands: ["ls"] } }),
    cline("content_end", { ...clineTool, output: "beds" }),
    cline("content_end", { contentType: "text", text: "Roses." }),
    cline("done", { reason: "completed", text: "Roses." }),
  ],
  kimi: [
    { type: "metadata", protocol_version: "1.5", created_at: epochMs },
    kimi("turn.prompt", { input: [text(asked)], origin: { kind: "user" } }),
    kimi("context.append_message", {
      message: { role: "user", id: "p", content: [text(asked)], toolCalls: [], origin: { kind: "user" } },
    }),
    kimiEvent("tool.call", { uuid: "u1", toolCallId: "c1", name: "Bash", args: input }),
    kimiEvent("tool.result", { parentUuid: "u1", toolCallId: "c1", result: { output: "beds" } }),
    kimiEvent("content.part", { part: text("Roses.") }),
    kimi("turn.ended", { turnId: 0, reason: "completed" }),
  ],
  "ai-sdk-stream": [
    { type: "start", messageId: "m1" },
    { type: "start-step" },
    { type: "tool-input-start", toolCallId: "c1", toolName: "count" },
    { type: "tool-input-available", toolCallId: "c1", toolName: "count", input: { query: "beds" } },
    { type: "tool-output-available", toolCallId: "c1", output: "beds" },
    { type: "text-start", id: "0" },
    { type: "text-delta", id: "0", delta: "Roses." },
    { type: "text-end", id: "0" },
    { type: "finish-step" },
    { type: "finish" },
  ],
  "chat-messages": [
    { role: "user", content: asked },
    { role: "assistant", content: null, tool_calls: [chatCall] },
    { role: "tool", tool_call_id: "c1", content: "beds" },
    { role: "assistant", content: "Roses." },
  ],
  acp: [
    { jsonrpc: "2.0", id: 1, method: "session/prompt", params: { sessionId: "s", prompt: [text(asked)] } },
    acp({ sessionUpdate: "tool_call", toolCallId: "c1", title: "ls", status: "in_progress", rawInput: input }),
    acp({
      ...{ sessionUpdate: "tool_call_update", toolCallId: "c1", status: "completed" },
      content: [{ type: "content", content: text("beds") }],
    }),
    acp({ sessionUpdate: "agent_message_chunk", content: text("Roses.") }),
    { jsonrpc: "2.0", id: 1, result: { stopReason: "end_turn" } },
  ],
  copilot: [
    copilot("session.start", { sessionId: session_id, version: 1, producer: "copilot-agent", selectedModel: "m" }),
    copilot("user.message", { content: asked }),
    copilot("assistant.message", {
      ...{ messageId: "m1", content: "", model: "m", turnId: "0" },
      toolRequests: [{ toolCallId: "c1", name: "bash", arguments: input }],
    }),
    copilot("tool.execution_complete", { toolCallId: "c1", success: true, result: { content: "beds" } }),
    copilot("assistant.message", { messageId: "m2", content: "Roses.", toolRequests: [], model: "m", turnId: "0" }),
  ],
  "qwen-stream": printed({ qwen_code_version: "0.24.4" }),
  entire: [
    entire("user", [{ text: asked }]),
    entire("assistant", [{ ...toolUse, result: { output: "beds", status: "success" } }]),
    entire("assistant", [text("Roses.")]),
  ],
} as const satisfies Partial<Readonly<Record<FormatName, readonly object[]>>>;
