import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { clineStream } from "./clineStream.ts";

const ts = "2026-03-01T10:00:00.000Z";
const event = (type: string, more: object) => ({ ts, type: "agent_event", event: { type, ...more } });
const tool = { contentType: "tool", toolName: "run_commands", toolCallId: "c1" };

const stream = [
  { ts, type: "hook_event", hookEventName: "agent_start", agentId: "g1", parentAgentId: null },
  event("iteration_start", { iteration: 1 }),
  event("content_start", { contentType: "text", text: "Let me", accumulated: "Let me" }),
  event("content_start", { contentType: "text", text: " look.", accumulated: "Let me look." }),
  event("usage", { inputTokens: 20, outputTokens: 4, cacheReadTokens: 5 }),
  event("content_end", { contentType: "text", text: "Let me look." }),
  event("content_start", { ...tool, input: { commands: ["ls"] } }),
  event("content_end", { ...tool, output: [{ query: "ls", result: "beds", success: false }] }),
  event("iteration_start", { iteration: 2 }),
  event("usage", { inputTokens: 30, outputTokens: 5, cacheReadTokens: 5 }),
  event("content_end", { contentType: "text", text: "Roses." }),
  event("done", { reason: "completed", text: "Roses." }),
  {
    ts,
    type: "run_result",
    finishReason: "completed",
    usage: { inputTokens: 50 },
    aggregateUsage: { totalCost: 0.5 },
    model: { id: "fig-3" },
  },
];

describe("Cline's standard output", () => {
  it("takes an answer once, in pieces or whole, and adds up what each request used", async () => {
    expect(await summaryOf(stream)).toMatchObject({
      format: "cline-stream",
      prompts: 0,
      answers: 2,
      toolCalls: 1,
      toolErrors: 1,
      tokens: { input: 50, cachedInput: 10, output: 9 },
      cost: { usd: 0.5 },
      models: ["fig-3"],
      result: { text: "Roses." },
      end: "completed",
    });
  });

  it("joins the pieces of an answer that never ended", async () => {
    expect(await summaryOf(stream.slice(0, 4))).toMatchObject({
      answers: 1,
      result: { text: "Let me look." },
      end: "open",
    });
  });

  it("takes an answer that was asked for again after a compaction for a cut one", async () => {
    const notice = (kind: string, phase: string) => event("notice", { message: kind, metadata: { kind, phase } });
    const lines = [
      ...stream.slice(0, 3),
      notice("max_tokens_compaction", "started"),
      notice("overflow_recovery_compaction", "started"),
      notice("overflow_recovery_compaction", "completed"),
      event("content_start", { contentType: "text", text: "Roses.", accumulated: "Roses." }),
      event("content_end", { contentType: "text", text: "Roses." }),
    ];
    expect(await summaryOf(lines)).toMatchObject({ answers: 2, compactions: 1, result: { text: "Roses." } });
    const messages = (await itemsOf(await shownOf(lines))).filter(({ sort }) => sort === "message");
    expect(messages.map(({ marks }) => marks)).toEqual([["cut"], []]);
  });

  it("keeps an answer at the limit of tokens where there is nothing to compact", async () => {
    const notice = (kind: string, phase: string) => event("notice", { message: kind, metadata: { kind, phase } });
    const lines = [
      ...stream.slice(0, 4),
      notice("max_tokens_compaction", "started"),
      notice("max_tokens_compaction", "failed"),
      stream[5],
      notice("max_tokens_recovery", "started"),
      ...stream.slice(8),
    ];
    expect(await summaryOf(lines)).toMatchObject({ answers: 2, compactions: 0 });
    const messages = (await itemsOf(await shownOf(lines))).filter(({ sort }) => sort === "message");
    expect(messages.map(({ marks }) => marks)).toEqual([["cut"], []]);
  });

  it("takes a second call of one id for another one", async () => {
    expect(await summaryOf([...stream.slice(0, 9), ...stream.slice(6, 8), ...stream.slice(9)])).toMatchObject({
      ...{ toolCalls: 2, toolErrors: 2, openCalls: 0 },
    });
  });

  it("takes no blanks for an answer, and keeps those in front of one", async () => {
    const blank = [
      event("content_start", { contentType: "text", text: "\n", accumulated: "\n" }),
      event("content_start", { contentType: "text", text: "\n", accumulated: "\n\n" }),
    ];
    const end = event("content_end", { contentType: "text", text: "\n\n" });
    expect(await summaryOf([...stream.slice(0, 2), ...blank, end])).toMatchObject({ answers: 0 });
    const said = event("content_start", { contentType: "text", text: "Roses.", accumulated: "\n\nRoses." });
    expect(await summaryOf([...stream.slice(0, 2), ...blank, said])).toMatchObject({
      answers: 1,
      result: { text: "\n\nRoses." },
    });
  });

  it("says why it failed", async () => {
    const failed = [
      ...stream.slice(0, 2),
      event("done", { reason: "error", text: "no such model" }),
      { ts, type: "run_result", finishReason: "error", usage: { inputTokens: 0 } },
    ];
    expect(await summaryOf(failed)).toMatchObject({
      errors: [{ message: "no such model" }],
      tokens: null,
      end: "failed",
    });
    const byResult = [...stream.slice(0, 2), { ts, type: "run_result", finishReason: "error", text: "400 no" }];
    expect(await summaryOf(byResult)).toMatchObject({ errors: [{ message: "400 no" }], end: "failed" });
  });

  it("has failed when it was given up by itself, though it tells of another client's abort", async () => {
    const hook = (hookEventName: string) => ({ ts, type: "hook_event", hookEventName, agentId: "g1" });
    const mistake = event("error", { error: { message: "1 tool call(s) failed" }, recoverable: true });
    const aborted = { ts, type: "run_result", finishReason: "aborted", text: "Let me look." };
    const run = [...stream.slice(0, 8), mistake];
    expect(await summaryOf([...run, hook("agent_error"), aborted])).toMatchObject({
      errors: [{ message: "1 tool call(s) failed" }],
      end: "failed",
    });
    expect(await summaryOf([...run, aborted])).toMatchObject({ errorCount: 0, end: "interrupted" });
  });

  it("reads like sentences", () => {
    expect(clineStream.preview(stream[6])).toBe("run_commands  ls");
    expect(clineStream.preview(stream[7])).toBe("run_commands  → failed  beds");
  });
});
