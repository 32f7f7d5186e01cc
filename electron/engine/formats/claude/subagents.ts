// Sub-agents that a file names. The call that started one is its name, since every record about it can be led back to
// that; one that is only known by its own id (a resumed one, an old progress line) goes by it.

import type { Archive } from "../../paging/archive.ts";
import { numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { isText, pairsIn } from "../keptValue.ts";
import type { SessionFolder } from "./sessionFolder.ts";

/** `Task` up to 2.1.6x, `Agent` since. */
const tools: ReadonlySet<string> = new Set(["Agent", "Task"]);
/** Calls that are waited for at once, and agents known by their ids; beyond it a call counts without its result, and each call as an agent. */
const mostOpen = 10_000;
/** Characters by which a task is known. Of long ones only a beginning is at hand. */
const tellingCharacters = 1_000;

const pairs = pairsIn<string, string>(isText, isText);

export class Subagents {
  readonly #operations: ConversationOperations;
  readonly #folder: SessionFolder | undefined;
  /** Calls that asked for an agent and have no result yet, with their tasks. */
  readonly #asked = new Map<string, string>();
  /** By task: the call whose agent has not begun; the first of several. */
  readonly #tasks = new Map<string, string>();
  /** By agent's id: what it goes by. One that is asked again is told of under another call (SendMessage, 2.1.332). */
  readonly #names = new Map<string, string>();

  constructor(operations: ConversationOperations, folder?: SessionFolder) {
    this.#operations = operations;
    this.#folder = folder;
  }

  archive(archive: Archive): void {
    for (const map of [this.#asked, this.#tasks, this.#names]) {
      const kept = archive.value([...map], pairs);
      for (const [key, value] of kept) map.set(key, value);
    }
  }

  called(call: string, tool: string, block: unknown): void {
    if (!tools.has(tool)) return;
    const input = valueAt(block, "input");
    // An agent that is asked again is none that is new.
    if (textAt(input, "resume") !== undefined) return;
    if (this.#asked.size >= mostOpen) {
      this.#operations.subagent(call);
      return;
    }
    const task = (textAt(input, "prompt") ?? "").slice(0, tellingCharacters);
    this.#asked.set(call, task);
    if (task !== "" && !this.#tasks.has(task)) this.#tasks.set(task, call);
  }

  /** The call that asked for an agent with this task, which begins now. */
  begun(task: string): string | undefined {
    const known = task.slice(0, tellingCharacters);
    const call = this.#tasks.get(known);
    this.#tasks.delete(known);
    return call;
  }

  /** Whether calls of this tool start agents. */
  static starts(tool: string): boolean {
    return tools.has(tool);
  }

  get areAsked(): boolean {
    return this.#asked.size > 0;
  }

  /** A call that failed started none, unless something else names it. */
  answered(call: string, failed: boolean): void {
    const task = this.#asked.get(call);
    if (task === undefined) return;
    this.#asked.delete(call);
    if (this.#tasks.get(task) === call) this.#tasks.delete(task);
    if (!failed) this.#operations.subagent(call);
  }

  /** Something names the agent that a call started, or the agent itself. */
  named(call: string | undefined, agent: string | undefined): void {
    if (agent !== undefined) this.#folder?.nameAgent(agent, call);
    const key = agent === undefined ? call : this.#nameOf(agent, call);
    if (key !== undefined) this.#operations.subagent(key);
  }

  #nameOf(agent: string, call: string | undefined): string {
    const known = this.#names.get(agent);
    if (known !== undefined) return known;
    const name = call ?? agent;
    if (this.#names.size < mostOpen) this.#names.set(agent, name);
    return name;
  }

  /** A workflow's agents are numbered in its progress, from 1 on. */
  takeWorkflow(task: string, steps: readonly unknown[]): void {
    const numbers = steps.map((step) =>
      textAt(step, "type") === "workflow_agent" ? (numberAt(step, "index") ?? 0) : 0,
    );
    for (const count of numbers) this.ofWorkflow(task, count);
  }

  /** So many agents a workflow had, as far as a record tells. */
  ofWorkflow(task: string, count: number): void {
    if (Number.isInteger(count) && count > 0) this.#operations.subagent(`workflow ${task}`, count);
  }

  /** Calls without a result: their agents were at work when the file ended. */
  end(): void {
    for (const call of this.#asked.keys()) this.#operations.subagent(call);
  }
}
