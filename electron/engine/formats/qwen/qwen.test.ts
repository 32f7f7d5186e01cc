import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { qwen } from "./qwen.ts";
import { qwenStream } from "./qwenStream.ts";

const timestamp = "2026-03-01T10:00:00.000Z";

function line(uuid: string, parentUuid: string | null, type: string, more: object): object {
  return { uuid, parentUuid, sessionId: "s1", timestamp, type, cwd: "/home/me/garden", version: "0.24.4", ...more };
}

const prompt = (uuid: string, parent: string | null, text: string, more: object = {}) =>
  line(uuid, parent, "user", { provenance: "real_user", message: { role: "user", parts: [{ text }] }, ...more });
const answer = (uuid: string, parent: string, parts: object[], more: object = {}) =>
  line(uuid, parent, "assistant", {
    model: "plum-2",
    message: { role: "model", parts },
    usageMetadata: { promptTokenCount: 50, candidatesTokenCount: 9, thoughtsTokenCount: 3, cachedContentTokenCount: 5 },
    ...more,
  });
const telemetry = (uuid: string, parent: string, name: string, more: object = {}) =>
  line(uuid, parent, "system", {
    subtype: "ui_telemetry",
    systemPayload: { uiEvent: { "event.name": `qwen-code.${name}`, ...more } },
  });
const call = { functionCall: { id: "c1", name: "run_shell_command", args: { command: "ls" } } };
const result = (uuid: string, parent: string, exitCode: number) =>
  line(uuid, parent, "tool_result", {
    message: {
      role: "user",
      parts: [{ functionResponse: { id: "c1", name: "run_shell_command", response: { output: "beds" } } }],
    },
    toolCallResult: { callId: "c1", status: "success", resultDisplay: { exitCode } },
  });

describe("a session of Qwen Code", () => {
  const session = [
    prompt("u1", null, "What grows here?"),
    telemetry("t1", "u1", "api_response"),
    answer("a1", "t1", [{ text: "Dig first.", thought: true }, { text: "Let me look." }, call]),
    result("r1", "a1", 3),
    answer("a2", "r1", [{ text: "Roses." }]),
  ];

  it("is told from Claude Code's, with which it shares its chain of parents", () => {
    expect(formatOf(session)).toBe("qwen");
  });

  it("has ended when it took a structured output", async () => {
    const given = { functionCall: { id: "c1", name: "structured_output", args: {} } };
    const response = { id: "c1", name: "structured_output", response: { output: "Structured output accepted." } };
    const taken = (status: string): object =>
      line("r1", "a1", "tool_result", {
        message: { role: "user", parts: [{ functionResponse: response }] },
        toolCallResult: { callId: "c1", status },
      });
    const begun = [prompt("u1", null, "How many?"), answer("a1", "u1", [given])];
    expect(await summaryOf([...begun, taken("success")])).toMatchObject({ end: "completed", awaits: null });
    expect(await summaryOf([...begun, taken("error")])).toMatchObject({ end: "open", awaits: "answer" });
  });

  it("counts thoughts within the output, and an exit code as a failure", async () => {
    expect(await summaryOf(session)).toMatchObject({
      prompts: 1,
      answers: 2,
      toolCalls: 1,
      toolErrors: 1,
      tokens: { input: 100, cachedInput: 10, output: 18, reasoning: 6 },
      end: "completed",
    });
  });

  it("takes notifications for no prompts, and back what a rewind left", async () => {
    const more = [
      prompt("n1", "a2", "<task-notification>", { provenance: "system", subtype: "notification" }),
      prompt("u2", "n1", "And there?"),
      prompt("u3", "n1", "Over there, I mean."),
      answer("a3", "u3", [{ text: "Weeds." }]),
    ];
    expect(await summaryOf([...session, ...more])).toMatchObject({ prompts: 2, undone: 1, answers: 3 });
  });

  it("takes words typed while a tool ran for a prompt, though the program gives them a subtype", async () => {
    const typed = prompt("u2", "r1", "And there?", { subtype: "mid_turn_user_message" });
    const lines = [...session.slice(0, 4), typed, answer("a2", "u2", [{ text: "Roses." }])];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 2, undone: 0, answers: 2 });
  });

  it("leaves out of the sums what a fork copied", async () => {
    const forkedFrom = { sessionId: "s0", messageUuid: "u1" };
    const compressed = line("k1", "a1", "system", { subtype: "chat_compression", systemPayload: { info: {} } });
    const refused = telemetry("t9", "a1", "api_error", { error_message: "429 wait" });
    const copied = [...session, compressed, refused].map((one) => ({ ...one, forkedFrom }));
    const fork = [...copied, prompt("u2", "a2", "And there?"), answer("a3", "u2", [{ text: "Weeds." }])];
    expect(await summaryOf(fork)).toMatchObject({
      prompts: 1,
      inherited: 1,
      answers: 1,
      toolCalls: 0,
      tokens: { input: 50 },
      compactions: 0,
      errorCount: 0,
    });
  });

  it("counts compressions and sub-agents, and fails with the request that failed last", async () => {
    const agent = { functionCall: { id: "c9", name: "agent", args: { description: "dig" } } };
    const more = [
      line("k1", "a2", "system", { subtype: "chat_compression", systemPayload: { info: {} } }),
      prompt("u2", "k1", "And there?"),
      answer("a3", "u2", [agent]),
      telemetry("t2", "a3", "api_error", { error_message: "400 no" }),
    ];
    expect(await summaryOf([...session, ...more])).toMatchObject({
      compactions: 1,
      subagents: 1,
      openCalls: 1,
      errors: [{ message: "400 no" }],
      end: "failed",
    });
  });

  it("counts no sub-agent of a type that is not there", async () => {
    const asked = (id: string) => ({ functionCall: { id, name: "agent", args: { description: "dig" } } });
    const told = (uuid: string, parent: string, id: string, response: object) =>
      line(uuid, parent, "tool_result", {
        message: { role: "user", parts: [{ functionResponse: { id, name: "agent", response } }] },
        toolCallResult: { callId: id, status: "error" },
      });
    const lines = [
      ...session,
      prompt("u2", "a2", "Dig."),
      answer("a3", "u2", [asked("c8"), asked("c9")]),
      told("r8", "a3", "c8", { error: 'Subagent "digger" not found. Available subagents: general-purpose' }),
    ];
    // The other one is still at work.
    expect(await summaryOf(lines)).toMatchObject({ subagents: 1, openCalls: 1 });
    expect(await summaryOf([...lines, told("r9", "r8", "c9", { error: "It gave up." })])).toMatchObject({
      subagents: 1,
    });
  });

  it("takes a request that a person gave up for an interruption", async () => {
    const given = [...session.slice(0, 4), telemetry("t2", "r1", "api_error", { error: "Request was aborted." })];
    expect(await summaryOf(given)).toMatchObject({ errorCount: 0, end: "interrupted" });
  });

  it("reads like sentences", () => {
    expect([session[0], session[2], session[3]].map((head) => qwen.preview(head))).toEqual([
      "user  “What grows here?”",
      "assistant  “Dig first.  Let me look.  run_shell_command  ls”",
      "run_shell_command  → beds  → exit 3",
    ]);
  });
});

describe("Qwen Code's standard output", () => {
  const event = (type: string, more: object) => ({
    type,
    uuid: "x",
    session_id: "s1",
    parent_tool_use_id: null,
    ...more,
  });
  const block = (content: object, usage: object = { input_tokens: 0, output_tokens: 0 }) =>
    event("assistant", { message: { role: "assistant", model: "plum-2", content: [content], usage } });
  const stream = [
    event("system", { subtype: "init", tools: [], qwen_code_version: "0.24.4", model: "plum-2" }),
    block({ type: "text", text: "Let me look." }),
    block(
      { type: "tool_use", id: "c1", name: "run", input: { command: "ls" } },
      { input_tokens: 50, output_tokens: 9, total_tokens: 59 },
    ),
    event("user", {
      message: { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", is_error: true, content: "no" }] },
    }),
    block(
      { type: "text", text: "Roses." },
      { input_tokens: 60, output_tokens: 5, cache_read_input_tokens: 5, total_tokens: 65 },
    ),
    event("result", { subtype: "success", is_error: false, result: "Roses.", usage: { input_tokens: 999 } }),
  ];

  it("merges the lines of an answer up to the one with its usage, and adds no sum of a run", async () => {
    expect(formatOf(stream)).toBe("qwen-stream");
    expect(await summaryOf(stream)).toMatchObject({
      prompts: 0,
      answers: 2,
      toolCalls: 1,
      toolErrors: 1,
      tokens: { input: 110, output: 14 },
      end: "completed",
    });
    expect(qwenStream.preview(stream[2])).toBe("run  ls");
  });

  it("leaves a call open that was dropped because its answer was asked for again", async () => {
    const content = "Skipped because the provider attempt was retried before execution.";
    const dropped = { type: "tool_result", tool_use_id: "c1", is_error: true, content };
    const all: readonly object[] = stream;
    const retried = all.with(3, event("user", { message: { role: "user", content: [dropped] } }));
    expect(await summaryOf(retried)).toMatchObject({ toolCalls: 1, toolErrors: 0, openCalls: 1 });
  });

  it("takes an error that is printed as an answer for none", async () => {
    const failed = [
      stream[0],
      block({ type: "text", text: "[API Error: 400 no]" }),
      event("result", { subtype: "error_during_execution", is_error: true, error: { message: "400 no" } }),
    ];
    expect(await summaryOf(failed)).toMatchObject({ answers: 0, errors: [{ message: "400 no" }], end: "failed" });
    // It stands there already: no second item says it.
    expect((await itemsOf(await shownOf(failed))).map(({ sort }) => sort)).toEqual(["message"]);
    // Behind a text whose usage never came, too: that text was said.
    const broken = [stream[0], block({ type: "text", text: "Let me" }), ...failed.slice(1)];
    expect(await summaryOf(broken)).toMatchObject({ answers: 1, result: { text: "Let me" }, end: "failed" });
  });

  it("takes a run for failed whose result is an error, though it says success", async () => {
    const success = (result: string) => event("result", { subtype: "success", is_error: false, result });
    const end = async (text: string) =>
      (await summaryOf([stream[0], block({ type: "text", text }), success(text)])).end;
    expect(await end("Half of an[API Error: terminated]")).toBe("failed");
    expect(await end("[API Error: 400 no]")).toBe("failed");
    expect(await end("It said [API Error: 400] and went on.")).toBe("completed");
  });

  it("takes what a local command says for made up", async () => {
    const said = [stream[0], block({ type: "text", text: "Context cleared." })];
    const turns = (num_turns: number) => event("result", { subtype: "success", is_error: false, num_turns });
    expect(await summaryOf([...said, turns(0)])).toMatchObject({ answers: 0, end: "completed" });
    expect(await summaryOf([...said, turns(1)])).toMatchObject({ answers: 1 });
  });

  it("counts no sub-agent of a type that is not there", async () => {
    const asked = block({ type: "tool_use", id: "c8", name: "agent", input: {} });
    const told = (content: string) =>
      event("user", { message: { role: "user", content: [{ type: "tool_result", tool_use_id: "c8", content }] } });
    expect(await summaryOf([...stream, asked, told('Subagent "digger" not found.')])).toMatchObject({ subagents: 0 });
    expect(await summaryOf([...stream, asked, told("Dug.")])).toMatchObject({ subagents: 1 });
  });

  it("leaves to a sub-agent what it says within its parent's output", async () => {
    const sub = [
      {
        ...event("user", { message: { role: "user", content: [{ type: "text", text: "Dig" }] } }),
        parent_tool_use_id: "c5",
      },
      { ...block({ type: "text", text: "Dug." }), parent_tool_use_id: "c5" },
    ];
    expect(await summaryOf([...stream, ...sub])).toMatchObject({
      prompts: 0,
      answers: 2,
      subagents: 1,
      end: "completed",
    });
  });
});
