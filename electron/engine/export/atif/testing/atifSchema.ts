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

const reference = z
  .strictObject({
    trajectory_id: z.string().min(1).optional(),
    trajectory_path: z.string().min(1).optional(),
    session_id: z.string().optional(),
    extra,
  })
  .refine(
    ({ trajectory_id: id, trajectory_path: file }) => id !== undefined || file !== undefined,
    "a sub-agent is found by an id or a path",
  );

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
        results: z.array(
          z.strictObject({
            source_call_id: z.string().optional(),
            content: z.string().optional(),
            subagent_trajectory_ref: z.array(reference).min(1).optional(),
          }),
        ),
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

const trajectory = z.strictObject({
  schema_version: z.literal("ATIF-v1.8"),
  session_id: z.string(),
  trajectory_id: z.string().min(1).optional(),
  agent,
  steps: z
    .array(step)
    .min(1)
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
  /** Each is a trajectory itself; see `parseAtif`. */
  subagent_trajectories: z.array(z.unknown()).min(1).optional(),
  extra,
});

export interface Trajectory extends z.infer<typeof trajectory> {
  readonly subagents: readonly Trajectory[];
}

/** Throws where a document is no trajectory, or one inside it is none, or a reference leads nowhere. */
export function parseAtif(document: unknown): Trajectory {
  const whole = trajectory.parse(document);
  const subagents = (whole.subagent_trajectories ?? []).map(parseAtif);
  const ids = subagents.map(({ trajectory_id: id }) => z.string().parse(id));
  z.literal(ids.length, "ids of sub-agents are told apart").parse(new Set(ids).size);
  for (const { observation } of whole.steps) {
    for (const { subagent_trajectory_ref: references = [] } of observation?.results ?? []) {
      const lost = references.filter(({ trajectory_id: id }) => id !== undefined && !ids.includes(id));
      z.array(z.never(), "a reference leads to a trajectory of this document").parse(lost);
    }
  }
  return { ...whole, subagents };
}
