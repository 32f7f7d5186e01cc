import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { formatOf, summaryOf } from "../../../testing/summaryOf.ts";
import { aiSdkStream } from "./aiSdkStream.ts";

const framed = (chunks: readonly object[]) => [
  ...chunks.flatMap((chunk) => [`data: ${JSON.stringify(chunk)}`, ""]),
  "data: [DONE]",
];

const page = [
  { type: "start", messageId: "m1" },
  { type: "start-step" },
  { type: "reasoning-start", id: "0" },
  { type: "reasoning-delta", id: "0", delta: "Look first." },
  { type: "reasoning-end", id: "0" },
  { type: "text-start", id: "0" },
  { type: "text-delta", id: "0", delta: "I " },
  { type: "text-delta", id: "0", delta: "look." },
  { type: "text-end", id: "0" },
  { type: "tool-input-start", toolCallId: "c1", toolName: "count" },
  { type: "tool-input-delta", toolCallId: "c1", inputTextDelta: '{"query":' },
  { type: "tool-input-delta", toolCallId: "c1", inputTextDelta: '"beds"}' },
  { type: "tool-input-available", toolCallId: "c1", toolName: "count", input: { query: "beds" } },
  { type: "tool-input-available", toolCallId: "c2", toolName: "dig", input: {} },
  { type: "tool-output-available", toolCallId: "c1", output: 1, preliminary: true },
  { type: "tool-output-available", toolCallId: "c1", output: 2 },
  { type: "tool-output-error", toolCallId: "c2", errorText: "No spade." },
  { type: "finish-step" },
  { type: "start-step" },
  { type: "text-start", id: "0" },
  { type: "text-delta", id: "0", delta: "Two." },
  { type: "text-end", id: "0" },
  { type: "finish-step" },
  {
    type: "finish",
    finishReason: "stop",
    messageMetadata: { model: "fig-3", totalUsage: { inputTokens: 9, outputTokens: 4 } },
  },
];

const usage = {
  inputTokens: 20,
  inputTokenDetails: { noCacheTokens: 15, cacheReadTokens: 5 },
  outputTokens: 8,
  outputTokenDetails: { reasoningTokens: 3 },
};
const program = [
  { type: "start" },
  { type: "start-step", request: {} },
  { type: "text-start", id: "txt-0" },
  { type: "text-delta", id: "txt-0", text: "I look." },
  { type: "text-end", id: "txt-0" },
  { type: "tool-call", toolCallId: "c1", toolName: "count", input: { query: "beds" } },
  { type: "tool-error", toolCallId: "c1", toolName: "count", error: "No beds." },
  { type: "finish-step", finishReason: "tool-calls", usage, response: { modelId: "fig-3" } },
  { type: "start-step", request: {} },
  { type: "text-delta", id: "txt-0", text: "None, as far as the lim" },
  { type: "finish-step", finishReason: "length", usage, response: { modelId: "fig-3" } },
  { type: "finish", finishReason: "length", totalUsage: { inputTokens: 40, outputTokens: 16 } },
];

describe("a stream of the AI SDK", () => {
  it("is read as a page gets it, a step an answer", async () => {
    expect(await summaryOf(framed(page))).toMatchObject({
      format: "ai-sdk-stream",
      models: ["fig-3"],
      prompts: 0,
      answers: 2,
      toolCalls: 2,
      toolErrors: 1,
      openCalls: 0,
      tokens: { input: 9, output: 4 },
      result: { text: "Two." },
      end: "completed",
    });
  });

  it("is read as a program gets it, each request's tokens once", async () => {
    expect(await summaryOf(program)).toMatchObject({
      format: "ai-sdk-stream",
      answers: 2,
      toolErrors: 1,
      tokens: { input: 40, cachedInput: 10, output: 16, reasoning: 6 },
      result: { text: "None, as far as the lim" },
    });
  });

  it("is read as a provider gives it", async () => {
    const provider = [
      { type: "stream-start", warnings: [] },
      { type: "response-metadata", id: "r1", modelId: "fig-3" },
      { type: "tool-input-start", id: "c1", toolName: "count" },
      { type: "tool-input-delta", id: "c1", delta: "{}" },
      { type: "tool-input-end", id: "c1" },
      { type: "tool-call", toolCallId: "c1", toolName: "count", input: "{}" },
      {
        type: "finish",
        finishReason: { unified: "tool-calls" },
        usage: { inputTokens: { total: 7 }, outputTokens: { total: 2 } },
      },
    ];
    expect(await summaryOf(provider)).toMatchObject({
      format: "ai-sdk-stream",
      toolCalls: 1,
      openCalls: 1,
      tokens: { input: 7, output: 2 },
    });
  });

  it("takes arguments once, in pieces or whole", async () => {
    const items = await itemsOf(await shownOf(page));
    const inputs = items.flatMap((item) => (item.sort === "call" ? item.input.map(({ head }) => head) : []));
    expect(inputs).toEqual(['{"query":"beds"}', "{}"]);
  });

  it("takes back a step that was begun anew", async () => {
    const reset = [...page.slice(0, 14), { type: "reset-step" }, ...page.slice(19)];
    expect(await summaryOf(reset)).toMatchObject({ answers: 1, toolCalls: 0 });
  });

  it("reads words that a person sent while it worked", async () => {
    const steered = { type: "steering-message", id: "u1", parts: [{ type: "text", text: "And the paths." }] };
    expect(await summaryOf([...page.slice(0, 19), steered, ...page.slice(19)])).toMatchObject({
      prompts: 1,
      answers: 2,
    });
  });

  it("says how it ended", async () => {
    const begun = page.slice(0, 8);
    expect(await summaryOf(begun)).toMatchObject({ end: "open", result: { text: "I look." } });
    expect(await summaryOf([...begun, { type: "abort" }])).toMatchObject({ end: "interrupted" });
    const failed = [...begun, { type: "error", errorText: "Overloaded." }, { type: "finish" }];
    expect(await summaryOf(failed)).toMatchObject({ end: "failed", errors: [{ message: "Overloaded." }] });
  });

  it("reads like sentences", () => {
    expect(aiSdkStream.preview(page[12])).toBe("count  beds");
    expect(aiSdkStream.preview(page[16])).toBe("→ failed  No spade.");
    expect(aiSdkStream.preview(program[7])).toBe("tool-calls  20 in, 8 out");
  });

  it("is not taken for one by words that others use, too", () => {
    const others = [{ type: "start" }, { type: "finish" }, { type: "text-delta", text: "x" }];
    expect(formatOf(others)).toBe("generic");
  });
});
