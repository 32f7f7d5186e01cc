// Codex's items: a message, a thought, a compaction, or a call with its result, each whole in one record. Rollouts spell one
// CommandExecution with `exit_code`, `codex exec --json` command_execution, the app-server commandExecution with `exitCode`;
// the `…_end` events of legacy rollouts say the same beside a `call_id`.

import type { ValuePath } from "../condensedValue.ts";
import { isText, isTrueAt, listAt, numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { Outcome } from "../conversationOperations.ts";

export type ItemSort = "prompt" | "answer" | "reasoning" | "call" | "compaction" | "error" | "other";

export interface Item {
  readonly sort: ItemSort;
  /** "" when it has none. */
  readonly id: string;
  /** Of a call: the tool's name, and where what it was given and what it gave stand in the record. */
  readonly tool: string;
  readonly input: ValuePath | undefined;
  readonly output: ValuePath | undefined;
  readonly outcome: Outcome;
  readonly isRunning: boolean;
  readonly exitCode: number | undefined;
}

/** Types without underscores and capitals. Whatever is not named here is shown under its own name and means nothing more. */
const sorts: ReadonlyMap<string, ItemSort> = new Map([
  ["usermessage", "prompt"],
  ["agentmessage", "answer"],
  // Of the experimental JSON of September 2025.
  ["assistantmessage", "answer"],
  ["reasoning", "reasoning"],
  ["commandexecution", "call"],
  ["filechange", "call"],
  ["mcptoolcall", "call"],
  ["dynamictoolcall", "call"],
  ["collabtoolcall", "call"],
  ["collabagenttoolcall", "call"],
  ["websearch", "call"],
  ["imageview", "call"],
  ["imagegeneration", "call"],
  ["contextcompaction", "compaction"],
  ["error", "error"],
]);

/** The item type that a legacy event stands for; `exec_command_end` and its like hold the same members. */
const eventTypes: ReadonlyMap<string, string> = new Map([
  ["exec_command_begin", "CommandExecution"],
  ["exec_command_end", "CommandExecution"],
  ["patch_apply_begin", "FileChange"],
  ["patch_apply_end", "FileChange"],
  ["mcp_tool_call_begin", "McpToolCall"],
  ["mcp_tool_call_end", "McpToolCall"],
  ["dynamic_tool_call_response", "DynamicToolCall"],
  ["web_search_end", "WebSearch"],
  ["view_image_tool_call", "ImageView"],
  ["image_generation_end", "ImageGeneration"],
]);

/** The item at `at` in a record's value. */
export function readItem(record: unknown, at: ValuePath): Item {
  const item = valueAt(record, ...at);
  return itemOf(item, at, typeOf(item), textAt(item, "id") ?? "");
}

/** The item that a legacy event at `at` stands for; undefined when it stands for none. */
export function readItemEvent(record: unknown, at: ValuePath): Item | undefined {
  const event = valueAt(record, ...at);
  const name = textAt(event, "type") ?? "";
  const type = eventTypes.get(name) ?? (/^collab_.*_end$/.test(name) ? "CollabAgentToolCall" : undefined);
  if (type === undefined) return undefined;
  const item = itemOf(event, at, type, textAt(event, "call_id") ?? "");
  return name.endsWith("_begin") ? { ...item, isRunning: true } : item;
}

/** What is said is no call, and has many members that would be looked for in vain. */
function saidOf(sort: ItemSort, id: string, type: string): Item {
  return {
    sort,
    id,
    tool: type,
    input: undefined,
    output: undefined,
    outcome: "unknown",
    exitCode: undefined,
    isRunning: false,
  };
}

function itemOf(item: unknown, at: ValuePath, type: string, id: string): Item {
  const sort = sorts.get(plain(type)) ?? "other";
  if (sort === "prompt" || sort === "answer" || sort === "reasoning") return saidOf(sort, id, type);
  return {
    sort,
    id,
    tool: toolOf(item, type),
    input: pathOf(item, at, inputs),
    output: pathOf(item, at, outputs),
    outcome: outcomeOf(item),
    exitCode: exitCodeOf(item),
    isRunning: plain(textAt(item, "status") ?? "") === "inprogress",
  };
}

/** As the record spells it. */
export function typeOf(item: unknown): string {
  return textAt(item, "type") ?? textAt(item, "item_type") ?? "";
}

/** The same for all spellings. */
export function plain(type: string): string {
  return type.replaceAll("_", "").toLowerCase();
}

const inputs: readonly ValuePath[] = [
  ["command"],
  ["changes"],
  ["invocation", "arguments"],
  ["arguments"],
  ["query"],
  ["prompt"],
  ["path"],
];
const outputs: readonly ValuePath[] = [
  ["aggregated_output"],
  ["aggregatedOutput"],
  ["formatted_output"],
  ["result"],
  ["error"],
  ["stdout"],
  ["agents_states"],
  ["agentsStates"],
];

function pathOf(item: unknown, at: ValuePath, candidates: readonly ValuePath[]): ValuePath | undefined {
  const path = candidates.find((candidate) => {
    const value = valueAt(item, ...candidate);
    return value !== undefined && value !== null;
  });
  return path === undefined ? undefined : [...at, ...path];
}

/** Of an MCP tool as rollouts write the model's call: namespace and name. */
function toolOf(item: unknown, type: string): string {
  const server = textAt(item, "server") ?? textAt(item, "invocation", "server");
  const tool = textAt(item, "tool") ?? textAt(item, "invocation", "tool");
  if (tool === undefined) return type;
  return server === undefined ? tool : `mcp__${server}/${tool}`;
}

export function exitCodeOf(item: unknown): number | undefined {
  return numberAt(item, "exit_code") ?? numberAt(item, "exitCode");
}

/** The best evidence that the item has: exit code, success, the flag of an MCP result, status. */
function outcomeOf(item: unknown): Outcome {
  const exitCode = exitCodeOf(item);
  const status = plain(textAt(item, "status") ?? "");
  if (exitCode !== undefined && exitCode !== 0) return "failed";
  if (["failed", "declined", "errored"].includes(status) || valueAt(item, "success") === false) return "failed";
  // A legacy event has `Ok` or `Err` around what the tool gave.
  const result = objectAt(item, "result");
  if (isTrueAt(result, "isError") || isTrueAt(result, "Ok", "isError") || isTrueAt(result, "Ok", "is_error"))
    return "failed";
  if (valueAt(result, "Err") !== undefined || isText(valueAt(item, "error", "message"))) return "failed";
  return exitCode === 0 || status === "completed" || isTrueAt(item, "success") ? "done" : "unknown";
}

const namesOfThreads = ["agent_thread_id", "new_thread_id", "receiver_thread_id", "agentThreadId"];
const namesOfLists = ["receiver_thread_ids", "receiverThreadIds"];
const nobody: readonly string[] = [];

/** The threads of sub-agents that an item names. Nearly all name none, and nothing is made for these. */
export function agentsOf(item: unknown): readonly string[] {
  let named = nobody;
  for (const name of namesOfThreads) named = withAgent(named, textAt(item, name));
  for (const name of namesOfLists) for (const id of listAt(item, name)) named = withAgent(named, textAt(id));
  return named;
}

function withAgent(named: readonly string[], id: string | undefined): readonly string[] {
  return id === undefined || id === "" ? named : [...named, id];
}
