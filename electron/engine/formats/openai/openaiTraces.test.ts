import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { openaiTraces } from "./openaiTraces.ts";

const span = (id: string, span_data: object, more: object = {}) => {
  return {
    object: "trace.span",
    id,
    trace_id: "t1",
    parent_id: "a1",
    started_at: "2026-03-01T10:00:00.000Z",
    ended_at: "2026-03-01T10:00:01.000Z",
    span_data,
    error: null,
    ...more,
  };
};
const user = (content: unknown) => ({ role: "user", content });
const generation = (input: object[], content: string | null, input_tokens: number) => ({
  type: "generation",
  model: "plum-2",
  input,
  output: [{ role: "assistant", content }],
  usage: { input_tokens, output_tokens: 5 },
});

describe("traces of the OpenAI Agents SDK", () => {
  const trace = [
    { object: "trace", id: "t1", workflow_name: "Garden", group_id: null, metadata: null },
    span("g1", generation([user("What grows here?")], null, 10)),
    span("f1", { type: "function", name: "look", input: '{"bed":1}', output: "roses" }),
    span("g2", generation([user("What grows here?"), { role: "assistant", content: null }], "Roses.", 20)),
    span("a1", { type: "agent", name: "Gardener" }, { parent_id: null }),
  ];

  it("counts a prompt once, however often a model call repeats it", async () => {
    expect(await summaryOf(trace)).toMatchObject({
      format: "openai-traces",
      prompts: 1,
      answers: 1,
      toolCalls: 1,
      toolErrors: 0,
      subagents: 0,
      tokens: { input: 30, output: 10 },
      models: ["plum-2"],
      end: "completed",
    });
  });

  it("reads whole completions, with their usage, beside the turns and tasks that tell it again", async () => {
    const completion = (content: string | null) => {
      const usage = {
        ...{ prompt_tokens: 40, prompt_tokens_details: { cached_tokens: 8 } },
        ...{ completion_tokens: 7, completion_tokens_details: { reasoning_tokens: 2 } },
      };
      return { object: "chat.completion", choices: [{ message: { role: "assistant", content } }], usage };
    };
    const around = (sdk_span_type: string, input_tokens: number, output_tokens: number) => {
      return { type: "custom", name: sdk_span_type, data: { sdk_span_type, usage: { input_tokens, output_tokens } } };
    };
    const given = (content: string | null) => ({
      ...{ type: "generation", model: "plum-2", input: [user("What grows here?")] },
      output: [completion(content)],
    });
    const told = [
      trace[0],
      span("g1", given(null), { parent_id: "turn1" }),
      span("turn1", around("turn", 40, 7)),
      span("g2", given("Roses."), { parent_id: "turn2" }),
      span("turn2", around("turn", 40, 7)),
      // Of a response only the turn tells the tokens.
      span("r1", { type: "response", response_id: "resp_1" }, { parent_id: "turn3" }),
      span("turn3", around("turn", 100, 20)),
      span("task1", around("task", 180, 34), { parent_id: null }),
    ];
    expect(await summaryOf(told)).toMatchObject({
      prompts: 1,
      answers: 1,
      result: { text: "Roses." },
      tokens: { input: 180, cachedInput: 16, output: 34, reasoning: 4 },
    });
    expect(openaiTraces.preview(Object(told[3]))).toBe("plum-2  assistant  “Roses.”");
  });

  it("takes a function with an error for a failed call, and another span's for an error", async () => {
    const error = { message: "no spade", data: null };
    const failed = [...trace, span("f2", { type: "function", name: "dig", input: "", output: null }, { error })];
    expect(await summaryOf(failed)).toMatchObject({ toolCalls: 2, toolErrors: 1, errorCount: 0 });
    const broken = [...trace, span("g3", generation([], null, 5), { error: { message: "no model" } })];
    expect(await summaryOf(broken)).toMatchObject({ errors: [{ message: "no model" }], end: "failed" });
  });

  it("counts agents besides the first, each once", async () => {
    const digger = (id: string) => span(id, { type: "agent", name: "Digger" });
    expect(await summaryOf([...trace, digger("a2"), digger("a3")])).toMatchObject({ subagents: 1 });
    expect(openaiTraces.preview(trace[2])).toBe('look  {"bed":1}  → roses');
  });
});
