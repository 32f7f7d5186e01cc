// The Agent Trajectory Interchange Format 1.8 as its specification says it: members and types, which steps may have which
// members, and that calls and observations fit together. Members that the specification does not name are refused.

import { z } from "zod";

const extra = z.record(z.string(), z.unknown()).optional();
const count = z.number().int().nonnegative().optional();

const agent = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  model_name: z.string().optional(),
  tool_definitions: z.array(z.record(z.string(), z.unknown())).optional(),
  extra,
});

const toolCall = z.strictObject({
  tool_call_id: z.string().min(1),
  function_name: z.string(),
  arguments: z.record(z.string(), z.unknown()),
});

const step = z
  .strictObject({
    step_id: z.number().int().positive(),
    timestamp: z.iso.datetime().optional(),
    source: z.enum(["system", "user", "agent"]),
    model_name: z.string().optional(),
    message: z.string(),
    reasoning_content: z.string().optional(),
    tool_calls: z.array(toolCall).min(1).optional(),
    observation: z
      .strictObject({
        results: z.array(z.strictObject({ source_call_id: z.string().optional(), content: z.string() })),
      })
      .optional(),
    metrics: z
      .strictObject({
        prompt_tokens: count,
        completion_tokens: count,
        cached_tokens: count,
        cost_usd: z.number().nonnegative().optional(),
        extra,
      })
      .optional(),
    is_copied_context: z.boolean().optional(),
    extra,
  })
  .refine(
    ({ source, tool_calls, reasoning_content, model_name, metrics }) =>
      source === "agent" || (tool_calls ?? reasoning_content ?? model_name ?? metrics) === undefined,
    "only steps of the agent have calls, reasoning and a model",
  )
  .refine(({ tool_calls: calls = [], observation }) => {
    const ids = new Set(calls.map(({ tool_call_id }) => tool_call_id));
    return (observation?.results ?? []).every(({ source_call_id: id }) => id === undefined || ids.has(id));
  }, "an observation is that of a call of the same step");

export const atifSchema = z.strictObject({
  schema_version: z.literal("ATIF-v1.8"),
  session_id: z.string(),
  agent,
  steps: z
    .array(step)
    .refine((steps) => steps.every(({ step_id }, index) => step_id === index + 1), "steps are counted from 1"),
  final_metrics: z
    .strictObject({
      total_prompt_tokens: count,
      total_completion_tokens: count,
      total_cached_tokens: count,
      total_cost_usd: z.number().nonnegative().optional(),
      total_steps: count,
    })
    .optional(),
  extra,
});
