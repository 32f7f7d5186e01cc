// Rows of all three of Codex's formats: who says what, what is called with which arguments, and what came of it.

import { askedWords } from "../../../../shared/askedWords.ts";
import type { ValuePath } from "../condensedValue.ts";
import { isObject, isText, listAt, textAt, valueAt } from "../condensedValue.ts";
import { compact, readHead } from "../head.ts";
import { argumentOf, called, resulted, said, sentence } from "../sentence.ts";
import { readProse } from "./commandResults.ts";
import { exitCodeOf, plain, readItem, readItemEvent, typeOf } from "./items.ts";
import { messageText, reasoningParts } from "./parts.ts";

/** A row of the item at `at`. */
export function previewItem(head: unknown, at: ValuePath): string {
  const item = valueAt(head, ...at);
  const read = readItem(head, at);
  switch (read.sort) {
    case "prompt":
      return said("user", askedWords(messageText(head, at)));
    case "answer":
      return said("assistant", messageText(head, at));
    case "reasoning":
      return previewReasoning(head, at);
    case "call":
      return previewCall(item, typeOf(item));
    case "compaction":
      return "the history was compacted";
    case "error":
      return textAt(item, "message") ?? "";
    default:
      return previewActivity(item) ?? previewOther(item);
  }
}

/** What a sub-agent or a review is at. */
function previewActivity(item: unknown): string | undefined {
  switch (plain(typeOf(item))) {
    case "subagentactivity":
      return sentence("sub-agent", textAt(item, "agent_path") ?? textAt(item, "agentPath"), textAt(item, "kind"));
    case "enteredreviewmode":
      return sentence("the review begins", textAt(item, "user_facing_hint"));
    case "exitedreviewmode":
      return sentence("the review ends", textAt(item, "review_output", "overall_explanation"));
    default:
      return undefined;
  }
}

/** A row of a legacy event that stands for an item; undefined when it does not. */
export function previewItemEvent(event: unknown): string | undefined {
  const read = readItemEvent(event, []);
  return read === undefined ? undefined : previewCall(event, read.tool);
}

export function previewReasoning(head: unknown, at: ValuePath): string {
  const text = reasoningParts(head, at)
    .map((path) => textAt(head, ...path) ?? "")
    .join("  ");
  return sentence("thinks", text || "(encrypted)");
}

/** `command  npm test  → exit 1  2 failed` */
function previewCall(item: unknown, type: string): string {
  const state = statusOf(item);
  if (exitCodeOf(item) !== undefined || valueAt(item, "command") !== undefined) {
    const output = textAt(item, "aggregated_output") ?? textAt(item, "aggregatedOutput") ?? textAt(item, "stdout");
    // The head of a long record ends before its status.
    const result = state === undefined && isText(output) ? resulted(output) : sentence(state, output);
    return sentence("command", commandOf(valueAt(item, "command")), result);
  }
  const changes = changesOf(item);
  if (changes !== "") return sentence("patch", changes, state);
  const tool = textAt(item, "invocation", "tool") ?? textAt(item, "tool") ?? type;
  const input =
    valueAt(item, "arguments") ?? valueAt(item, "invocation", "arguments") ?? textAt(item, "prompt") ?? item;
  const told = isText(input) || isObject(valueAt(item, "arguments")) || isObject(valueAt(item, "invocation"));
  const server = textAt(item, "server") ?? textAt(item, "invocation", "server");
  return sentence(
    server === undefined ? tool : `mcp__${server}/${tool}`,
    told ? argumentOf(input) : (textAt(item, "query") ?? textAt(item, "path") ?? textAt(item, "agent_path")),
    state,
    textAt(item, "result", "content", 0, "text") ?? textAt(item, "error", "message"),
  );
}

function statusOf(item: unknown): string | undefined {
  const exitCode = exitCodeOf(item);
  if (exitCode !== undefined) return `→ exit ${exitCode}`;
  const status = textAt(item, "status") ?? (valueAt(item, "success") === false ? "failed" : undefined);
  return status === undefined || plain(status) === "inprogress" ? undefined : `→ ${status}`;
}

/** `update a.txt, add b.txt`: a list of the app-server and standard output, an object by path in rollouts. */
function changesOf(item: unknown): string {
  const changes = valueAt(item, "changes");
  const named = Array.isArray(changes)
    ? changes.map((change) => [textAt(change, "kind") ?? textAt(change, "kind", "type"), textAt(change, "path")])
    : isObject(changes)
      ? Object.entries(changes).map(([path, change]) => [textAt(change, "type"), path])
      : [];
  return named.map((words) => words.filter((word) => word !== undefined).join(" ")).join(", ");
}

/** A command without the shell that runs it. */
export function commandOf(command: unknown): string {
  const words = Array.isArray(command) ? listAt(command).map(compact) : undefined;
  if (words?.length === 3 && /^-l?c$/.test(words[1] ?? "")) return words[2] ?? "";
  const text = words === undefined ? compact(command) : words.join(" ");
  const inner = /^(?:\S*\/)?(?:ba|z|da|k)?sh -l?c ([\s\S]*)$/.exec(text)?.[1] ?? text;
  return /^(['"])[\s\S]*\1$/.test(inner) ? inner.slice(1, -1) : inner;
}

/** `exec_command  npm test`: the arguments are JSON in a string, or a script. */
export function previewToolCall(call: unknown): string {
  const name = textAt(call, "name");
  const namespace = textAt(call, "namespace");
  const tool = namespace === undefined ? name : `${namespace}/${name}`;
  const text = textAt(call, "arguments") ?? textAt(call, "input");
  const input = text?.startsWith("{") ? readHead(text, false) : (text ?? valueAt(call, "action"));
  const command = valueAt(input, "command") ?? valueAt(input, "cmd");
  return sentence(tool, command === undefined ? called(undefined, input) : commandOf(command));
}

/** `→ exit 1  2 failed` */
export function previewToolResult(output: unknown): string {
  const text = Array.isArray(output)
    ? output.map((part) => textAt(part, "text") ?? `(${textAt(part, "type") ?? "part"})`).join("\n")
    : (textAt(output) ?? textAt(output, "content") ?? compact(output));
  const { outcome, exitCode, body, session } = readProse(text, text, "");
  const told = body.trim();
  if (exitCode !== undefined) return sentence(`→ exit ${exitCode}`, told);
  return session === undefined ? resulted(told, outcome === "failed") : sentence("→ still running", told);
}

/** The members of whatever has no words of its own. */
export function previewOther(value: unknown): string {
  if (!isObject(value)) return compact(value);
  const boring = new Set(["type", "id", "thread_id", "turn_id", "threadId", "turnId", "root_turn_id"]);
  return Object.entries(value)
    .filter(([key]) => !boring.has(key))
    .map(([key, member]) => `${key}: ${compact(member)}`)
    .join("  ");
}
