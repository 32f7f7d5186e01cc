// Rows of Claude's families. A record's first bytes are all there is, so of a long line the type may be missing, which
// stands behind the message (Claude Code up to 2.1.328): what is there says as much.

import { isTrueAt, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { Head } from "../format.ts";
import { compact } from "../head.ts";
import { said, sentence } from "../sentence.ts";
import { previewMessage, userOf } from "./previewMessages.ts";
import { dollars, previewAttachment, previewState, previewSystem } from "./previewState.ts";

export function previewSessionLine(head: Head): string {
  const attached = valueAt(head, "attachment") === undefined ? undefined : "attachment";
  switch (textAt(head, "type") ?? attached ?? textAt(head, "message", "role")) {
    case "user":
      return previewMessage(valueAt(head, "message"), userOf(head));
    case "assistant":
      return previewMessage(valueAt(head, "message"), "assistant");
    case "attachment":
      return previewAttachment(valueAt(head, "attachment"));
    case "queue-operation":
      return said(textAt(head, "operation") ?? "queue", textAt(head, "content"));
    case "system":
      return previewSystem(textAt(head, "subtype"), head);
    default:
      return previewState(head);
  }
}

export function previewStreamLine(head: Head): string {
  switch (textAt(head, "type") ?? textAt(head, "message", "role")) {
    case "user":
      return previewMessage(valueAt(head, "message"), userOf(head));
    case "assistant":
      return previewMessage(valueAt(head, "message"), "assistant");
    case "stream_event":
      return previewEvent(valueAt(head, "event"));
    case "result":
      return previewResult(head);
    default:
      return previewSystem(textAt(head, "subtype"), head);
  }
}

export function previewSdkMessage(head: Head): string {
  switch (textAt(head, "_type")) {
    case "UserMessage":
      return previewMessage(head, userOf(head));
    case "AssistantMessage":
      return previewMessage(head, "assistant");
    case "StreamEvent":
      return previewEvent(valueAt(head, "event"));
    case "ResultMessage":
      return previewResult(head);
    default:
      return previewSystem(textAt(head, "subtype"), valueAt(head, "data") ?? head);
  }
}

/** An event of the streamed answer as the model's server sent it. */
function previewEvent(event: unknown): string {
  const delta = valueAt(event, "delta");
  const text = textAt(delta, "text") ?? textAt(delta, "thinking") ?? textAt(delta, "partial_json");
  if (text !== undefined) return text;
  const block = valueAt(event, "content_block");
  if (block !== undefined) return sentence(textAt(block, "type"), textAt(block, "name"));
  return sentence(textAt(event, "type"), textAt(delta, "stop_reason"));
}

function previewResult(head: Head): string {
  const failed = isTrueAt(head, "is_error");
  const errors = listAt(head, "errors").map(compact);
  const cost = numberAt(head, "total_cost_usd");
  return sentence(
    failed ? `failed: ${textAt(head, "subtype") ?? "error"}` : "done",
    ...(textAt(head, "result") === undefined ? errors : [said("result", textAt(head, "result"))]),
    cost === undefined ? undefined : `${dollars(cost)} so far`,
  );
}
