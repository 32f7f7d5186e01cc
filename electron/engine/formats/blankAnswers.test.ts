import { describe, expect, it } from "vitest";
import { summaryOf } from "../../testing/summaryOf.ts";

const timestamp = "2026-03-01T10:00:00.000Z";
const blank = "\n\n";

/** By family: an answer that says this, as a whole. */
const said: Readonly<Record<string, (text: string) => readonly object[]>> = {
  "chat-messages": (text) => [{ role: "assistant", content: text }],
  "claude-code": (text) => [
    {
      ...{ type: "assistant", uuid: "a", parentUuid: null, isSidechain: false, sessionId: "s", timestamp },
      message: { id: "m", role: "assistant", content: [{ type: "text", text }] },
    },
  ],
  "codex-rollout": (text) => [
    { timestamp, type: "event_msg", payload: { type: "agent_message", message: text } },
    {
      ...{ timestamp, type: "response_item" },
      payload: { type: "message", role: "assistant", content: [{ type: "output_text", text }] },
    },
  ],
  "opencode-run": (text) => [
    { type: "text", sessionID: "ses_1", part: { id: "prt_1", messageID: "m", type: "text", text } },
  ],
  pi: (text) => [
    { type: "session", id: "s", cwd: "/garden", timestamp },
    { type: "message", id: "a", parentId: null, message: { role: "assistant", content: [{ type: "text", text }] } },
  ],
  copilot: (text) => [
    { type: "session.start", data: { sessionId: "s" }, id: "e1", timestamp },
    { type: "assistant.message", data: { messageId: "m", content: text, model: "pear-1" }, id: "e2", timestamp },
  ],
  "qwen-stream": (text) => [
    { type: "system", subtype: "init", uuid: "u", session_id: "s", qwen_code_version: "0.24.4" },
    {
      type: "assistant",
      uuid: "u",
      session_id: "s",
      message: { role: "assistant", content: [{ type: "text", text }] },
    },
  ],
};

describe("an answer of blanks", () => {
  it.each(Object.entries(said))("is none: %s", async (format, lines) => {
    expect(await summaryOf(lines(blank))).toMatchObject({ format, answers: 0 });
    expect(await summaryOf(lines(`${blank}Roses.`))).toMatchObject({ format, answers: 1 });
  });
});
