// Rollouts of Codex: `~/.codex/sessions/…/rollout-….jsonl`. Two dialects: `paginated` (0.169; an ordinal in front, items whole
// in `item_completed`) and `legacy` (to 0.145, and what 0.169 adds to such files; events of their own). Both may stand in
// one file, so which one it is is decided line by line. Before September 2025 the lines were bare items behind a header.

import { askedWords } from "../../../../shared/askedWords.ts";
import { isObject, textAt, valueAt } from "../condensedValue.ts";
import type { Detection, Format, Head, Kinship } from "../format.ts";
import { onceLoaded } from "../onceLoaded.ts";
import { said, sentence } from "../sentence.ts";
import { failureProse, failuresAt } from "./failures.ts";
import { messageText } from "./parts.ts";
import {
  previewItem,
  previewItemEvent,
  previewOther,
  previewReasoning,
  previewToolCall,
  previewToolResult,
} from "./preview.ts";
import { injectedName, speakingOf } from "./speakers.ts";

/** Types of lines whose `payload` says the rest. */
const lineTypes: ReadonlySet<string> = new Set([
  ...["session_meta", "response_item", "event_msg", "turn_context", "compacted", "world_state", "token_usage_record"],
  ...["inter_agent_communication", "inter_agent_communication_metadata", "retained_context", "security_risk_score"],
  "realtime_item",
]);
/** Types of items as models give and take them: of bare lines, and of the payload of `response_item`. */
const bareTypes: ReadonlySet<string> = new Set([
  ...["message", "reasoning", "function_call", "function_call_output", "custom_tool_call", "custom_tool_call_output"],
  ...["local_shell_call", "web_search_call"],
]);

/**
 * What a session keeps on disk. A fork's base and a session's sub-agents are files of their own, which `kinship` and
 * the conversation name.
 */
export const codexRollout: Format = {
  name: "codex-rollout",
  detect,
  plan: () => ({
    kind: [[["type"], ["record_type"]], [["payload", "type"]], [["payload", "item", "type"]]],
    time: [["timestamp"]],
    // An event has the call's id as its item's; a message's twins share one, too.
    pair: [["payload", "call_id"], ["payload", "item", "id"], ["payload", "id"], ["payload", "turn_id"], ["call_id"]],
    role: [["payload", "role"], ["role"]],
    tool: [["payload", "name"], ["payload", "item", "tool"], ["payload", "invocation", "tool"], ["name"]],
    level: failuresAt("exit_code", ["payload"], ["payload", "item"]),
    // Of an MCP server; legacy events put `Ok` around its result.
    errors: [
      ["payload", "item", "result", "isError"],
      ["payload", "result", "Ok", "isError"],
    ],
    denials: [
      ["payload", "success"],
      ["payload", "output", "success"],
    ],
    prose: failureProse,
  }),
  owns: (head) => isLine(head) || isBare(head),
  kinship,
  errorKinds: ["event_msg/error", "event_msg/stream_error"],
  turns: ["event_msg/task_started", "event_msg/turn_started"],
  durations: [["payload", "duration_ms"]],
  preview,
  conversation: onceLoaded(async () => {
    const { RolloutReader } = await import("./rolloutReader.ts");
    return (operations, context) => new RolloutReader(operations, context);
  }),
};

function detect(sample: readonly Head[]): Detection {
  const lines = sample.filter(
    (head) => lineTypes.has(textAt(head, "type") ?? "") && isObject(valueAt(head, "payload")),
  );
  const bare = sample.filter(isBare);
  const isOld = bare.length > 0 && sample.some(isOldHeader);
  const ours = lines.length + (isOld ? bare.length : 0);
  return {
    score: sample.length === 0 ? 0 : ours / sample.length,
    reason: `${ours} of the ${sample.length} records looked at are lines of a Codex rollout${isOld ? " of 2025" : ""}.`,
  };
}

function isLine(head: Head): boolean {
  return lineTypes.has(textAt(head, "type") ?? "") && isObject(valueAt(head, "payload"));
}

/** The first line of a rollout before September 2025. */
function isOldHeader(head: Head): boolean {
  return textAt(head, "type") === undefined && isOldMember(head);
}

function isOldMember(head: Head): boolean {
  const isMeta = textAt(head, "id") !== undefined && textAt(head, "timestamp") !== undefined;
  return textAt(head, "record_type") === "state" || (isMeta && isObject(head) && Object.hasOwn(head, "instructions"));
}

function isBare(head: Head): boolean {
  const type = textAt(head, "type");
  return type === undefined ? isOldMember(head) : bareTypes.has(type) && !isObject(valueAt(head, "payload"));
}

/** What the header says; a fork of older versions repeats its parent's behind its own. */
function kinship(beginning: Iterable<Head>): Kinship {
  const [header] = beginning;
  const meta = valueAt(header, "payload") ?? header;
  const spawned = textAt(meta, "source", "subagent", "thread_spawn", "parent_thread_id");
  const told = textAt(meta, "parent_thread_id") ?? spawned ?? textAt(meta, "forked_from_id");
  // Behind a revert the thread goes on in another file, under the same id.
  return { id: textAt(meta, "id"), parent: told ?? textAt(meta, "history_base", "thread_id") };
}

function preview(head: Head): string {
  const payload = valueAt(head, "payload");
  switch (textAt(head, "type")) {
    case "response_item":
      return previewResponse(payload);
    case "event_msg":
      return previewEvent(payload);
    case "session_meta":
      return sentence(textAt(payload, "cli_version"), textAt(payload, "cwd"), textAt(payload, "id"));
    case "turn_context":
      return sentence(textAt(payload, "model"), textAt(payload, "effort"), textAt(payload, "cwd"));
    case "compacted":
      return said("summary", textAt(payload, "message"));
    case "token_usage_record":
      return previewUsage(valueAt(payload, "usage"));
    default:
      return isObject(payload) ? previewOther(payload) : isBare(head) ? previewResponse(head) : previewOther(head);
  }
}

function previewResponse(item: unknown): string {
  switch (textAt(item, "type")) {
    case "message":
      return previewMessage(item);
    case "agent_message":
      return said(sentence(textAt(item, "author"), "to", textAt(item, "recipient")), messageText(item, []));
    case "reasoning":
      return previewReasoning(item, []);
    case "function_call":
    case "custom_tool_call":
      return previewToolCall(item);
    case "local_shell_call":
    case "web_search_call":
    case "tool_search_call":
      return sentence(textAt(item, "type"), previewToolCall(item), textAt(item, "status"));
    case "function_call_output":
    case "custom_tool_call_output":
      return previewToolResult(valueAt(item, "output"));
    default:
      return previewOther(item);
  }
}

function previewMessage(message: unknown): string {
  const role = textAt(message, "role") ?? "";
  const text = messageText(message, []);
  if (role !== "user" || speakingOf(message, text).marks === 0)
    return said(role, (role === "user" ? askedWords(text) : text) || "(no text)");
  return sentence("injected", injectedName(text), text);
}

function previewEvent(event: unknown): string {
  switch (textAt(event, "type")) {
    case "item_completed":
    case "item_started":
      return previewItem(event, ["item"]);
    case "user_message":
      return said("user", askedWords(textAt(event, "message") ?? ""));
    case "agent_message":
      return said("assistant", textAt(event, "message"));
    case "agent_reasoning":
      return sentence("thinks", textAt(event, "text"));
    case "token_count":
      return previewUsage(valueAt(event, "info", "last_token_usage"));
    case "task_started":
    case "turn_started":
      return "the turn begins";
    case "task_complete":
    case "turn_complete":
      return sentence("the turn ends", textAt(event, "error", "message"), textAt(event, "last_agent_message"));
    case "turn_aborted":
      return sentence("the turn is aborted", textAt(event, "reason"));
    case "thread_settings_applied":
      return previewOther(valueAt(event, "thread_settings"));
    default:
      return previewItemEvent(event) ?? previewOther(event);
  }
}

/** `1000 tokens in, 200 of them cached, 50 out` */
function previewUsage(usage: unknown): string {
  const [input, cached, output] = ["input_tokens", "cached_input_tokens", "output_tokens"].map((name) =>
    valueAt(usage, name),
  );
  if (typeof input !== "number" || typeof output !== "number") return "no tokens told";
  return `${input} tokens in, ${typeof cached === "number" ? cached : 0} of them cached, ${output} out`;
}
