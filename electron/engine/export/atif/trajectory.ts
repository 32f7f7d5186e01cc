// One trajectory: whose it is, its steps, its sums, and the trajectories of its sub-agents, each read when it is its turn.

import type { Entries } from "../../conversation/entries.ts";
import type { Entry } from "../../formats/conversationOperations.ts";
import type { EntriesInput, EntriesParts, WrittenEntries } from "../../snapshot/entriesExport.ts";
import { exportEntries } from "../../snapshot/entriesExport.ts";
import { ExportFailed } from "../exportFailed.ts";
import { TrajectoryList, writeAgent, writeInnerAgents } from "./agentTrajectory.ts";
import { InnerAgents } from "./innerAgents.ts";
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
  const inner = new InnerAgents(entries);
  const agent = { source, name: format.name, inner, call: 0, id, depth, files: byCall(called) };
  const own = await writeAgent(agent, parts);
  const list = new TrajectoryList(parts);
  const others = await writeInnerAgents(agent, parts, list);
  const written = {
    messages: own.messages + others.messages,
    toolCalls: own.toolCalls + others.toolCalls,
  };
  const named: string[] = [];
  for await (const file of concatenated(called, files.of("in a folder", whole))) {
    if (!file.isEmbedded) {
      if (file.call === 0) named.push(file.name);
      continue;
    }
    list.next();
    await pacer.run(output.flush());
    const more = await embed(input, parts, file);
    written.messages += more.messages;
    written.toolCalls += more.toolCalls;
  }
  list.end();
  output.put(`,"extra":${JSON.stringify(extraOf(entries, named))}}`);
  return written;
}

function byCall(files: readonly SubagentFile[]): ReadonlyMap<Entry, readonly SubagentFile[]> {
  const found = new Map<Entry, readonly SubagentFile[]>();
  for (const file of files) if (file.call !== 0) found.set(file.call, [...(found.get(file.call) ?? []), file]);
  return found;
}

async function* concatenated<T>(first: Iterable<T>, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
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
