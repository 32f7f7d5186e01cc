// Sub-agents that speak in their caller's own transcript, as trajectories of their own.

import { describe, expect, it } from "vitest";
import { sessionsWithAgents } from "../../../testing/sessionsWithAgents.ts";
import { transcriptOf } from "../../../testing/summaryOf.ts";
import { withoutExtras } from "../../snapshot/testing/exportEntries.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import { parseAtif, type Trajectory } from "./testing/atifSchema.ts";
import { trajectoryOf } from "./testing/trajectoryOf.ts";

describe.each(Object.entries(sessionsWithAgents))("sub-agents in a transcript of %s itself", (family, lines) => {
  const trajectory = async (extras = withoutExtras) =>
    parseAtif(JSON.parse((await trajectoryOf(createMemorySource(transcriptOf(lines), "s.jsonl"), extras)).text));

  it("have trajectories of their own, one inside the other, which their calls name", async () => {
    const whole = await trajectory();
    const isTold = family !== "copilot";
    const told = (steps: readonly { readonly message: string }[]) =>
      steps.map(({ message }) => message).filter((message) => message !== "");
    const referencesOf = ({ steps }: Trajectory) =>
      steps
        .flatMap(({ observation }) => observation?.results ?? [])
        .flatMap((found) => found.subagent_trajectory_ref ?? []);
    expect(told(whole.steps)).toEqual(["Look around", "I wait.", "That is all."]);
    expect(referencesOf(whole)).toEqual([{ trajectory_id: "c1" }]);
    const [first] = whole.subagents;
    expect(whole.subagents).toHaveLength(1);
    if (first === undefined) throw new Error("there is none");
    expect(told(first.steps)).toEqual([...(isTold ? ["Look in the shed"] : []), "I open it.", "A spade and nails."]);
    expect(first.steps.flatMap(({ tool_calls: calls = [] }) => calls.map(({ tool_call_id: id }) => id))).toEqual([
      "c2",
      "c3",
    ]);
    expect(referencesOf(first)).toEqual([{ trajectory_id: "c3" }]);
    expect(first.subagents.map(({ steps }) => told(steps))).toEqual([
      [...(isTold ? ["Look in the box"] : []), "Nails."],
    ]);
  });
});

it("sub-agents that call each other without an end are left out from a depth on, and that is said", async () => {
  const lines = [...sessionsWithAgents["claude-stream"].slice(0, 3)];
  const session_id = "0b1c2d3e-0000-4000-8000-000000000001";
  for (let depth = 1; depth <= 12; depth += 1) {
    const content = [
      { type: "text", text: `Level ${depth}` },
      { type: "tool_use", id: `c${depth + 1}`, name: "Agent", input: { prompt: `Go ${depth}` } },
    ];
    const message = { id: `n${depth}`, type: "message", role: "assistant", model: "model-1", content };
    lines.push({ type: "assistant", session_id, uuid: `d${depth}`, parent_tool_use_id: `c${depth}`, message });
  }
  const { text, written } = await trajectoryOf(createMemorySource(transcriptOf(lines), "s.jsonl"));
  let inner: Trajectory | undefined = parseAtif(JSON.parse(text));
  const levels = [];
  for (; inner !== undefined; inner = inner.subagents[0]) levels.push(inner.steps.at(-1)?.message);
  expect(levels).toEqual(["", ...Array.from({ length: 8 }, (_, index) => `Level ${index + 1}`)]);
  expect(written).toMatchObject({
    ok: true,
    value: { skipped: { sums: [{ reason: "more than 8 agents have called its sub-agent, one through the other" }] } },
  });
});
