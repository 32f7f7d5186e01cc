// Ids of calls come from the model's server, and some count the calls of each answer from 0: two calls of one session then
// have one id. Every family that tells which answer made a call keeps them apart.

import { describe, expect, it } from "vitest";
import type { FormatName } from "../../../shared/transcript.ts";
import { findingsOf } from "../../testing/findingsOf.ts";
import { summaryOf } from "../../testing/summaryOf.ts";

const timestamp = "2026-03-01T10:00:00.000Z";

/** The same call twice, by two answers; the first is done and the second fails. */
const twice: readonly (readonly [FormatName, (n: number) => readonly object[]])[] = [
  [
    "claude-code",
    (n) => {
      const line = { sessionId: "s1", timestamp, isSidechain: false, version: "2.1.0" };
      const call = { type: "tool_use", id: "call_0", name: "Bash", input: { command: `dig ${n}` } };
      const result = { type: "tool_result", tool_use_id: "call_0", content: "earth", is_error: n === 2 };
      const content = [call];
      return [
        {
          ...line,
          type: "assistant",
          uuid: `a${n}`,
          parentUuid: null,
          message: { id: `m${n}`, role: "assistant", content },
        },
        { ...line, type: "user", uuid: `u${n}`, parentUuid: `a${n}`, message: { role: "user", content: [result] } },
      ];
    },
  ],
  [
    "codex-rollout",
    (n) => {
      const line = { timestamp, type: "response_item" };
      const call = { type: "function_call", name: "exec_command", arguments: `{"cmd":"dig ${n}"}`, call_id: "call_0" };
      const output = `Process exited with code ${n - 1}\nOutput:\nearth`;
      return [
        { ...line, payload: call },
        { ...line, payload: { type: "function_call_output", call_id: "call_0", output } },
      ];
    },
  ],
  [
    "copilot",
    (n) => {
      const event = (type: string, data: object) => ({ type, data, id: `${type}${n}`, timestamp, parentId: null });
      const request = { toolCallId: "call_0", name: "bash", arguments: { command: `dig ${n}` } };
      const done = { toolCallId: "call_0", success: n === 1, result: { content: "earth" } };
      return [
        event("assistant.message", { messageId: `m${n}`, model: "pear-1", content: "", toolRequests: [request] }),
        event("tool.execution_start", { toolCallId: "call_0", toolName: "bash", arguments: request.arguments }),
        event("tool.execution_complete", done),
      ];
    },
  ],
  [
    "pi",
    (n) => {
      const call = { type: "toolCall", id: "call_0", name: "bash", arguments: { command: `dig ${n}` } };
      const result = { role: "toolResult", toolCallId: "call_0", content: [], isError: n === 2 };
      const line = (id: string, parentId: string, message: object) => ({
        type: "message",
        id,
        parentId,
        timestamp,
        message,
      });
      return [
        line(`c${n}`, `r${n - 1}`, { role: "assistant", content: [call], stopReason: "toolUse" }),
        line(`r${n}`, `c${n}`, result),
      ];
    },
  ],
  [
    "qwen",
    (n) => {
      const line = { sessionId: "s1", timestamp, version: "0.24.4" };
      const functionCall = { id: "call_0", name: "run_shell_command", args: { command: `dig ${n}` } };
      const functionResponse = { id: "call_0", name: "run_shell_command", response: { output: "earth" } };
      const toolCallResult = { callId: "call_0", status: n === 1 ? "success" : "error" };
      const parts = [{ functionCall }];
      return [
        {
          ...line,
          type: "assistant",
          uuid: `c${n}`,
          parentUuid: n === 1 ? null : "r1",
          message: { role: "model", parts },
        },
        {
          ...line,
          type: "tool_result",
          uuid: `r${n}`,
          parentUuid: `c${n}`,
          message: { role: "user", parts: [{ functionResponse }] },
          toolCallResult,
        },
      ];
    },
  ],
  [
    "opencode-run",
    (n) => {
      const state = { status: "completed", input: { command: `dig ${n}` }, output: "earth", metadata: { exit: n - 1 } };
      const part = { id: `prt_${n}`, messageID: `msg_${n}`, type: "tool", tool: "bash", callID: "call_0", state };
      return [{ type: "tool_use", timestamp: 1_772_359_200_000, sessionID: "ses_1", part }];
    },
  ],
];

describe("two calls of one id", () => {
  it.each(twice)("are two in %s", async (name, lines) => {
    const session = [...lines(1), ...lines(2)];
    expect(await summaryOf(session)).toMatchObject({ format: name, toolCalls: 2, toolErrors: 1, openCalls: 0 });
    expect((await findingsOf(session)).map(({ rule }) => rule)).toContain("duplicate-id");
  });
});
