import { describe, expect, it } from "vitest";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { cursorStream } from "./cursorStream.ts";

const session_id = "s1";
const init = {
  type: "system",
  subtype: "init",
  apiKeySource: "login",
  cwd: "/home/me/garden",
  session_id,
  model: "plum-2",
};
const said = (type: string, text: string, more: object = {}) => {
  return { type, message: { role: type, content: [{ type: "text", text }] }, session_id, ...more };
};
const tool = (subtype: string, more: object) => {
  return {
    type: "tool_call",
    subtype,
    call_id: "c1",
    tool_call: { shellToolCall: { args: { command: "ls" }, ...more } },
    session_id,
  };
};
const result = { type: "result", subtype: "success", is_error: false, result: "Roses.", session_id, request_id: "r1" };

describe("Cursor's standard output", () => {
  const stream = [
    init,
    said("user", "What grows here?"),
    said("assistant", "Let me look."),
    tool("started", {}),
    tool("completed", { result: { success: { exitCode: 2, stdout: "beds" } } }),
    said("assistant", "Roses."),
    result,
  ];

  it("is told from Claude Code's, and counts a command by its exit code", async () => {
    expect(formatOf(stream)).toBe("cursor-stream");
    expect(await summaryOf(stream)).toMatchObject({
      prompts: 1,
      answers: 2,
      toolCalls: 1,
      toolErrors: 1,
      models: ["plum-2"],
      tokens: null,
      end: "completed",
    });
  });

  it("takes the whole of an answer that came in pieces for a copy", async () => {
    const pieces = [
      ...stream.slice(0, 2),
      said("assistant", "Ro", { timestamp_ms: 1 }),
      said("assistant", "ses.", { timestamp_ms: 2 }),
      said("assistant", "Roses."),
      said("assistant", "More.", { timestamp_ms: 3 }),
      said("assistant", "More."),
      result,
    ];
    expect(await summaryOf(pieces)).toMatchObject({ answers: 2, result: { text: "More." } });
  });

  it("is open when it stops within a call, and has failed when it says so", async () => {
    expect(await summaryOf(stream.slice(0, 4))).toMatchObject({ openCalls: 1, end: "open" });
    const failed = { ...result, is_error: true, result: "no login" };
    expect(await summaryOf([...stream.slice(0, 2), failed])).toMatchObject({
      errors: [{ message: "no login" }],
      end: "failed",
    });
  });

  it("reads like sentences", () => {
    expect(cursorStream.preview(stream[1])).toBe("user  “What grows here?”");
    expect(cursorStream.preview(stream[3])).toBe("shell  ls");
  });
});
