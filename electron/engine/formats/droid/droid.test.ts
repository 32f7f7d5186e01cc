import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { droid } from "./droid.ts";
import { droidStream } from "./droidStream.ts";

const timestamp = "2026-03-01T10:00:00.000Z";
const start = { type: "session_start", id: "s1", title: "Garden", version: 2, cwd: "/home/me/garden" };

function message(id: string, role: string, content: unknown): object {
  return { type: "message", id, timestamp, message: { role, content } };
}

const text = (words: string) => [{ type: "text", text: words }];
const call = { type: "tool_use", id: "c1", name: "Execute", input: { summary: "look", command: "ls beds" } };
const result = (content: string) => [{ type: "tool_result", tool_use_id: "c1", is_error: false, content }];

describe("a session of Droid", () => {
  const session = [
    start,
    message("context-p1", "user", text("<system-reminder>\nThe tools …")),
    message("p1", "user", text("What grows here?")),
    message("a1", "assistant", [...text("Let me look."), call]),
    message("r1", "user", result("no beds\n\n[Process exited with code 2]")),
    message("a2", "assistant", text("Nothing.")),
    { type: "agent_turn_outcome", turnId: "p1", reason: "completed", resultKind: "text" },
  ];

  it("knows context from prompts, and a failed command by its last sentence", async () => {
    expect(await summaryOf(session)).toMatchObject({
      format: "droid",
      prompts: 1,
      answers: 2,
      toolCalls: 1,
      toolErrors: 1,
      tokens: null,
      end: "completed",
    });
  });

  it("counts what a fork copied as inherited, up to the message that its first line names", async () => {
    const fork = { ...start, id: "s2", parent: "s1", forkedAtMessageId: "a2" };
    const lines = [
      fork,
      ...session.slice(1),
      message("p2", "user", text("And there?")),
      message("a3", "assistant", text("Weeds.")),
    ];
    expect(await summaryOf(lines)).toMatchObject({
      ...{ prompts: 1, inherited: 1, answers: 1, toolCalls: 0, toolErrors: 0 },
      sources: [{ relation: "origin", name: "s1.jsonl" }],
    });
  });

  it("knows the model of an answer, and that it was cut when the program asks on by itself", async () => {
    const said = (id: string, words: string) => ({
      ...{ type: "message", id, timestamp },
      message: { role: "assistant", content: text(words), modelId: "plum-2" },
    });
    const words = text("Your previous response ended before completion. Continue where you left off.");
    const asked = {
      type: "message",
      id: "x",
      timestamp,
      message: { role: "user", content: words, visibility: "llm_only" },
    };
    const lines = [...session.slice(0, 3), said("a1", "Roses and"), asked, said("a2", "weeds.")];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, answers: 2, models: ["plum-2"] });
    const answers = (await itemsOf(await shownOf(lines))).filter(
      (item) => item.sort === "message" && item.speaker === "assistant",
    );
    expect(answers.map(({ marks }) => marks)).toEqual([["cut"], []]);
  });

  it("finds the last sentence of a long result", async () => {
    const long = `${"roses ".repeat(5000)}\n[Process exited with code 0]`;
    const lines = session.with(4, message("r1", "user", result(long)));
    expect(await summaryOf(lines)).toMatchObject({ toolErrors: 0 });
    expect(
      await summaryOf(lines.with(4, message("r1", "user", result(long.replace("code 0", "code 9"))))),
    ).toMatchObject({
      toolErrors: 1,
    });
  });

  it("takes an error that is written as if the user had said it for an error", async () => {
    const failed = [
      ...session.slice(0, 3),
      message("x", "user", text("BYOK Error: 400 no\n\nTroubleshooting …")),
      { type: "agent_turn_outcome", turnId: "p1", reason: "model_request_rejected", resultKind: "text" },
    ];
    expect(await summaryOf(failed)).toMatchObject({
      prompts: 1,
      answers: 0,
      errors: [{ record: 3, message: "BYOK Error: 400 no" }],
      end: "failed",
    });
  });

  it("reads like sentences", () => {
    expect(session.slice(2, 5).map((head) => droid.preview(head))).toEqual([
      "user  “What grows here?”",
      "assistant  “Let me look.”  Execute  ls beds",
      "→ no beds\n\n[Process exited with code 2]",
    ]);
  });
});

describe("Droid's standard output", () => {
  const session_id = "s1";
  const stream = [
    { type: "system", subtype: "init", cwd: "/home/me/garden", session_id, tools: ["Read"], model: "plum-2" },
    { type: "message", role: "user", id: "p1", text: "What grows here?", session_id },
    { type: "reasoning", id: "a1", text: "Dig first.", session_id },
    { type: "reasoning", id: "a1", text: "Dig first.", session_id },
    { type: "message", role: "assistant", id: "a1", text: "Let me look.", session_id },
    {
      type: "tool_call",
      id: "c1",
      messageId: "a1",
      toolId: "Execute",
      toolName: "Execute",
      parameters: { command: "ls" },
      session_id,
    },
    { type: "tool_result", id: "c1", messageId: "r1", toolId: "Execute", isError: false, value: "beds", session_id },
    {
      type: "completion",
      finalText: "Roses.",
      numTurns: 2,
      usage: { input_tokens: 10, output_tokens: 3, cache_read_input_tokens: 4 },
      session_id,
    },
  ];

  it("is told from Claude Code's by what follows the first line", () => {
    expect(formatOf(stream)).toBe("droid-stream");
  });

  it("counts a thought once, an answer by its id, and what came from a cache as input", async () => {
    expect(await summaryOf(stream)).toMatchObject({
      prompts: 1,
      answers: 1,
      toolCalls: 1,
      tokens: { input: 14, cachedInput: 4, cacheWrite: 0, output: 3 },
      end: "completed",
    });
  });

  it("has failed when an error stands before its end", async () => {
    const error = { type: "error", source: "cli", message: "Exec failed", session_id };
    expect(await summaryOf([...stream.slice(0, 2), error])).toMatchObject({ errorCount: 1, end: "failed" });
  });

  it("reads like sentences", () => {
    expect(droidStream.preview(stream[5])).toBe("Execute  ls");
    expect(droidStream.preview(stream[6])).toBe("Execute  → beds");
  });
});

describe("a first line that Droid and others print", () => {
  it("is Droid's without an id of its own", () => {
    const init = {
      type: "system",
      subtype: "init",
      cwd: "/home/me",
      session_id: "s1",
      tools: ["Execute"],
      model: "plum-2",
    };
    expect(formatOf([init])).toBe("droid-stream");
    expect(formatOf([{ ...init, uuid: "u1", qwen_code_version: "0.24.4" }])).toBe("qwen-stream");
  });
});
