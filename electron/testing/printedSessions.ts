// What programs print and send while they work, as `familySessions.ts` has what others write: a call of a tool, what came of it
// ("beds"), and the answer "Roses.".

import type { FormatName } from "../../shared/transcript.ts";

const timestamp = "2026-03-01T10:00:00.000Z";
const session_id = "s1";
const asked = "What grows here?";
const text = (words: string) => ({ type: "text", text: words });
const input = { command: "ls" };

function sdk(role: "Assistant" | "User", block: object): object {
  return {
    content: [block],
    parent_tool_use_id: null,
    _type: `${role}Message`,
    ...(role === "User" ? {} : { model: "m" }),
  };
}

function pi(type: string, message: object): object {
  return { type, message };
}

const piCall = { role: "assistant", content: [{ type: "toolCall", id: "c1", name: "bash", arguments: input }] };
const piResult = { role: "toolResult", toolCallId: "c1", toolName: "bash", content: [text("beds")], isError: false };
const piAnswer = { role: "assistant", content: [text("Roses.")], stopReason: "stop" };

function cursor(type: string, more: object): object {
  return { type, ...more, session_id };
}

function cursorCall(subtype: string, more: object): object {
  return cursor("tool_call", { subtype, call_id: "c1", tool_call: { shellToolCall: { args: input, ...more } } });
}

function trace(id: string, span_data: object): object {
  const times = { started_at: timestamp, ended_at: timestamp };
  return { object: "trace.span", id, trace_id: "t1", parent_id: "a1", ...times, span_data, error: null };
}

function generation(content: string | null): object {
  return {
    ...{ type: "generation", model: "plum-2", input: [{ role: "user", content: asked }] },
    output: [{ role: "assistant", content }],
  };
}

function span(spanId: string, name: string, attributes: Readonly<Record<string, string>>): object {
  const at = "1772359200000000000";
  return {
    ...{ traceId: "t1", spanId, parentSpanId: "", name, startTimeUnixNano: at, endTimeUnixNano: at },
    attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  };
}

function parts(role: string, content: string): string {
  return JSON.stringify([{ role, parts: [{ type: "text", content }] }]);
}

export const printedSessions = {
  "claude-sdk": [
    { subtype: "init", data: { type: "system", session_id, model: "m" }, _type: "SystemMessage" },
    sdk("Assistant", { id: "c1", name: "Bash", input, _type: "ToolUseBlock" }),
    sdk("User", { tool_use_id: "c1", content: "beds", is_error: null, _type: "ToolResultBlock" }),
    sdk("Assistant", { text: "Roses.", _type: "TextBlock" }),
    { subtype: "success", is_error: false, num_turns: 2, session_id, _type: "ResultMessage" },
  ],
  "pi-stream": [
    { type: "session", version: 3, id: "s", timestamp, cwd: "/work" },
    { type: "agent_start" },
    pi("message_end", { role: "user", content: [text(asked)] }),
    pi("message_end", piCall),
    pi("message_end", piResult),
    pi("message_end", piAnswer),
    { type: "agent_end", messages: [piAnswer] },
  ],
  "droid-stream": [
    { type: "system", subtype: "init", cwd: "/work", session_id, tools: ["Read"], model: "plum-2" },
    { type: "message", role: "user", id: "p1", text: asked, session_id },
    {
      type: "tool_call",
      id: "c1",
      messageId: "a1",
      toolId: "Execute",
      toolName: "Execute",
      parameters: input,
      session_id,
    },
    { type: "tool_result", id: "c1", messageId: "r1", toolId: "Execute", isError: false, value: "beds", session_id },
    { type: "message", role: "assistant", id: "a2", text: "Roses.", session_id },
    { type: "completion", finalText: "Roses.", numTurns: 2, session_id },
  ],
  "cursor-stream": [
    cursor("system", { subtype: "init", apiKeySource: "login", cwd: "/work", model: "plum-2" }),
    cursor("user", { message: { role: "user", content: [text(asked)] } }),
    cursorCall("started", {}),
    cursorCall("completed", { result: { success: { exitCode: 0, stdout: "beds" } } }),
    cursor("assistant", { message: { role: "assistant", content: [text("Roses.")] } }),
    cursor("result", { subtype: "success", is_error: false, result: "Roses.", request_id: "r1" }),
  ],
  "openai-traces": [
    { object: "trace", id: "t1", workflow_name: "Garden", group_id: null, metadata: null },
    trace("g1", generation(null)),
    trace("f1", { type: "function", name: "look", input: '{"bed":1}', output: "beds" }),
    trace("g2", generation("Roses.")),
  ],
  otlp: [
    {
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                span("s1", "execute_tool look", {
                  ...{
                    "gen_ai.operation.name": "execute_tool",
                    "gen_ai.tool.name": "look",
                    "gen_ai.tool.call.id": "c1",
                  },
                  ...{ "gen_ai.tool.call.arguments": '{"bed":1}', "gen_ai.tool.call.result": "beds" },
                }),
                span("s2", "chat plum-2", {
                  ...{ "gen_ai.operation.name": "chat", "gen_ai.request.model": "plum-2" },
                  "gen_ai.input.messages": parts("user", asked),
                  "gen_ai.output.messages": parts("assistant", "Roses."),
                }),
              ],
            },
          ],
        },
      ],
    },
  ],
} as const satisfies Partial<Readonly<Record<FormatName, readonly object[]>>>;
