// AG-UI events, bare or inside other records: SDK enum 0.x and specification 1.0 and 1.1, camelCase and the snake_case of older
// producers. See https://docs.ag-ui.com/concepts/events.

import type { Format, Head } from "../format.ts";
import { generalPreview } from "../generalPreview.ts";
import { compact, firstText, memberOf, textOf } from "../head.ts";
import { onceLoaded } from "../onceLoaded.ts";
import { aguiTypes } from "./eventTypes.ts";

/** Types that other logs may have as well. */
const commonWords = new Set(["RAW", "CUSTOM"]);
const fewEvents = 2;

/**
 * Two events that are nobody else's are enough to be read as it, however many other records there are. `conversation`
 * only follows runs, tools and errors and keeps no text; who shows or exports messages asks for `messages`.
 */
export const agui: Format = {
  name: "ag-ui",
  detect: (sample) => {
    const types = sample.map((head) => textOf(head, "type") ?? "").filter((type) => aguiTypes.has(type));
    const share = sample.length === 0 ? 0 : types.length / sample.length;
    // A few among many records of another log are still AG-UI, since nobody else names events so.
    const telling = types.filter((type) => !commonWords.has(type)).length;
    return {
      score: telling >= fewEvents ? Math.max(share, 0.2) : share,
      reason: `${types.length} of ${sample.length} sampled records are AG-UI events.`,
    };
  },
  mayBeWrapped: true,
  plan: () => ({
    kind: [[["type"]]],
    time: [["timestamp"], ["_timestamp"]],
    pair: [["toolCallId"], ["tool_call_id"], ["messageId"], ["message_id"], ["runId"], ["run_id"]],
    role: [["role"]],
    tool: [["toolCallName"], ["tool_call_name"]],
  }),
  errorKinds: ["RUN_ERROR", "SUBAGENT_ERROR"],
  turns: ["RUN_STARTED"],
  deltas: [
    {
      kinds: ["*TEXT_MESSAGE_CONTENT", "*REASONING_MESSAGE_CONTENT", "*TOOL_CALL_ARGS"],
      text: [["delta"]],
      together: "id",
    },
    {
      kinds: ["*TEXT_MESSAGE_CHUNK", "*REASONING_MESSAGE_CHUNK", "*TOOL_CALL_CHUNK"],
      text: [["delta"]],
      together: "id",
      endsWithOthers: true,
    },
  ],
  preview,
  conversation: onceLoaded(async () => {
    const { AguiLifecycle } = await import("./lifecycle.ts");
    return (operations, context) => new AguiLifecycle(operations, context);
  }),
  messages: onceLoaded(async () => {
    const { AguiConversation } = await import("./conversation.ts");
    return (operations, context) => new AguiConversation(operations, context);
  }),
};

function preview(event: Head): string {
  const type = textOf(event, "type") ?? "";
  switch (type) {
    case "TEXT_MESSAGE_CONTENT":
    case "TOOL_CALL_ARGS":
    case "REASONING_MESSAGE_CONTENT":
    case "THINKING_TEXT_MESSAGE_CONTENT":
      return textOf(event, "delta") ?? rest(event);
    case "TEXT_MESSAGE_CHUNK":
    case "REASONING_MESSAGE_CHUNK":
      return joined(textOf(event, "role"), textOf(event, "delta")) || rest(event);
    case "TOOL_CALL_CHUNK":
      return joined(firstText(event, "toolCallName", "tool_call_name"), textOf(event, "delta")) || rest(event);
    case "TOOL_CALL_START":
      return joined(firstText(event, "toolCallName", "tool_call_name"), firstText(event, "toolCallId", "tool_call_id"));
    case "TOOL_CALL_RESULT":
      return compact(memberOf(event, "content") ?? memberOf(event, "result"));
    case "RUN_ERROR":
    case "SUBAGENT_ERROR":
      return joined(firstText(event, "message", "error"), firstText(event, "code"));
    case "STEP_STARTED":
    case "STEP_FINISHED":
      return firstText(event, "stepName", "step_name") ?? rest(event);
    case "STATE_SNAPSHOT":
      return compact(memberOf(event, "snapshot"));
    case "STATE_DELTA":
      return compact(memberOf(event, "delta"));
    case "MESSAGES_SNAPSHOT":
      return compact(memberOf(event, "messages"));
    case "ACTIVITY_SNAPSHOT":
      return joined(textOf(event, "activityType"), compact(memberOf(event, "content")));
    case "ACTIVITY_DELTA":
      return joined(textOf(event, "activityType"), compact(memberOf(event, "patch")));
    case "CUSTOM":
      return joined(textOf(event, "name"), compact(memberOf(event, "value")));
    case "RAW":
      return joined(textOf(event, "source"), compact(memberOf(event, "event")));
    default:
      return rest(event);
  }
}

function rest(event: Head): string {
  return generalPreview(event, "rawEvent", "raw_event");
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("  ");
}
