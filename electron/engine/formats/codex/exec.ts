// What `codex exec --json` prints, in three shapes: events with items (since September 2025), the same under other names for
// some weeks of that month, and before it a line of settings, one with the prompt, and events inside `msg`.

import { isObject, textAt, valueAt } from "../condensedValue.ts";
import { detectBy } from "../detecting.ts";
import type { Format, Head } from "../format.ts";
import { onceLoaded } from "../onceLoaded.ts";
import { said, sentence } from "../sentence.ts";
import { failuresAt } from "./failures.ts";
import { previewItem, previewItemEvent, previewOther } from "./preview.ts";

const eventType =
  /^(?:thread\.started|session\.created|turn\.(?:started|completed|failed)|item\.(?:started|updated|completed))$/;

/** Events of the oldest shape that are nobody else's (codex-rs/protocol, EventMsg). */
const oldEvent =
  /^(?:task_(?:started|complete)|token_count|turn_(?:diff|aborted)|plan_update|session_configured|(?:agent_(?:message|reasoning)|exec_command|patch_apply|mcp_tool_call|exec_approval|apply_patch_approval)(?:_\w+)?)$/;

/**
 * Only the oldest shape has the prompt. Behind an end of a turn nothing more comes: each run of the program is one
 * turn.
 */
export const codexExec: Format = {
  name: "codex-exec",
  detect: (sample) => {
    const isOwn = (head: Head): boolean => isItemEvent(head) || isMessageEvent(head);
    const hasOwn = sample.some(isTelling);
    return detectBy(
      sample,
      "are events that codex exec prints",
      // Settings and prompt of the oldest shape, and errors, are nobody's in particular: they count beside its events.
      (head) => hasOwn && (isOwn(head) || isError(head) || isPrompt(head) || isSettings(head)),
    );
  },
  plan: () => ({
    kind: [
      [["type"], ["msg", "type"]],
      [
        ["item", "type"],
        ["item", "item_type"],
      ],
    ],
    time: [["timestamp"]],
    pair: [["item", "id"], ["msg", "call_id"], ["id"]],
    role: [],
    tool: [
      ["item", "tool"],
      ["msg", "invocation", "tool"],
    ],
    level: failuresAt("exit_code", ["item"], ["msg"]),
    errors: [
      ["item", "result", "isError"],
      ["msg", "result", "Ok", "isError"],
    ],
    denials: [
      ["item", "success"],
      ["msg", "success"],
    ],
  }),
  owns: (head) => isItemEvent(head) || isMessageEvent(head),
  errorKinds: ["turn.failed", "error", "stream_error"],
  // Of the oldest shape, whose messages come whole behind their pieces.
  deltas: [
    {
      kinds: ["agent_message_delta", "agent_reasoning_delta", "agent_reasoning_raw_content_delta"],
      text: [["msg", "delta"]],
      together: "neighbours",
      comeWhole: true,
    },
  ],
  turns: ["turn.started", "task_started"],
  ends: ["turn.completed", "turn.failed"],
  preview,
  conversation: onceLoaded(async () => {
    const { ExecReader } = await import("./execReader.ts");
    return (operations, context) => new ExecReader(operations, context);
  }),
};

function isItemEvent(head: Head): boolean {
  return eventType.test(textAt(head, "type") ?? "");
}

/** Turns, items and sessions are of many programs: here each has the member that says which, or what of. */
function isTelling(head: Head): boolean {
  switch (textAt(head, "type")) {
    case "thread.started":
      return textAt(head, "thread_id") !== undefined;
    case "session.created":
      return textAt(head, "session_id") !== undefined;
    case "turn.started":
      return isObject(head) && Object.keys(head).length === 1;
    case "turn.completed":
      return isObject(valueAt(head, "usage"));
    case "turn.failed":
      return isObject(valueAt(head, "error"));
    case "item.started":
    case "item.updated":
    case "item.completed":
      return (textAt(head, "item", "type") ?? textAt(head, "item", "item_type")) !== undefined;
    default:
      return isMessageEvent(head) && oldEvent.test(textAt(head, "msg", "type") ?? "");
  }
}

/** Of the oldest shape. */
function isMessageEvent(head: Head): boolean {
  return textAt(head, "msg", "type") !== undefined && textAt(head, "id") !== undefined;
}

function isError(head: Head): boolean {
  return textAt(head, "type") === "error" && textAt(head, "message") !== undefined;
}

function isPrompt(head: Head): boolean {
  return isObject(head) && Object.keys(head).length === 1 && textAt(head, "prompt") !== undefined;
}

function isSettings(head: Head): boolean {
  return textAt(head, "workdir") !== undefined && textAt(head, "model") !== undefined;
}

function preview(head: Head): string {
  switch (textAt(head, "type")) {
    case "item.started":
    case "item.updated":
    case "item.completed":
      return previewItem(head, ["item"]);
    case "turn.started":
      return "the turn begins";
    case "turn.completed":
      return sentence("the turn ends", previewOther(valueAt(head, "usage")));
    case "turn.failed":
      return sentence("the turn fails", textAt(head, "error", "message"));
    case "error":
      return textAt(head, "message") ?? previewOther(head);
    case undefined:
      return previewOldest(head);
    default:
      return textAt(head, "thread_id") ?? textAt(head, "session_id") ?? previewOther(head);
  }
}

function previewOldest(head: Head): string {
  if (isPrompt(head)) return said("user", textAt(head, "prompt"));
  const event = valueAt(head, "msg");
  switch (textAt(event, "type")) {
    case undefined:
      return previewOther(head);
    case "agent_message":
      return said("assistant", textAt(event, "message"));
    case "agent_reasoning":
      return sentence("thinks", textAt(event, "text"));
    default:
      return previewItemEvent(event) ?? previewOther(event);
  }
}
