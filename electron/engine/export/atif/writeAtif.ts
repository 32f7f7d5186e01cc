// The conversation as a trajectory of the Agent Trajectory Interchange Format (ATIF 1.8): one JSON document, which the tools
// that evaluate and train agents read. https://harborframework.com/docs/agents/trajectory-format

import type { Result } from "../../../../shared/result.ts";
import type { Entries } from "../../conversation/entries.ts";
import type { EntriesInput } from "../../snapshot/entriesExport.ts";
import { exportEntries } from "../../snapshot/entriesExport.ts";
import type { JsonOutput } from "../../snapshot/output.ts";
import { createPrettySink } from "../../snapshot/prettySink.ts";
import type { SnapshotSummary } from "../../snapshot/writeSnapshot.ts";
import { AtifSteps } from "./atifSteps.ts";

export interface AtifExport extends EntriesInput {
  readonly pretty: boolean;
}

export function writeAtif(input: AtifExport): Promise<Result<SnapshotSummary>> {
  const sink = input.pretty ? createPrettySink(input.sink) : input.sink;
  return exportEntries({ ...input, sink }, async (parts) => {
    const { entries, output, pacer } = parts;
    output.put(`{"schema_version":"ATIF-v1.8","session_id":${JSON.stringify(input.source.name)}`);
    output.put(`,"agent":${JSON.stringify(agentOf(input.format.name, entries))},"steps":`);
    const steps = new AtifSteps(parts, input.source);
    await pacer.run(steps.writeAll());
    writeEnd(output, entries, steps.steps);
    output.endLine();
    return steps;
  });
}

/** The version has to be told, and no family tells it in one place. */
function agentOf(name: string, { models }: Entries) {
  const [model] = models;
  return { name, version: "unknown", ...(models.size === 1 ? { model_name: model } : {}) };
}

function writeEnd(output: JsonOutput, entries: Entries, steps: number): void {
  const tokens = entries.usages.totals();
  const metrics = {
    total_prompt_tokens: tokens?.input,
    total_completion_tokens: tokens?.output,
    total_cached_tokens: tokens?.cachedInput,
    total_cost_usd: entries.costInUsd,
    total_steps: steps,
  };
  output.put(`,"final_metrics":${JSON.stringify(metrics)}`);
  const extra = {
    models: [...entries.models],
    subagents: entries.subagents,
    ended: entries.ended,
  };
  output.put(`,"extra":${JSON.stringify(extra)}}`);
}
