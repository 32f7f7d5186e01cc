import { describe, expect, it } from "vitest";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { kimi } from "./kimi.ts";

let clock = Date.UTC(2026, 2, 1, 10);
const record = (type: string, more: object = {}) => ({ type, agentId: "main", ...more, time: ++clock });
const message = (text: string, origin?: object, id = "p") =>
  record("context.append_message", {
    message: { role: "user", id, content: [{ type: "text", text }], toolCalls: [], origin },
  });
const event = (type: string, more: object) => record("context.append_loop_event", { event: { type, ...more } });
const text = (words: string, step = "s1") =>
  event("content.part", { stepUuid: step, part: { type: "text", text: words } });
const call = (uuid: string, id: string, step = "s1") =>
  event("tool.call", { uuid, stepUuid: step, toolCallId: id, name: "Bash", args: { command: "ls" } });
const result = (uuid: string, id: string, output: string, more: object = {}) =>
  event("tool.result", { parentUuid: uuid, toolCallId: id, result: { output, ...more } });
const usage = (other: number) =>
  record("usage.record", { usage: { inputOther: other, output: 5, inputCacheRead: 20, inputCacheCreation: 1 } });
const user = { kind: "user" };
const head = { type: "metadata", protocol_version: "1.5", created_at: clock };
const ended = (reason: string, more: object = {}) => record("turn.ended", { turnId: 0, reason, ...more });

const session = [
  head,
  record("turn.prompt", { input: [{ type: "text", text: "Count the beds." }], origin: user }),
  message("Count the beds.", user),
  message("<system-reminder>It is Sunday.</system-reminder>", { kind: "injection", variant: "date_change" }),
  event("step.begin", { uuid: "s1" }),
  record("llm.request", { model: "fig-3" }),
  usage(100),
  event("content.part", { stepUuid: "s1", part: { type: "think", think: "Look first." } }),
  text("I look."),
  call("u1", "call_0"),
  call("u2", "call_1"),
  result("u2", "call_1", "no such bed\nCommand failed with exit code: 3.", { isError: true }),
  result("u1", "call_0", "two beds"),
  event("step.end", { uuid: "s1", finishReason: "tool_use" }),
  usage(200),
  text("Two.", "s2"),
  event("step.end", { uuid: "s2", finishReason: "end_turn" }),
  // All of the turn once more.
  {
    message: { message: { role: "assistant", content: [{ type: "text", text: "Two." }] } },
    type: "agent.message.appended",
    time: ++clock,
  },
  ended("completed"),
];

describe("a session of Kimi Code", () => {
  it("is read from its context, and not from the copies behind each turn", async () => {
    expect(await summaryOf(session)).toMatchObject({
      format: "kimi",
      models: ["fig-3"],
      prompts: 1,
      answers: 2,
      toolCalls: 2,
      toolErrors: 1,
      openCalls: 0,
      tokens: { input: 342, cachedInput: 40, cacheWrite: 2, output: 10 },
      result: { text: "Two." },
      end: "completed",
    });
  });

  it("tells calls apart that have one id", async () => {
    const again = [call("u3", "call_0", "s3"), result("u3", "call_0", "three"), text("Three.", "s3")];
    expect(await summaryOf([...session, ...again])).toMatchObject({ toolCalls: 3, openCalls: 0, toolErrors: 1 });
  });

  it("takes a task that ends in the background for no prompt, and a sub-agent's task for one", async () => {
    const told = message("<notification>", { kind: "task", taskId: "b1" });
    const task = message("Look around.", { kind: "system_trigger", name: "subagent" });
    expect(await summaryOf([head, task, told, text("Done.")])).toMatchObject({ prompts: 1, answers: 1 });
  });

  it("takes back what was undone, but nothing from before a compaction", async () => {
    const more = [message("And the paths?", user, "p2"), text("Four.", "s3"), record("context.undo", { count: 1 })];
    expect(await summaryOf([...session, ...more])).toMatchObject({ prompts: 1, answers: 2, undone: 1 });
    const compacted = [record("context.apply_compaction", { summary: "Beds were counted.", compactedCount: 4 })];
    const late = [...session, ...compacted, record("context.undo", { count: 1 })];
    expect(await summaryOf(late)).toMatchObject({ prompts: 1, compactions: 1, undone: 0 });
  });

  it("counts nothing of what a fork has copied", async () => {
    const fork = [...session, record("forked"), message("Go on.", user, "p3"), usage(7), text("On.", "s9")];
    expect(await summaryOf(fork)).toMatchObject({
      prompts: 1,
      answers: 1,
      toolCalls: 0,
      inherited: 1,
      tokens: { input: 28, output: 5 },
    });
  });

  it("says how a turn ended", async () => {
    const failed = [head, message("Try.", user), ended("failed", { error: { message: "Blocked." } })];
    expect(await summaryOf(failed)).toMatchObject({ end: "failed", errors: [{ message: "Blocked." }] });
    expect(await summaryOf([head, message("Try.", user), ended("cancelled")])).toMatchObject({ end: "interrupted" });
    const prompt = record("turn.prompt", { input: [], origin: user });
    expect(await summaryOf([...session, prompt, message("Wait.", user, "p4"), call("u9", "c", "s9")])).toMatchObject({
      end: "open",
      openCalls: 1,
    });
  });

  it("names the files of its agents", async () => {
    const event = (more: object) => record("context.append_loop_event", { event: { stepUuid: "s9", ...more } });
    const called = event({ type: "tool.call", uuid: "u9", toolCallId: "call_9", name: "Agent", args: {} });
    const given = event({
      type: "tool.result",
      parentUuid: "u9",
      result: { output: "agent_id: agent-0\nstatus: completed" },
    });
    // Before 2.0 the result of the call names it.
    expect(await summaryOf([...session, called, given])).toMatchObject({
      subagents: 1,
      sources: [{ name: "agent-0/wire.jsonl", relation: "sub-agent", found: false }],
    });
    const spawned = record("subagent.spawned", { subagentId: "agent-0", parentToolCallId: "call_0" });
    expect(await summaryOf([...session, spawned, spawned])).toMatchObject({
      subagents: 1,
      sources: [{ name: "agent-0/wire.jsonl", relation: "sub-agent", found: false }],
    });
  });

  it("reads like sentences", () => {
    expect(session.slice(2, 4).map((line) => kimi.preview(line))).toEqual([
      "user  “Count the beds.”",
      "user  “<system-reminder>It is Sunday.</system-reminder>”",
    ]);
    expect(kimi.preview(session[9])).toBe("Bash  ls");
    expect(kimi.preview(session[11])).toBe("→ failed  no such bed\nCommand failed with exit code: 3.");
  });

  it("is not taken for one by a few of its words", () => {
    const others = [{ type: "turn.prompt", text: "x" }, { type: "agent.step", time: "now" }, { type: "metadata" }];
    expect(formatOf(others)).toBe("generic");
    for (const type of ["context.update", "task.created", "config.loaded", "agent.step"]) {
      expect(formatOf([1, 2, 3].map((time) => ({ type, time, data: {} })))).toBe("generic");
    }
  });
});
