// JSON-RPC messages in one line.

import { listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { called, resulted, said, sentence } from "../sentence.ts";

export function previewMessage(head: Head): string {
  const method = textAt(head, "method");
  if (method === undefined) return previewAnswer(head);
  const params = valueAt(head, "params");
  switch (method) {
    case "session/prompt":
      return said("user", listAt(params, "prompt").map(textOfBlock).join(""));
    case "session/update":
      return previewUpdate(valueAt(params, "update"));
    case "session/request_permission":
      return sentence("may it?", textAt(params, "toolCall", "title"), compact(valueAt(params, "toolCall", "rawInput")));
    case "tools/call":
      return called(textAt(params, "name"), valueAt(params, "arguments"));
    default:
      return othersOf(params, "sessionId");
  }
}

function previewAnswer(head: Head): string {
  const error = valueAt(head, "error");
  if (error !== undefined) return resulted(textAt(error, "message") ?? compact(error), true);
  return sentence(textAt(head, "result", "stopReason"), othersOf(valueAt(head, "result"), "stopReason"));
}

function previewUpdate(update: unknown): string {
  const content = valueAt(update, "content");
  switch (textAt(update, "sessionUpdate")) {
    case "user_message_chunk":
    case "agent_message_chunk":
    case "agent_thought_chunk":
      return textOfBlock(content);
    case "tool_call_content_chunk":
      return textOfBlock(valueAt(content, "content") ?? content);
    case "terminal_output_chunk":
      return Buffer.from(textAt(update, "data") ?? "", "base64").toString();
    case "terminal_update": {
      const exit = numberAt(update, "exitStatus", "exitCode");
      return sentence(textAt(update, "command"), exit === undefined ? undefined : `→ exit ${exit}`);
    }
    case "tool_call":
    case "tool_call_update": {
      const text = listAt(content)
        .map((block) => textOfBlock(valueAt(block, "content")))
        .join("");
      const status = textAt(update, "status");
      const isOver = status === "completed" || status === "failed";
      const name = textAt(update, "title") ?? textAt(update, "name");
      return sentence(name, isOver ? resulted(text, status === "failed") : status);
    }
    default:
      return othersOf(update, "sessionUpdate");
  }
}

function textOfBlock(block: unknown): string {
  return textAt(block, "text") ?? compact(block);
}
