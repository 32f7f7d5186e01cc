import { describe, expect, it } from "vitest";
import { findingsOf } from "../../../testing/findingsOf.ts";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { previewEvent } from "./events.ts";

let events = 0;

function event(type: string, data: object, more: object = {}): object {
  return { type, data, id: `e${++events}`, timestamp: "2026-03-01T10:00:00.000Z", parentId: `e${events - 1}`, ...more };
}

const start = event("session.start", { sessionId: "s1", selectedModel: "pear-1", copilotVersion: "1.0.102" });
const prompt = (text: string, more: object = {}) => event("user.message", { content: text, ...more });
const usage = (id: string) =>
  event("session.usage_record", {
    usage: { model: "pear-1", inputTokens: 50, outputTokens: 7, cacheReadTokens: 5, accounting: { usageId: id } },
  });
const answer = (messageId: string, content: string, toolRequests: object[] = []) =>
  event("assistant.message", { messageId, content, toolRequests, model: "pear-1" });
const request = { toolCallId: "c1", name: "bash", arguments: { command: "ls" } };
const started = event("tool.execution_start", { toolCallId: "c1", toolName: "bash", arguments: { command: "ls" } });
const completed = (exitCode: number) =>
  event("tool.execution_complete", {
    toolCallId: "c1",
    success: true,
    shellExecution: { exitCode },
    result: { content: "beds" },
  });
const turnEnd = event("assistant.turn_end", { turnId: "0" });

describe("a session of the Copilot CLI", () => {
  const session = [
    start,
    prompt("What grows here?"),
    usage("u1"),
    answer("m1", "Let me look.", [request]),
    started,
    completed(3),
    turnEnd,
    usage("u2"),
    usage("u2"),
    answer("m2", "Roses."),
    turnEnd,
  ];

  it("counts a request's usage once, and a command by its exit code, whatever `success` says", async () => {
    expect(await summaryOf(session)).toMatchObject({
      format: "copilot",
      prompts: 1,
      answers: 2,
      toolCalls: 1,
      toolErrors: 1,
      tokens: { input: 100, cachedInput: 10, output: 14 },
      end: "completed",
    });
  });

  it("takes a command that a person ran by hand for no call and no prompt", async () => {
    const ran = [
      event("tool.user_requested", { toolCallId: "x1", toolName: "local_shell", arguments: { command: "ls" } }),
      event("tool.execution_complete", {
        toolCallId: "x1",
        isUserRequested: true,
        success: true,
        result: { content: "beds" },
      }),
    ];
    const lines = [...session, ...ran];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, toolCalls: 1, openCalls: 0, end: "completed" });
    expect(await findingsOf(lines)).toEqual(await findingsOf(session));
    const shown = await itemsOf(await shownOf(lines, ["injected"]));
    const byHand = shown.flatMap((item) =>
      item.sort === "message" && item.marks.includes("injected") ? [item.texts.map(({ head }) => head)] : [],
    );
    expect(byHand).toEqual([["ls", "beds"]]);
  });

  it("counts the tokens of a compaction, which has no usage record", async () => {
    const compactionTokensUsed = { model: "pear-1", inputTokens: 30, outputTokens: 3, cacheReadTokens: 2 };
    const compaction = event("session.compaction_complete", { success: true, compactionTokensUsed });
    expect(await summaryOf([...session, compaction])).toMatchObject({
      compactions: 1,
      tokens: { input: 130, cachedInput: 12, output: 17 },
    });
    expect(await summaryOf([event("session.compaction_complete", { success: true })])).toMatchObject({ tokens: null });
  });

  it("takes tokens of older versions from messages, and from what a process sums up at its end", async () => {
    const told = (id: string, outputTokens: number) =>
      event("assistant.message", { messageId: id, content: "Roses.", outputTokens });
    const spent = { inputTokens: 90, cacheReadTokens: 8, outputTokens: 12, reasoningTokens: 2 };
    const over = event("session.shutdown", { modelMetrics: { "pear-1": { requests: { count: 2 }, usage: spent } } });
    const older = [start, prompt("What?"), told("m1", 5), told("m2", 7)];
    expect(await summaryOf(older)).toMatchObject({ tokens: { output: 12 } });
    const resumed = [...older, over, event("session.resume", {}), prompt("And?"), told("m3", 4)];
    const tokens = { input: 90, cachedInput: 8, output: 16, reasoning: 2 };
    expect(await summaryOf(resumed)).toMatchObject({ tokens });
    // Where requests have records, those alone count.
    expect(await summaryOf([...older, usage("u1"), over])).toMatchObject({ tokens: { input: 50, output: 7 } });
  });

  it("sees by the count of requests whether a process sums up its own or the session's", async () => {
    const told = (id: string) => event("assistant.message", { messageId: id, content: "Roses.", outputTokens: 5 });
    const over = (count: number, inputTokens: number) => {
      const usage = { inputTokens, outputTokens: 5 * count };
      return event("session.shutdown", { modelMetrics: { "pear-1": { requests: { count }, usage } } });
    };
    const begun = [start, prompt("What?"), told("m1"), told("m2"), over(2, 90)];
    const sums = async (last: object) =>
      (await summaryOf([...begun, event("session.resume", {}), prompt("And?"), told("m3"), last])).tokens;
    expect(await sums(over(1, 50))).toMatchObject({ input: 140, output: 15 });
    expect(await sums(over(3, 140))).toMatchObject({ input: 140, output: 15 });
  });

  it("takes a command's exit code from where its version has it", async () => {
    const ended = (more: object, content = "beds") =>
      event("tool.execution_complete", { toolCallId: "c1", success: true, result: { content }, ...more });
    const errors = async (line: object) => (await summaryOf(session.with(5, line))).toolErrors;
    expect(await errors(ended({ toolTelemetry: { metrics: { exit_code: 4 } } }))).toBe(1);
    expect(await errors(ended({}, "beds\nexit\n<exited with exit code 3>"))).toBe(1);
    expect(await errors(ended({}, "beds\n<shellId: 0 completed with exit code 2>"))).toBe(1);
    expect(await errors(ended({}, "beds\n<shellId: 0 completed with exit code 0>"))).toBe(0);
    expect(await errors(ended({}, "<exited with exit code 3> it said"))).toBe(0);
  });

  it("is open when it stops within a call", async () => {
    expect(await summaryOf(session.slice(0, 5))).toMatchObject({ toolCalls: 1, openCalls: 1, end: "open" });
  });

  it("leaves to a sub-agent what it says and does", async () => {
    const ofAgent = { parentToolCallId: "c9" };
    const sub = [
      event("subagent.started", { toolCallId: "c9" }),
      event("assistant.message", {
        ...ofAgent,
        messageId: "m8",
        content: "Digging.",
        toolRequests: [{ ...request, toolCallId: "c8" }],
      }),
      event("tool.execution_start", { ...ofAgent, toolCallId: "c8", toolName: "bash", arguments: {} }),
    ];
    expect(await summaryOf([...session, ...sub])).toMatchObject({
      answers: 2,
      toolCalls: 1,
      openCalls: 0,
      subagents: 1,
    });
  });

  it("takes no call for the model's that the program wrote in its name", async () => {
    const read = { toolCallId: "c7", name: "read_agent", arguments: { agent_id: "a1" } };
    const invented = [
      event("assistant.message", { messageId: "m7", content: "", toolRequests: [read] }),
      event("tool.execution_start", { toolCallId: "c7", toolName: "read_agent", arguments: read.arguments }),
      event("tool.execution_complete", { toolCallId: "c7", success: true, result: { content: "idle" } }),
    ];
    const after = [answer("m8", "They dug."), turnEnd];
    expect(await summaryOf([...session, ...invented, ...after])).toMatchObject({
      answers: 3,
      toolCalls: 1,
      openCalls: 0,
      end: "completed",
    });
  });

  it("has failed with an error, though a turn ends behind it", async () => {
    const error = event("session.error", { message: "400 no" });
    expect(await summaryOf([...session, error, turnEnd])).toMatchObject({ errorCount: 1, end: "failed" });
  });

  it("was interrupted when somebody stopped it, though it says that it ended with 0", async () => {
    const stop = event("abort", { reason: "user_initiated" });
    const ended = { type: "result", timestamp: "2026-03-01T10:00:01.000Z", sessionId: "s1", exitCode: 0 };
    const stopped = [...session.slice(0, 5), turnEnd, stop, ended];
    expect(formatOf(stopped)).toBe("copilot-stream");
    expect(await summaryOf(stopped)).toMatchObject({ openCalls: 1, end: "interrupted" });
    expect(await summaryOf([...stopped, prompt("Go on."), answer("m3", "On."), turnEnd, ended])).toMatchObject({
      end: "completed",
    });
  });

  it("leaves a call open whose result a resume made up", async () => {
    const error = { message: "Interrupted before a result was recorded.", code: "interrupted" };
    const madeUp = { toolCallId: "c1", model: "resumed", interactionId: "resume", success: false, error };
    const resumed = [event("session.resume", { selectedModel: "pear-1" }), event("tool.execution_complete", madeUp)];
    expect(await summaryOf([...session.slice(0, 5), ...resumed])).toMatchObject({
      toolCalls: 1,
      openCalls: 1,
      toolErrors: 0,
    });
  });

  it("takes back what was said from a rewound event on", async () => {
    const second = prompt("And there?");
    const rewind = event("session.snapshot_rewind", { upToEventId: Object(second).id });
    expect(await summaryOf([...session, second, answer("m3", "Weeds."), rewind])).toMatchObject({
      prompts: 1,
      undone: 1,
      answers: 2,
    });
  });

  it("takes what the program adds for no prompt", async () => {
    expect(await summaryOf([...session, prompt("Remember the rules", { source: "skill" })])).toMatchObject({
      prompts: 1,
    });
  });

  it("takes why a hook asks for more for no prompt, and what a person queued for one", async () => {
    const blocked = (reason: string) =>
      event("hook.end", { hookType: "agentStop", output: { decision: "block", reason } });
    const queued = (text: string) => prompt(text, { delivery: "queued" });
    const more = (...lines: readonly object[]) => summaryOf([...session, ...lines, answer("m3", "Tulips."), turnEnd]);
    expect(await more(blocked("Say more."), queued("Say more."))).toMatchObject({ prompts: 1, answers: 3 });
    expect(await more(blocked("Say more."), queued("And there?"))).toMatchObject({ prompts: 2 });
    expect(await more(blocked("Say more."), queued("Say more."), queued("Say more."))).toMatchObject({ prompts: 2 });
    // A run has one prompt, and prints no hooks.
    const result = { type: "result", timestamp: "2026-03-01T10:00:02.000Z", sessionId: "s1", exitCode: 0 };
    const run = [...session.slice(1), queued("Say more."), answer("m3", "Tulips."), turnEnd, result];
    expect(await summaryOf(run.filter((line) => !JSON.stringify(line).includes("usage_record")))).toMatchObject({
      ...{ format: "copilot-stream", prompts: 1, answers: 3 },
    });
  });

  it("reads like sentences", () => {
    expect([session[1], session[3], session[4], session[5]].map(previewEvent)).toEqual([
      "user  “What grows here?”",
      "assistant  “Let me look.”  bash  ls",
      "bash  ls",
      "→ exit 3  beds",
    ]);
  });

  it("is told from standard output, which has events that are never kept, and a result", async () => {
    const ephemeral = { ephemeral: true };
    const stream = [
      event("session.tools_updated", { model: "pear-1" }, ephemeral),
      prompt("What grows here?"),
      event("assistant.message_delta", { messageId: "m1", deltaContent: "Ro" }, ephemeral),
      answer("m1", "Roses."),
      turnEnd,
      { type: "result", timestamp: "2026-03-01T10:00:02.000Z", sessionId: "s1", exitCode: 1, usage: {} },
    ];
    expect(formatOf(stream)).toBe("copilot-stream");
    expect(await summaryOf(stream)).toMatchObject({ prompts: 1, answers: 1, tokens: null, end: "failed" });
  });
});
