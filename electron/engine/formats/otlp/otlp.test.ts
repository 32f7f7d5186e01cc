import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../../testing/shownOf.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { otlp } from "./otlp.ts";

const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const number = (key: string, intValue: string | number) => ({ key, value: { intValue } });

function span(spanId: string, name: string, attributes: object[], more: object = {}): object {
  const startTimeUnixNano = "1772359200000000000";
  return {
    traceId: "t1",
    spanId,
    parentSpanId: "",
    name,
    startTimeUnixNano,
    endTimeUnixNano: startTimeUnixNano,
    attributes,
    ...more,
  };
}

const batch = (...spans: object[]) => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
const messages = (...list: object[]) => JSON.stringify(list);
const part = (content: string) => [{ type: "text", content }];

describe("OpenTelemetry in JSON Lines", () => {
  it("reads the GenAI conventions, numbers as text or not, children before parents", async () => {
    const log = [
      batch(
        span(
          "s1",
          "execute_tool look",
          [
            text("gen_ai.operation.name", "execute_tool"),
            text("gen_ai.tool.name", "look"),
            text("gen_ai.tool.call.id", "c1"),
          ],
          { status: { code: 2, message: "no bed" } },
        ),
        span("s2", "chat plum-2", [
          text("gen_ai.operation.name", "chat"),
          text("gen_ai.request.model", "plum-2"),
          number("gen_ai.usage.input_tokens", "40"),
          number("gen_ai.usage.output_tokens", 6),
          text("gen_ai.input.messages", messages({ role: "user", parts: part("What grows here?") })),
          text("gen_ai.output.messages", messages({ role: "assistant", parts: part("Roses.") })),
        ]),
      ),
      batch(span("s3", "invoke_agent", [text("gen_ai.operation.name", "invoke_agent")])),
    ];
    expect(await summaryOf(log)).toMatchObject({
      format: "otlp",
      started: Date.parse("2026-03-01T10:00:00Z"),
      prompts: 1,
      answers: 1,
      toolCalls: 1,
      toolErrors: 1,
      subagents: 0,
      tokens: { input: 40, output: 6 },
      models: ["plum-2"],
      end: "completed",
    });
  });

  const inParts = messages({ role: "assistant", parts: [{ type: "reasoning", content: "?" }, ...part("Roses.")] });
  const two = messages(...["Ro", "ses"].map((one) => ({ role: "assistant", parts: part(one) })));
  const completion = JSON.stringify({ choices: [{ message: { role: "assistant", content: "Roses." } }] });
  it.each([
    ["gen_ai.output.messages", inParts, "Roses."],
    ["gen_ai.output.messages", two, "Ro\n\nses"],
    ["gen_ai.completion", messages({ role: "assistant", content: "Roses." }), "Roses."],
    ["output.value", completion, "Roses."],
    ["output.value", '{"content":"Roses."}', '{"content":"Roses."}'],
    ["ai.response.text", '[{"bed":"roses"}]', '[{"bed":"roses"}]'],
  ])("gives the words of an answer in %s, and no JSON that they are wrapped in (%#)", async (name, json, words) => {
    const log = [batch(span("s1", "chat", [text("gen_ai.operation.name", "chat"), text(name, json)]))];
    expect(await summaryOf(log)).toMatchObject({
      answers: 1,
      result: { text: words, bytes: words.length, cut: false },
    });
  });

  const written = { type: "tool_call", id: "c1", name: "write", arguments: { content: "Roses.", type: "text" } };
  it.each([
    ["thinks", [{ type: "reasoning", content: "Roses?" }], 1],
    ["calls", [written], 0],
    ["thinks and calls", [{ type: "reasoning", content: "Roses?" }, written], 1],
  ])("takes no answer from a model that only %s", async (_, parts, thoughts) => {
    const said = messages({ role: "assistant", parts });
    const log = [
      batch(span("s1", "chat", [text("gen_ai.operation.name", "chat"), text("gen_ai.output.messages", said)])),
    ];
    expect(await summaryOf(log)).toMatchObject({ answers: 0, result: null });
    const items = await itemsOf(await shownOf(log));
    const texts = items.flatMap((item) => (item.sort === "message" ? item.texts : []));
    expect(texts.map(({ sort, head }) => [sort, head])).toEqual(
      Array.from({ length: thoughts }, () => ["reasoning", "Roses?"]),
    );
  });

  it("reads Langfuse's tokens and levels", async () => {
    const details = {
      input: 30,
      input_cached_tokens: 8,
      input_cache_creation: 2,
      output: 4,
      output_reasoning_tokens: 1,
    };
    const attributes = [
      text("langfuse.observation.type", "generation"),
      text("langfuse.observation.model.name", "plum-2"),
      text("langfuse.observation.input", messages({ role: "user", content: "What grows here?" })),
      text("langfuse.observation.output", JSON.stringify({ role: "assistant", content: "Roses." })),
      text("langfuse.observation.usage_details", JSON.stringify({ ...details, total: 45 })),
    ];
    const whole = span("s1", "answer", attributes);
    expect(await summaryOf([batch(whole)])).toMatchObject({
      ...{ prompts: 1, answers: 1, models: ["plum-2"], end: "completed" },
      tokens: { input: 40, cachedInput: 8, cacheWrite: 2, output: 5, reasoning: 1 },
    });
    const error = [
      text("langfuse.observation.level", "ERROR"),
      text("langfuse.observation.status_message", "no model"),
      text("langfuse.observation.usage_details", "{cut"),
    ];
    const failed = span("s2", "answer", [...attributes.slice(0, 3), ...error], { status: { code: 0 } });
    expect(await summaryOf([batch(failed)])).toMatchObject({
      errors: [{ message: "no model" }],
      tokens: null,
      end: "failed",
    });
  });

  it("reads OpenInference's names", async () => {
    const log = [
      batch(
        span("s1", "ChatCompletion", [
          text("openinference.span.kind", "LLM"),
          text("llm.model_name", "fig-1"),
          number("llm.token_count.prompt", 12),
          number("llm.token_count.completion", 3),
          number("llm.token_count.prompt_details.cache_read", 4),
          text("output.value", "Roses."),
        ]),
        span("s2", "dig", [text("openinference.span.kind", "TOOL"), text("tool.name", "dig")]),
      ),
    ];
    expect(await summaryOf(log)).toMatchObject({
      answers: 1,
      toolCalls: 1,
      tokens: { input: 12, cachedInput: 4, output: 3 },
      models: ["fig-1"],
    });
  });

  it("reads each message of OpenInference by itself, not the whole request around them", async () => {
    const message = (side: string, n: number, role: string, content: string) => [
      text(`llm.${side}_messages.${n}.message.role`, role),
      text(`llm.${side}_messages.${n}.message.content`, content),
    ];
    const log = [
      batch(
        span("s1", "OpenAI Chat Completions", [
          text("openinference.span.kind", "LLM"),
          text("input.value", messages({ role: "user", content: "What grows here?" })),
          text("output.value", JSON.stringify({ choices: [{ message: { content: "Roses." } }] })),
          ...message("input", 0, "system", "You are a gardener."),
          ...message("input", 1, "user", "What grows here?"),
          ...message("output", 0, "assistant", "Roses."),
        ]),
      ),
    ];
    expect(await summaryOf(log)).toMatchObject({ prompts: 1, answers: 1, result: { text: "Roses." } });
  });

  it("reads the names of Vercel's AI SDK, and no sum of the spans around its model calls", async () => {
    const request = (id: string, operation: string, input: number, more: object[]) =>
      span(id, operation, [
        text("ai.operationId", operation),
        text("ai.prompt.messages", messages({ role: "user", content: part("What grows here?") })),
        number("ai.usage.inputTokens", input),
        number("ai.usage.inputTokenDetails.cacheReadTokens", 5),
        number("ai.usage.outputTokenDetails.reasoningTokens", 1),
        ...more,
      ]);
    const tokens = [number("gen_ai.usage.input_tokens", 40), number("gen_ai.usage.output_tokens", 6)];
    const call = [text("ai.operationId", "ai.toolCall"), text("ai.toolCall.name", "dig"), text("ai.toolCall.id", "c1")];
    const log = [
      batch(request("s1", "ai.generateText.doGenerate", 40, [text("ai.response.text", ""), ...tokens])),
      batch(span("s2", "ai.toolCall", call, { status: { code: 2, message: "no spade" } })),
      batch(request("s3", "ai.generateText.doGenerate", 40, [text("ai.response.text", "[roses]"), ...tokens])),
      batch(request("s4", "ai.generateText", 80, [text("ai.response.text", "[roses]")])),
    ];
    expect(await summaryOf(log)).toMatchObject({
      prompts: 1,
      answers: 1,
      toolCalls: 1,
      toolErrors: 1,
      tokens: { input: 80, cachedInput: 10, output: 12, reasoning: 2 },
      result: { text: "[roses]" },
    });
  });

  it("counts a prompt once in all model calls of a conversation, and says what failed", async () => {
    const asked = (id: string, users: number, more: object = {}) =>
      batch(
        span(
          id,
          "chat",
          [
            text("gen_ai.operation.name", "chat"),
            text(
              "gen_ai.input.messages",
              messages(...Array.from({ length: users }, () => ({ role: "user", parts: part("?") }))),
            ),
          ],
          more,
        ),
      );
    const failed = { status: { code: "STATUS_CODE_ERROR", message: "no model" } };
    expect(await summaryOf([asked("s1", 1), asked("s2", 1), asked("s3", 2, failed)])).toMatchObject({
      prompts: 2,
      tokens: null,
      errors: [{ message: "no model" }],
      end: "failed",
    });
    expect(otlp.preview(asked("s1", 1))).toBe("chat");
  });

  it("says what a span's program dropped, of spans of models and tools", async () => {
    const asked = [text("openinference.span.kind", "LLM"), text("llm.input_messages.0.message.role", "user")];
    const log = [
      batch(
        span("s1", "ask", asked, { droppedAttributesCount: 8, droppedEventsCount: 0 }),
        span("s2", "ask", asked, { droppedAttributesCount: "1", droppedEventsCount: 72 }),
        span("s3", "ask", asked, { droppedAttributesCount: 0 }),
        span("s4", "GET /", [], { droppedAttributesCount: 5 }),
      ),
    ];
    const items = await itemsOf(await shownOf(log));
    expect(items.flatMap((item) => (item.sort === "ruler" && item.what === "notice" ? [item.sentence] : []))).toEqual([
      "Its program dropped 8 attributes of the span “ask”: what it asked, answered and took may not stand here.",
      "Its program dropped 1 attribute and 72 events of the span “ask”: what it asked, answered and took may not stand here.",
    ]);
  });

  const agent = (id: string, users: readonly string[], more: object = {}) =>
    span(
      id,
      "invoke_agent",
      [
        text("gen_ai.operation.name", "invoke_agent"),
        text("gen_ai.conversation.id", "garden"),
        text("gen_ai.input.messages", messages(...users.map((words) => ({ role: "user", parts: part(words) })))),
      ],
      more,
    );
  const model = (id: string, users: readonly string[], more: object = {}) =>
    span(
      id,
      "chat",
      [
        text("gen_ai.operation.name", "chat"),
        text("gen_ai.conversation.id", "garden"),
        text("gen_ai.output.messages", messages({ role: "assistant", parts: part("Roses.") })),
        text("gen_ai.input.messages", messages(...users.map((words) => ({ role: "user", parts: part(words) })))),
      ],
      { parentSpanId: "run", ...more },
    );

  const other = { traceId: "t2" };
  it.each([
    ["each run by itself", [model("s1", []), agent("s2", ["A?"]), model("s3", [], other), agent("s4", ["B?"], other)]],
    ["all that was said", [agent("s2", ["A?"]), agent("s4", ["A?", "B?"], other)]],
    ["beside model calls", [model("s1", ["A?"]), agent("s2", ["A?"]), model("s3", ["A?", "B?"], other)]],
    ["before model calls", [agent("s2", ["A?"]), model("s1", ["A?"]), agent("s4", ["A?", "B?"], other)]],
  ])("takes prompts that only the span of a run tells, once: %s", async (_, spans) => {
    const log = spans.map((one) => batch(one));
    expect(await summaryOf(log)).toMatchObject({ prompts: 2 });
    const items = await itemsOf(await shownOf(log));
    const said = items.flatMap((item) => (item.sort === "message" && item.speaker === "user" ? item.texts : []));
    expect(said.map(({ head }) => head)).toEqual(["A?", "B?"]);
  });

  it("takes no prompt from the span of a sub-agent, and an error of a run only when its model calls told none", async () => {
    const failed = { status: { code: 2, message: "no model" } };
    const inner = agent("s1", ["Dig."], { parentSpanId: "s9" });
    expect(await summaryOf([batch(inner)])).toMatchObject({ prompts: 0, subagents: 1 });
    const events = ["no spade", "no bed"].map((words) => ({
      name: "exception",
      attributes: [text("exception.message", words)],
    }));
    const log = [model("s2", [], failed), agent("s3", ["A?"], failed), agent("s4", ["B?"], { ...other, ...failed })];
    const last = agent("s5", ["C?"], { traceId: "t3", ...failed, events });
    expect(await summaryOf([...log, last].map((one) => batch(one)))).toMatchObject({
      errors: ["no model", "no model", "no spade", "no bed"].map((message) => ({ message })),
      ...{ prompts: 3, end: "failed" },
    });
  });

  it("takes words alone as what was asked", async () => {
    const asked = [text("openinference.span.kind", "LLM"), text("input.value", "What grows here?")];
    expect(await summaryOf([batch(span("s1", "ask", asked))])).toMatchObject({ prompts: 1 });
  });
});
