import { describe, expect, it } from "vitest";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";

describe("a session of Grok", () => {
  it("reads what Grok keeps of a session: updates with times, its own ones among them", async () => {
    const kept = (sessionUpdate: string, more: object, method = "session/update") => {
      const params = {
        sessionId: "s1",
        update: { sessionUpdate, ...more },
        _meta: { agentTimestampMs: 1772366400500 },
      };
      return { timestamp: 1772366400, method, params };
    };
    const own = (sessionUpdate: string, more: object) => kept(sessionUpdate, more, "_x.ai/session/update");
    const said = (sort: string, text: string) => kept(sort, { content: { type: "text", text } });
    const tool = { "x.ai/tool": { name: "run_terminal_command" } };
    const usage = {
      inputTokens: 100,
      outputTokens: 12,
      totalTokens: 112,
      cachedReadTokens: 40,
      reasoningTokens: 5,
      modelUsage: { "plum-2": {} },
    };
    const lines = [
      said("user_message_chunk", "What grows here?"),
      said("agent_message_chunk", "Let me look."),
      kept("tool_call", { toolCallId: "c1", title: "run_terminal_command", rawInput: { command: "ls" }, _meta: tool }),
      kept("tool_call_update", {
        toolCallId: "c1",
        title: "Execute `ls`",
        status: "completed",
        content: [],
        rawOutput: { exit_code: 3 },
      }),
      own("subagent_spawned", { subagent_id: "a1", child_session_id: "s2" }),
      said("agent_message_chunk", "Roses."),
      own("turn_completed", { stop_reason: "end_turn", usage }),
      said("user_message_chunk", "<system-reminder>\nWhile you were idle, 1 background subagent completed:"),
    ];
    expect(formatOf(lines)).toBe("acp");
    expect(await summaryOf(lines.slice(0, 7))).toMatchObject({
      ...{ started: 1772366400500, prompts: 1, answers: 2, toolCalls: 1, toolErrors: 1, openCalls: 0, subagents: 1 },
      ...{ models: ["plum-2"], tokens: { input: 100, cachedInput: 40, output: 12, reasoning: 5 }, end: "completed" },
      sources: [{ relation: "sub-agent", name: "s2/updates.jsonl" }],
    });
    const failed = [
      said("user_message_chunk", "And there?"),
      own("retry_state", { type: "retrying", attempt: 1, reason: "500" }),
      own("retry_state", { type: "failed", message: "400 no" }),
      own("turn_completed", { stop_reason: "error", agent_result: "400 no" }),
    ];
    expect(await summaryOf([...lines, ...failed])).toMatchObject({
      ...{ prompts: 2, errors: [{ message: "400 no" }], end: "failed" },
    });
  });
});
