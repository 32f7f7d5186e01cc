// A command that failed says how, wherever its program tells it: in a member of its own, or in the first or last words of what
// it printed.

import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../testing/shownOf.ts";

const timestamp = "2026-03-01T10:00:00.000Z";
const usage = { input_tokens: 1, output_tokens: 1 };

describe("the exit code of a command", () => {
  it("begins a failed result: Claude Code", async () => {
    const line = (type: "user" | "assistant", content: unknown, uuid: string) => ({
      ...{ parentUuid: null, isSidechain: false, type, uuid, timestamp, sessionId: "s", version: "2.1.0", cwd: "/" },
      message:
        type === "user"
          ? { role: type, content }
          : { id: "m", type: "message", role: type, model: "m", content, usage },
    });
    const call = (id: string) => ({ type: "tool_use", id, name: "Bash", input: { command: "dig" } });
    const result = (tool_use_id: string, content: unknown, is_error: boolean) => ({
      ...{ type: "tool_result", tool_use_id, content, is_error },
    });
    const lines = [
      line("user", "dig", "u1"),
      line("assistant", [call("c1"), call("c2"), call("c3")], "u2"),
      line("user", [result("c1", "Exit code 3\nno spade", true)], "u3"),
      line("user", [result("c2", [{ type: "text", text: "Error: Exit code 127\nno such tool" }], true)], "u4"),
      line("user", [result("c3", "Exit code 3 stands in a book", false)], "u5"),
    ];
    expect(await codesOf(lines)).toEqual([3, 127, undefined]);
  });

  it("ends a failed result: pi", async () => {
    const said = (id: string, message: object) => ({ type: "message", id, parentId: null, timestamp, message });
    const call = { type: "toolCall", id: "c1", name: "bash", arguments: { command: "dig" } };
    const content = [{ type: "text", text: "no spade\n\nCommand exited with code 2" }];
    const lines = [
      { type: "session", version: 3, id: "s", timestamp, cwd: "/" },
      said("a1", { role: "assistant", content: [call], stopReason: "toolUse" }),
      said("a2", { role: "toolResult", toolCallId: "c1", toolName: "bash", content, isError: true }),
    ];
    expect(await codesOf(lines)).toEqual([2]);
  });

  it("stands in a line of the result: Gemini CLI", async () => {
    const response = { output: "Output: no spade\nExit Code: 4\nProcess Group PGID: 7" };
    const result = [{ functionResponse: { id: "c1", name: "run_shell_command", response } }];
    const told = {
      id: "c1",
      name: "run_shell_command",
      args: { command: "dig" },
      status: "success",
      timestamp,
      result,
    };
    const lines = [
      { sessionId: "s", projectHash: "p", startTime: timestamp, lastUpdated: timestamp, kind: "main" },
      { id: "g1", timestamp, type: "gemini", content: "", model: "m", thoughts: [], tokens: {}, toolCalls: [told] },
    ];
    expect(await codesOf(lines)).toEqual([4]);
  });

  it("stands with what a command printed: Cursor", async () => {
    const line = (subtype: string, more: object) => ({
      ...{ type: "tool_call", subtype, call_id: "c1", session_id: "s" },
      tool_call: { shellToolCall: { args: { command: "dig" }, ...more } },
    });
    const lines = [line("started", {}), line("completed", { result: { success: { exitCode: 6, stdout: "" } } })];
    expect(await codesOf(lines)).toEqual([6]);
  });

  it("is a member of its own: opencode", async () => {
    const state = { status: "completed", input: { command: "dig" }, output: "no spade", metadata: { exit: 5 } };
    const part = { id: "p1", messageID: "m", sessionID: "s", type: "tool", tool: "bash", callID: "c1", state };
    const step = { id: "p0", messageID: "m", sessionID: "s", type: "step-start" };
    const lines = [
      { type: "step_start", timestamp: 1_772_359_200_000, sessionID: "s", part: step },
      { type: "tool_use", timestamp: 1_772_359_201_000, sessionID: "s", part },
    ];
    expect(await codesOf(lines)).toEqual([5]);
  });
});

async function codesOf(lines: readonly unknown[]): Promise<readonly (number | undefined)[]> {
  const items = await itemsOf(await shownOf(lines));
  return items.flatMap((item) => (item.sort === "call" ? [item.exitCode] : []));
}
