// One trajectory: whose it is, its steps, its sums, and the trajectories of its sub-agents, each read when it is its turn.

import type { Entries } from "../../conversation/entries.ts";
import type { EntriesInput, EntriesParts, WrittenEntries } from "../../snapshot/entriesExport.ts";
import { exportEntries } from "../../snapshot/entriesExport.ts";
import { ExportFailed } from "../exportFailed.ts";
import { AtifSteps } from "./atifSteps.ts";
import type { SubagentFile, SubagentFiles } from "./subagentFiles.ts";

export interface TrajectoryInput extends EntriesInput {
  readonly files: SubagentFiles;
  /** How many agents have called it, one through the other. */
  readonly depth: number;
  /** Of an embedded one: its name in the document. */
  readonly id?: string;
}

export async function writeTrajectory(input: TrajectoryInput, parts: EntriesParts): Promise<WrittenEntries> {
  const { source, format, files, depth, id } = input;
  const { entries, output, pacer } = parts;
  const whole = { file: source.original, entries, depth };
  const called: SubagentFile[] = [];
  for await (const agent of files.of("by name", whole)) called.push(agent);
  const ids = { session_id: source.name, ...(id === undefined ? {} : { trajectory_id: id }) };
  output.put(`{"schema_version":"ATIF-v1.8",${JSON.stringify(ids).slice(1, -1)}`);
  output.put(`,"agent":${JSON.stringify(agentOf(format.name, entries))},"steps":`);
  const steps = new AtifSteps(parts, source, called);
  await pacer.run(steps.writeAll());
  output.put(`,"final_metrics":${JSON.stringify(metricsOf(entries, steps.steps))}`);
  const written = { messages: steps.messages, toolCalls: steps.toolCalls };
  const named: string[] = [];
  let separator = ',"subagent_trajectories":[';
  for await (const agent of concatenated(called, files.of("in a folder", whole))) {
    if (!agent.isEmbedded) {
      if (agent.call === 0) named.push(agent.name);
      continue;
    }
    output.put(separator);
    separator = ",";
    await pacer.run(output.flush());
    const more = await embed(input, parts, agent);
    written.messages += more.messages;
    written.toolCalls += more.toolCalls;
  }
  if (separator === ",") output.put("]");
  output.put(`,"extra":${JSON.stringify(extraOf(entries, named))}}`);
  return written;
}

async function* concatenated<T>(first: Iterable<T>, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
}

/** The version has to be told, and no family tells it in one place. */
function agentOf(name: string, { models }: Entries) {
  const [model] = models;
  return { name, version: "unknown", ...(models.size === 1 ? { model_name: model } : {}) };
}

function metricsOf(entries: Entries, steps: number) {
  const tokens = entries.usages.totals();
  return {
    total_prompt_tokens: tokens?.input,
    total_completion_tokens: tokens?.output,
    total_cached_tokens: tokens?.cachedInput,
    total_cost_usd: entries.costInUsd,
    total_steps: steps,
  };
}

/** `named`: files of sub-agents that are neither in the document nor those of a call. */
function extraOf({ models, subagents, ended }: Entries, named: readonly string[]) {
  return { models: [...models], subagents, ended, ...(named.length === 0 ? {} : { subagent_files: named }) };
}

/** Everything before it has been flushed: both write to one sink, one after the other. */
async function embed(input: TrajectoryInput, { remarks, entries }: EntriesParts, agent: SubagentFile) {
  const used = await input.files.use(agent.path, ({ source, format, prefix }) => {
    const own = { source, format, prefix, size: source.size, accepts: undefined, thread: undefined };
    const inner = { ...input, ...own, depth: input.depth + 1, id: agent.name };
    return exportEntries(inner, (parts) => writeTrajectory(inner, parts));
  });
  if (used === undefined) throw new ExportFailed(changed(agent));
  if (!used.value.ok) throw new ExportFailed(used.value.failure);
  const { skipped, mended, ...written } = used.value.value;
  if (agent.call !== 0) remarks.at(entries.recordOf(agent.call), entries.lineOf(agent.call));
  for (const { reason } of skipped.sums) remarks.skipped(`of ${agent.name}: ${reason}`);
  for (const { reason } of mended.sums) remarks.mended(`of ${agent.name}: ${reason}`);
  return written;
}

/** It could be read a moment ago. */
function changed({ name }: SubagentFile) {
  return { code: "source-changed", name, change: "replaced" } as const;
}
