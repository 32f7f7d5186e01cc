// The trajectory of one agent of a transcript: the transcript's own, or a sub-agent that speaks in it.

import type { Entries } from "../../conversation/entries.ts";
import type { Entry } from "../../formats/conversationOperations.ts";
import { ChosenEntries } from "../../snapshot/chosenEntries.ts";
import type { EntriesParts, WrittenEntries } from "../../snapshot/entriesExport.ts";
import { callId } from "../../snapshot/entryParts.ts";
import type { Source } from "../../source/source.ts";
import type { SubagentReference } from "./atifSteps.ts";
import { AtifSteps } from "./atifSteps.ts";
import type { InnerAgents } from "./innerAgents.ts";

/** Agents of agents of agents: what is deeper is left out, or named where it is a file. Each level keeps its conversation meanwhile. */
export const mostDepth = 8;

export interface AgentOfTranscript {
  readonly source: Source;
  /** The family's name. */
  readonly name: string;
  readonly inner: InnerAgents;
  /** The call that started it; 0: none in this transcript. */
  readonly call: Entry;
  /** Its name in the document; undefined: the document is its own. */
  readonly id: string | undefined;
  /** How many agents have called it, one through the other. */
  readonly depth: number;
  /** By call: the files of the sub-agents that it started. */
  readonly files: ReadonlyMap<Entry, readonly SubagentReference[]>;
}

/** All but the sub-agents and the end. */
export async function writeAgent(agent: AgentOfTranscript, parts: EntriesParts): Promise<WrittenEntries> {
  const { source, inner, call, id, depth, files } = agent;
  const { entries, output, pacer, extras } = parts;
  const ids = { session_id: source.name, ...(id === undefined ? {} : { trajectory_id: id }) };
  output.put(`{"schema_version":"ATIF-v1.8",${JSON.stringify(ids).slice(1, -1)}`);
  output.put(`,"agent":${JSON.stringify(agentOf(agent.name, entries))},"steps":`);
  const own = { call, inOrder: () => inner.entriesOf(call) };
  const steps = new AtifSteps({ ...parts, chosen: new ChosenEntries(entries, extras, own) }, source, (of) => {
    const named = files.get(of) ?? [];
    return inner.has(of) && depth < mostDepth ? [{ name: callId(entries, of), isEmbedded: true }, ...named] : named;
  });
  await pacer.run(steps.writeAll());
  const totals = call === 0 ? totalsOf(entries) : {};
  output.put(`,"final_metrics":${JSON.stringify({ ...totals, total_steps: steps.steps })}`);
  return { messages: steps.messages, toolCalls: steps.toolCalls };
}

/** The list of an agent's sub-agents. */
export class TrajectoryList {
  readonly #parts: EntriesParts;
  #isBegun = false;

  constructor(parts: EntriesParts) {
    this.#parts = parts;
  }

  next(): void {
    this.#parts.output.put(this.#isBegun ? "," : ',"subagent_trajectories":[');
    this.#isBegun = true;
  }

  end(): void {
    if (this.#isBegun) this.#parts.output.put("]");
  }
}

/** The sub-agents of an agent that speak in the transcript, each with its own. */
export async function writeInnerAgents(
  agent: AgentOfTranscript,
  parts: EntriesParts,
  list: TrajectoryList,
): Promise<WrittenEntries> {
  const { entries, output, remarks } = parts;
  const written = { messages: 0, toolCalls: 0 };
  for (const call of agent.inner.calledBy(agent.call)) {
    if (agent.depth >= mostDepth) {
      remarks.at(entries.recordOf(call), entries.lineOf(call));
      remarks.skipped(`more than ${mostDepth} agents have called its sub-agent, one through the other`);
      continue;
    }
    list.next();
    const inner = { ...agent, call, id: callId(entries, call), depth: agent.depth + 1 };
    const own = await writeAgent(inner, parts);
    const deeper = new TrajectoryList(parts);
    const others = await writeInnerAgents(inner, parts, deeper);
    deeper.end();
    output.put("}");
    written.messages += own.messages + others.messages;
    written.toolCalls += own.toolCalls + others.toolCalls;
  }
  return written;
}

/** The version has to be told, and no family tells it in one place. */
function agentOf(name: string, { models }: Entries) {
  const [model] = models;
  return { name, version: "unknown", ...(models.size === 1 ? { model_name: model } : {}) };
}

/** Of all of a transcript: what the agents in it took is not told apart. */
function totalsOf(entries: Entries) {
  const tokens = entries.usages.totals();
  return {
    total_prompt_tokens: tokens?.input,
    total_completion_tokens: tokens?.output,
    total_cached_tokens: tokens?.cachedInput,
    total_cost_usd: entries.costInUsd,
  };
}
