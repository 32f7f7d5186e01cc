// What `pi --mode json` prints. It begins with the header of the session file; then come events. `partial` and `message` of
// an update are written late and show the future, so only `message_end` is read for what was said. The message of a result
// comes when the slowest of an answer's calls is done; that a call is done is told at once.

import { TextIds } from "../../paging/textIds.ts";
import { isObject, isTrueAt, textAt, valueAt } from "../condensedValue.ts";
import type { Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { Format, Head } from "../format.ts";
import { othersOf } from "../head.ts";
import { called, resulted, sentence } from "../sentence.ts";
import { PiMessages, previewMessage } from "./messages.ts";

const eventTypes: ReadonlySet<string> = new Set([
  ...["agent_start", "agent_end", "turn_start", "turn_end", "message_start", "message_update", "message_end"],
  ...["tool_execution_start", "tool_execution_update", "tool_execution_end", "auto_compaction_start"],
  ...[
    "auto_compaction_end",
    "entry_appended",
    "auto_retry_start",
    "auto_retry_end",
    "compaction_start",
    "compaction_end",
    "queue_update",
  ],
]);

/** Told from a session by its events, as both begin with the same header. */
export const piStream: Format = {
  name: "pi-stream",
  detect: (sample) => {
    const found = detectBy(sample, "are events of pi's standard output", (head) => {
      const type = textAt(head, "type") ?? "";
      return eventTypes.has(type) || (type === "session" && textAt(head, "cwd") !== undefined);
    });
    return sample.some(isTelling) ? found : guessed(found, 0.05);
  },
  plan: () => ({
    kind: [
      [["type"]],
      [
        ["assistantMessageEvent", "type"],
        ["message", "role"],
      ],
    ],
    time: [["timestamp"], ["message", "timestamp"]],
    pair: [["toolCallId"], ["message", "toolCallId"]],
    role: [["message", "role"]],
    tool: [["toolName"], ["message", "toolName"]],
    errors: [["isError"], ["message", "isError"]],
  }),
  deltas: [
    {
      kinds: ["message_update/*_delta"],
      text: [["assistantMessageEvent", "delta"]],
      together: "neighbours",
      comeWhole: true,
    },
  ],
  turns: ["agent_start"],
  preview,
  conversation: (operations, context) => {
    const messages = new PiMessages(operations, context);
    const done = new TextIds();
    /** Where the last answer begins. */
    let answer: Entry = 0;
    return {
      take: ({ value }) => {
        const type = textAt(value, "type");
        if (type === "message_end") {
          if (textAt(value, "message", "role") === "assistant") answer = operations.nextEntry();
          const call = textAt(value, "message", "toolCallId");
          messages.take(value, ["message"], call !== undefined && done.known(call) !== 0 ? marks.repeated : 0);
        } else if (type === "tool_execution_end") {
          const call = textAt(value, "toolCallId") ?? "";
          const outcome = isTrueAt(value, "isError") ? "failed" : "done";
          operations.result({ call, outcome, output: ["result", "content"] });
          done.ofText(call);
        } else if (type === "auto_compaction_end" || type === "compaction_end") {
          // One that was stopped or failed summed up nothing.
          const failed = isTrueAt(value, "aborted") || textAt(value, "errorMessage") !== undefined;
          if (failed) return;
          operations.compaction();
          messages.takeSummary(value, ["result", "summary"]);
          messages.takeUsage(valueAt(value, "result"));
        } else if (type === "entry_appended" && isOmission(valueAt(value, "entry"))) {
          // Ids of entries are not printed; what is taken out is the answer that failed, with what came of its calls (1.6).
          if (answer !== 0) operations.markRange(answer, operations.nextEntry(), marks.undone);
        } else if (type === "agent_start" || type === "turn_start") operations.end("open");
      },
    };
  },
};

/** Anthropic's streams have a `message_start`, too, and other programs turns and agents that start: here each has its members. */
function isTelling(head: Head): boolean {
  const type = textAt(head, "type") ?? "";
  if (type === "message_update") return textAt(head, "assistantMessageEvent", "type") !== undefined;
  if (type === "message_end" || type === "turn_end") return textAt(head, "message", "role") !== undefined;
  if (type === "agent_end") return Array.isArray(valueAt(head, "messages"));
  if (type.startsWith("tool_execution_")) return textAt(head, "toolCallId") !== undefined;
  // They have nothing else to say.
  return (type === "agent_start" || type === "turn_start") && isObject(head) && Object.keys(head).length === 1;
}

function isOmission(entry: unknown): boolean {
  return textAt(entry, "type") === "context_edit" && valueAt(entry, "replacement") === null;
}

function preview(head: Head): string {
  const type = textAt(head, "type") ?? "";
  if (type === "message_update") {
    const event = valueAt(head, "assistantMessageEvent");
    return (
      textAt(event, "delta") ??
      textAt(event, "content") ??
      called(textAt(event, "toolCall", "name"), valueAt(event, "toolCall", "arguments"))
    );
  }
  if (type.startsWith("message_") || type === "turn_end") return previewMessage(valueAt(head, "message"));
  if (type === "tool_execution_start") return called(textAt(head, "toolName"), valueAt(head, "args"));
  if (type.startsWith("tool_execution_")) {
    const text = textAt(head, "result", "content", 0, "text") ?? textAt(head, "partialResult", "content", 0, "text");
    return sentence(textAt(head, "toolName"), resulted(text, isTrueAt(head, "isError")));
  }
  return othersOf(head, "type", "id", "timestamp", "messages");
}
