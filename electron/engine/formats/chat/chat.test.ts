import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { createSplitIndex } from "../../../testing/splitIndex.ts";
import { formatOf, summaryOf, transcriptOf } from "../../../testing/summaryOf.ts";
import { createCallTools } from "../../query/callTools.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import { recognise } from "../recognition.ts";
import { readSample } from "../sample.ts";
import { chat } from "./chat.ts";

const prompt = { role: "user", content: "Count the beds." };

/** What tools each record is found by. */
function toolsOf(lines: readonly unknown[]): readonly (string | undefined)[] {
  const source = createMemorySource(transcriptOf(lines));
  const { index, grow } = createSplitIndex(source, recognise(readSample(source).heads, {}).plan, [lines.length]);
  while (grow());
  const { tools, others } = createCallTools(index).of(0);
  return lines.map((_, record) => {
    const further = others.flatMap(({ row, tool }) => (row === record ? [index.tools()[tool]] : []));
    return [index.tools()[tools[record] ?? 0] || undefined, ...further].join(" ") || undefined;
  });
}

describe("a picture beside results", () => {
  const base64 = "iVBORw0KGgo".padEnd(120, "A");
  const picture = { type: "image", source: { type: "base64", media_type: "image/png", data: base64 } };

  it("is one of the result before it, and nobody's words", async () => {
    const lines = [
      prompt,
      { role: "assistant", content: ["c1", "c2"].map((id) => ({ type: "tool_use", id, name: "look", input: {} })) },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "c1", content: "beds" },
          { type: "tool_result", tool_use_id: "c2", content: "a spade" },
          picture,
        ],
      },
      { role: "assistant", content: [{ type: "text", text: "Seen." }] },
    ];
    expect(await summaryOf(lines)).toMatchObject({ format: "chat-messages", prompts: 1, toolCalls: 2, openCalls: 0 });
    const calls = (await itemsOf(await shownOf(lines))).filter((item) => item.sort === "call");
    expect(calls.map(({ output, images }) => [output.map(({ head }) => head), images.length])).toEqual([
      [["beds"], 0],
      [["a spade"], 1],
    ]);
  });

  it("is one of a call that Google's parts answer", async () => {
    const data = { inlineData: { mimeType: "image/png", data: base64 } };
    const lines = [
      { role: "user", parts: [{ text: "Count the beds." }] },
      { role: "model", parts: [{ functionCall: { name: "look", args: { bed: 1 } } }] },
      { role: "user", parts: [{ functionResponse: { name: "look", response: { output: "beds" } } }, data] },
      { role: "model", parts: [{ text: "Seen." }] },
    ];
    const items = await itemsOf(await shownOf(lines));
    expect(items.map(({ sort }) => sort)).toEqual(["message", "call", "message"]);
    expect(items[1]).toMatchObject({ images: [{ mediaType: "image/png" }] });
  });
});

describe("messages of a chat", () => {
  it("are read as Chat Completions have them", async () => {
    const call = { id: "c1", type: "function", function: { name: "count", arguments: '{"query":"beds"}' } };
    const lines = [
      { role: "system", content: "Be kind." },
      prompt,
      { role: "assistant", content: null, tool_calls: [call, { ...call, id: "c2" }] },
      { role: "tool", tool_call_id: "c1", content: "two" },
      { role: "assistant", content: "Two.", usage: { prompt_tokens: 9, completion_tokens: 4 } },
    ];
    expect(await summaryOf(lines)).toMatchObject({
      format: "chat-messages",
      prompts: 1,
      answers: 1,
      toolCalls: 2,
      openCalls: 1,
      tokens: { input: 9, output: 4 },
      result: { text: "Two." },
      end: "completed",
    });
    expect(lines.map((line) => chat.preview(line))).toEqual([
      "system  “Be kind.”",
      "user  “Count the beds.”",
      "assistant  count  beds  count  beds",
      "→ two",
      "assistant  “Two.”",
    ]);
  });

  it("are read as Anthropic's Messages have them", async () => {
    const lines = [
      prompt,
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "Look first." },
          { type: "text", text: "I look." },
          { type: "tool_use", id: "c1", name: "count", input: { query: "beds" } },
        ],
        usage: { input_tokens: 5, cache_read_input_tokens: 20, cache_creation_input_tokens: 1, output_tokens: 4 },
      },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content: "no", is_error: true }] },
    ];
    expect(await summaryOf(lines)).toMatchObject({
      format: "chat-messages",
      prompts: 1,
      answers: 1,
      toolCalls: 1,
      toolErrors: 1,
      openCalls: 0,
      tokens: { input: 26, cachedInput: 20, cacheWrite: 1, output: 4 },
      end: "open",
    });
  });

  it("are read as a page of the AI SDK stores them: a call with its result", async () => {
    const tool = { type: "tool-count", toolCallId: "c1", input: { query: "beds" } };
    const lines = [
      { id: "u1", role: "user", parts: [{ type: "text", text: "Count the beds." }] },
      {
        id: "a1",
        role: "assistant",
        parts: [
          { type: "step-start" },
          { ...tool, state: "output-error", errorText: "No beds." },
          { ...tool, type: "dynamic-tool", toolName: "dig", toolCallId: "c2", state: "input-streaming" },
          { type: "text", text: "None.", state: "done" },
        ],
      },
    ];
    expect(await summaryOf(lines)).toMatchObject({
      format: "chat-messages",
      prompts: 1,
      answers: 1,
      toolCalls: 2,
      toolErrors: 1,
      openCalls: 1,
      result: { text: "None." },
      end: "completed",
    });
  });

  it("are read as a program of the AI SDK keeps them", async () => {
    const made = { type: "tool-call", toolCallId: "c1", toolName: "count", input: {} };
    const output = { type: "error-text", value: "No beds." };
    const lines = [
      prompt,
      { role: "assistant", content: [{ type: "reasoning", text: "Look." }, made] },
      { role: "tool", content: [{ type: "tool-result", toolCallId: "c1", toolName: "count", output }] },
    ];
    expect(await summaryOf(lines)).toMatchObject({
      prompts: 1,
      toolCalls: 1,
      toolErrors: 1,
      openCalls: 0,
      end: "open",
    });
  });

  it("are read as Google's contents and as items of the Responses API", async () => {
    const google = [
      { role: "user", parts: [{ text: "Count the beds." }] },
      { role: "model", parts: [{ functionCall: { name: "count", args: {} } }] },
      { role: "user", parts: [{ functionResponse: { name: "count", response: { error: "No beds." } } }] },
    ];
    expect(await summaryOf(google)).toMatchObject({ prompts: 1, toolCalls: 1, toolErrors: 1, openCalls: 0 });
    const items = [
      { type: "message", role: "user", content: [{ type: "input_text", text: "Count the beds." }] },
      { type: "reasoning", summary: [{ type: "summary_text", text: "Look." }] },
      { type: "function_call", call_id: "c1", name: "count", arguments: "{}" },
      { type: "function_call_output", call_id: "c1", output: "two" },
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "Two." }] },
    ];
    expect(await summaryOf(items, "chat-messages")).toMatchObject({
      prompts: 1,
      toolCalls: 1,
      openCalls: 0,
      result: { text: "Two." },
    });
  });

  it("are read as Bedrock's Converse has them, and Strands keeps them", async () => {
    const result = { toolUseId: "c1", status: "error", content: [{ text: "No beds." }] };
    const lines = [
      { role: "user", content: [{ text: "Count the beds." }] },
      { role: "assistant", content: [{ text: "I look." }, { toolUse: { toolUseId: "c1", name: "count", input: {} } }] },
      { role: "user", content: [{ toolResult: result }] },
    ];
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, answers: 1, toolCalls: 1, toolErrors: 1, openCalls: 0 });
    expect(chat.preview(lines[1])).toBe("assistant  “I look.”  count");
  });

  it("are read as Kimi Code prints them, whose commands say in words that they failed", async () => {
    const call = { id: "c1", type: "function", function: { name: "Bash", arguments: "{}" } };
    const printed = [
      { role: "meta", type: "system.version", version: "2.1.0" },
      { role: "assistant", tool_calls: [call] },
      { role: "tool", tool_call_id: "c1", content: "no\nCommand failed with exit code: 3." },
      { role: "assistant", content: "None." },
      { role: "meta", type: "session.resume_hint", session_id: "s1", content: "To resume: …" },
    ];
    expect(await summaryOf(printed)).toMatchObject({
      format: "chat-messages",
      toolErrors: 1,
      answers: 1,
      end: "completed",
    });
  });

  it("are one call where it is told again before its result", async () => {
    const dig = (...ids: readonly string[]) => ({
      role: "assistant",
      tool_calls: ids.map((id) => ({ id, type: "function", function: { name: "dig", arguments: "{}" } })),
    });
    const done = (id: string) => ({ role: "tool", tool_call_id: id, content: "deep" });
    expect(await summaryOf([prompt, dig("c1", "c2"), done("c1"), dig("c2"), done("c2")])).toMatchObject({
      toolCalls: 2,
      openCalls: 0,
    });
    expect(await summaryOf([prompt, dig("c1"), done("c1"), dig("c1"), done("c1")])).toMatchObject({ toolCalls: 2 });
  });

  it("are not seen where records only have a role", () => {
    expect(
      formatOf([
        { role: "admin", content: "x" },
        { role: "user", name: "x" },
      ]),
    ).toBe("generic");
  });

  it("have tools by the names of calls and results, and none by those of speakers", () => {
    const call = { id: "c1", type: "function", function: { name: "count", arguments: "{}" } };
    const named = [
      { ...prompt, name: "gardener" },
      { role: "assistant", name: "counter", content: null, tool_calls: [call] },
      { role: "tool", name: "count", tool_call_id: "c1", content: "two" },
      { role: "assistant", name: "counter", content: "Two." },
    ];
    expect(toolsOf(named)).toEqual([undefined, "count", "count", undefined]);
    const older = { role: "assistant", content: null, function_call: { name: "count", arguments: '{"query":"beds"}' } };
    expect(toolsOf([prompt, older, { role: "function", name: "count", content: "two" }])).toEqual([
      undefined,
      "count",
      "count",
    ]);
    expect(chat.preview(older)).toBe("assistant  count  beds");
    // A long record's head ends somewhere in them.
    const cut = { ...older, function_call: { name: "count", arguments: '{"query":"beds","place":"by th' } };
    expect(chat.preview(cut)).toBe("assistant  count  beds");
    const ofGoogle = [
      { role: "user", parts: [{ text: "Count." }] },
      { role: "model", parts: [{ functionCall: { name: "count", args: {} } }] },
      { role: "user", parts: [{ functionResponse: { name: "count", response: {} } }] },
    ];
    expect(toolsOf(ofGoogle)).toEqual([undefined, "count", "count"]);
  });
});
