// Logs of PostHog Code (`logs.ndjson`): messages of the Agent Client Protocol, each stored in a notification with a time.
// Pieces of an answer are joined before they are stored, under the time of the first.

import type { Archive } from "../../paging/archive.ts";
import { objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { detectBy } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, ReadingContext } from "../format.ts";
import { othersOf } from "../head.ts";
import { sentence } from "../sentence.ts";
import { AcpReader } from "./acpReader.ts";
import { previewMessage } from "./preview.ts";

const inside = (...path: readonly string[]): readonly string[] => ["notification", ...path];

/**
 * The same words one level deeper, and with times: told from bare ones by their `notification`, so both may stand in
 * one folder.
 */
export const posthog: Format = {
  name: "posthog",
  detect: (sample) =>
    detectBy(
      sample,
      "are notifications as PostHog Code stores them",
      (head) => textAt(head, "type") === "notification" && objectAt(head, "notification") !== undefined,
    ),
  plan: () => ({
    kind: [
      [inside("method"), ["type"]],
      [inside("params", "update", "sessionUpdate")],
      [inside("params", "update", "status")],
    ],
    time: [["timestamp"]],
    pair: [inside("params", "update", "toolCallId"), inside("params", "toolCall", "toolCallId")],
    role: [],
    tool: [inside("params", "update", "_meta", "claudeCode", "toolName"), inside("params", "update", "title")],
  }),
  errorKinds: ["*posthog/error*", "*/tool_call_update/failed"],
  turns: ["session/prompt"],
  deltas: [
    {
      kinds: ["*/*_message_chunk", "*/agent_thought_chunk"],
      text: [inside("params", "update", "content", "text")],
      together: "neighbours",
    },
  ],
  preview: (head) => {
    const message = valueAt(head, "notification");
    const method = textAt(message, "method") ?? "";
    return method.includes("_posthog/") ? sentence(othersOf(valueAt(message, "params"))) : previewMessage(message);
  },
  conversation: (operations, context) => new PosthogReader(operations, context),
};

class PosthogReader implements ConversationReader {
  readonly #operations: ConversationOperations;
  readonly #acp: AcpReader;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#acp = new AcpReader(operations, context, ["notification"]);
  }

  archive(archive: Archive): Iterable<undefined> {
    return this.#acp.archive(archive);
  }

  take(record: FormatRecord): void {
    const message = valueAt(record.value, "notification");
    // Its own methods are sometimes stored with a doubled underscore.
    switch (textAt(message, "method")?.replace(/^__/, "_")) {
      case "_posthog/error":
        this.#operations.error(
          textAt(message, "params", "message") ?? textAt(message, "params", "error") ?? "The run failed.",
        );
        this.#operations.end("failed");
        break;
      case "_posthog/compact_boundary":
        this.#operations.compaction();
        break;
      case "_posthog/turn_complete":
      case "_posthog/task_complete":
        this.#operations.end(textAt(message, "params", "stopReason") === "cancelled" ? "interrupted" : "completed");
        break;
      default:
        this.#acp.take(record);
        break;
    }
  }
}
