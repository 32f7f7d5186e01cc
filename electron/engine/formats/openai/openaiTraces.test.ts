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

  it("takes a function with an error for a failed call, and another span's for an error", async () => {
    const error = { message: "no spade", data: null };
    const failed = [...trace, span("f2", { type: "function", name: "dig", input: "", output: null }, { error })];
    expect(await summaryOf(failed)).toMatchObject({ toolCalls: 2, toolErrors: 1, errorCount: 0 });
    const broken = [...trace, span("g3", generation([], null, 5), { error: { message: "no model" } })];
    expect(await summaryOf(broken)).toMatchObject({ errors: [{ message: "no model" }], end: "failed" });
  });

  it("counts agents inside the first", async () => {
    expect(await summaryOf([...trace, span("a2", { type: "agent", name: "Digger" })])).toMatchObject({ subagents: 1 });
    expect(openaiTraces.preview(trace[2])).toBe('look  {"bed":1}  → roses');
  });
});
