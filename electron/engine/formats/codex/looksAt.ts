// Where the reader of a rollout looks in nearly every line.

import type { FieldPath } from "../../scanner/fields.ts";
import type { LookedAt } from "../capturedValue.ts";
import { below } from "../capturedValue.ts";

const payload: FieldPath = ["payload"];
const item: FieldPath = ["payload", "item"];
const passedThrough: FieldPath = ["payload", "internal_chat_message_metadata_passthrough"];
/** Members that name threads, of an event and of its item. */
const threads = [
  ...["agent_thread_id", "new_thread_id", "receiver_thread_id", "agentThreadId"],
  ...["receiver_thread_ids", "receiverThreadIds"],
];

/** Members of items that are calls. */
const ofCalls = [
  ...["server", "tool", "invocation", "status", "success", "exit_code", "exitCode", "command", "changes", "arguments"],
  ...[
    "query",
    "prompt",
    "path",
    "aggregated_output",
    "aggregatedOutput",
    "formatted_output",
    "result",
    "error",
    "stdout",
  ],
  ...["agents_states", "agentsStates"],
];

function usage(path: FieldPath): readonly FieldPath[] {
  return below(
    path,
    ...["input_tokens", "cached_input_tokens", "cache_write_input_tokens", "output_tokens", "reasoning_output_tokens"],
  );
}

const usages: readonly FieldPath[] = [
  ["payload", "usage"],
  ["payload", "info", "total_token_usage"],
  ["payload", "info", "last_token_usage"],
];

export const looksAt: LookedAt = {
  usual: [
    ...below([], "type", "ordinal", "payload"),
    ...below(payload, "type", "turn_id", "thread_id", "id", "role", "name", "call_id", "phase", "response_id", "model"),
    ...below(payload, "arguments", "input", "action", "output", "text", "message", "content", "summary"),
    ...below(passedThrough, "turn_id", "content_item_kinds"),
    ["payload", "content", 0],
    ...below(["payload", "content", 0], "type", "text"),
    ["payload", "summary", 0],
    ...below(["payload", "summary", 0], "text"),
    ...below(payload, "thread_token_usage", "usage", "item"),
    ...below(["payload", "thread_token_usage"], "input_tokens"),
    ...below(item, "type", "id", "text", "content", "summary_text", "raw_content"),
    ["payload", "item", "content", 0],
    ...below(["payload", "item", "content", 0], "type", "text"),
    ["payload", "item", "summary_text", 0],
    ...usages.flatMap(usage),
  ],
  rare: [
    ...below(
      payload,
      ...threads,
      "namespace",
      "error",
      "reason",
      "summary_text",
      "raw_content",
      "images",
      "local_images",
    ),
    ...below(payload, "success"),
    ...below(item, ...threads, "message", "summary", "item_type", "images", "local_images", ...ofCalls),
    ...below(["payload", "usage"], "cacheWriteInputTokens", "reasoningOutputTokens"),
    ...below(["payload", "info", "total_token_usage"], "cacheWriteInputTokens", "reasoningOutputTokens"),
    ...below(["payload", "info", "last_token_usage"], "cacheWriteInputTokens", "reasoningOutputTokens"),
  ],
};
