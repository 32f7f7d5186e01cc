import { describe, expect, it } from "vitest";
import type { Awaited } from "../../../shared/summary.ts";
import type { FormatName } from "../../../shared/transcript.ts";
import { summaryOf } from "../../testing/summaryOf.ts";

const timestamp = "2026-03-01T10:00:00.000Z";
const usage = { input_tokens: 10, output_tokens: 8 };

/** Each line of a session, and what the session waits for behind it. */
type Told = readonly (readonly [line: object, awaits: Awaited | null])[];

const claude = (
  uuid: string,
  parentUuid: string | null,
  message: { readonly role: string; readonly content: unknown },
): object => ({
  ...{ uuid, parentUuid, sessionId: "s1", isSidechain: false, timestamp, type: message.role, message },
});
const claudeAnswer = (stop_reason: string, content: object) => ({
  ...{ id: stop_reason, type: "message", role: "assistant", model: "rose-1", content: [content], stop_reason, usage },
});
const rollout = (type: string, payload: object): object => ({ timestamp, type, payload });
const pi = (id: string, parentId: string | null, message: object) => ({
  type: "message",
  id,
  parentId,
  timestamp,
  message,
});
const qwen = (uuid: string, parentUuid: string | null, type: string, more: object): object => ({
  ...{ uuid, parentUuid, sessionId: "s1", timestamp, type, cwd: "/home/me/garden", version: "0.24.4" },
  ...more,
});
const gemini = (id: string, type: string, more: object): object => ({ id, timestamp, type, ...more });
const exec = (state: string, item: object): object => ({ type: `item.${state}`, item });
const command = { id: "i1", type: "command_execution", command: "ls", aggregated_output: "", exit_code: null };

const families: readonly (readonly [FormatName, Told])[] = [
  [
    "claude-code",
    [
      [claude("u1", null, { role: "user", content: "Plant roses" }), "answer"],
      [claude("a1", "u1", claudeAnswer("tool_use", { type: "tool_use", id: "c1", name: "Bash", input: {} })), "result"],
      [
        claude("u2", "a1", { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content: "ok" }] }),
        "answer",
      ],
      [claude("a2", "u2", claudeAnswer("end_turn", { type: "text", text: "Planted." })), null],
    ],
  ],
  [
    "codex-exec",
    [
      [{ type: "thread.started", thread_id: "t1" }, null],
      [{ type: "turn.started" }, "answer"],
      [exec("started", { ...command, status: "in_progress" }), "result"],
      [exec("completed", { ...command, exit_code: 0, status: "completed" }), "answer"],
      [exec("completed", { id: "i2", type: "agent_message", text: "Done." }), "answer"],
      [exec("started", { ...command, id: "i3", status: "in_progress" }), "result"],
      [{ type: "turn.completed", usage }, null],
      [{ type: "turn.started" }, "answer"],
    ],
  ],
  [
    "codex-rollout",
    [
      [
        rollout("session_meta", { id: "s1", timestamp, cwd: "/", originator: "codex_exec", cli_version: "0.153.0" }),
        null,
      ],
      [rollout("event_msg", { type: "task_started", turn_id: "t1" }), "answer"],
      [rollout("event_msg", { type: "user_message", message: "Plant roses" }), "answer"],
      [rollout("event_msg", { type: "task_complete", turn_id: "t1", last_agent_message: "Planted." }), null],
    ],
  ],
  [
    "pi",
    [
      [{ type: "session", version: 3, id: "s1", timestamp, cwd: "/home/me/garden" }, null],
      [pi("a1", null, { role: "user", content: [{ type: "text", text: "What grows here?" }] }), "answer"],
      [
        pi("a2", "a1", {
          ...{ role: "assistant", model: "plum-2", stopReason: "toolUse" },
          content: [{ type: "toolCall", id: "c1", name: "bash", arguments: {} }],
        }),
        "result",
      ],
      [
        pi("a3", "a2", {
          role: "toolResult",
          toolCallId: "c1",
          toolName: "bash",
          content: [{ type: "text", text: "x" }],
        }),
        "answer",
      ],
      [
        pi("a4", "a3", {
          ...{ role: "assistant", model: "plum-2", stopReason: "stop", content: [{ type: "text", text: "Roses." }] },
        }),
        null,
      ],
    ],
  ],
  [
    "qwen",
    [
      [
        qwen("u1", null, "user", {
          provenance: "real_user",
          message: { role: "user", parts: [{ text: "What grows?" }] },
        }),
        "answer",
      ],
      [
        qwen("a1", "u1", "assistant", {
          ...{
            model: "plum-2",
            message: { role: "model", parts: [{ functionCall: { id: "c1", name: "run", args: {} } }] },
          },
        }),
        "result",
      ],
      [
        qwen("r1", "a1", "tool_result", {
          message: {
            role: "user",
            parts: [{ functionResponse: { id: "c1", name: "run", response: { output: "x" } } }],
          },
          toolCallResult: { callId: "c1", status: "success" },
        }),
        "answer",
      ],
      [
        qwen("a2", "r1", "assistant", { model: "plum-2", message: { role: "model", parts: [{ text: "Roses." }] } }),
        null,
      ],
    ],
  ],
  [
    "gemini",
    [
      [{ sessionId: "s1", projectHash: "h", startTime: timestamp, lastUpdated: timestamp, kind: "main" }, null],
      [gemini("u1", "user", { content: [{ text: "What grows here?" }] }), "answer"],
      [gemini("g1", "gemini", { content: "Roses.", thoughts: [], model: "plum-2" }), null],
    ],
  ],
  [
    "ag-ui",
    [
      [{ type: "RUN_STARTED", threadId: "t", runId: "r" }, "answer"],
      [{ type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" }, "answer"],
      [{ type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "Roses" }, "answer"],
      [{ type: "TEXT_MESSAGE_END", messageId: "m" }, "answer"],
      [{ type: "RUN_FINISHED", threadId: "t", runId: "r" }, null],
    ],
  ],
];

describe("what an open session waits for", () => {
  it.each(families)("is told of %s behind each line", async (format, told) => {
    const lines = told.map(([line]) => line);
    const awaited: unknown[] = [];
    for (let count = 1; count <= lines.length; count++) {
      awaited.push((await summaryOf(lines.slice(0, count), format)).awaits);
    }
    expect(awaited).toEqual(told.map(([, awaits]) => awaits));
  });
});
