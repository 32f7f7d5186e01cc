// Rows of what is no message: state, progress, bookkeeping.

import { isObject, listAt, numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import { othersOf } from "../head.ts";
import { said, sentence } from "../sentence.ts";
import { previewMessage } from "./previewMessages.ts";

/** Members that many records repeat and that say nothing in a row. */
const everywhere = [
  ...["type", "subtype", "operation", "parentUuid", "logicalParentUuid", "isSidechain", "uuid", "sessionId"],
  ...["session_id", "timestamp", "cwd", "version", "gitBranch", "userType", "entrypoint", "slug", "isMeta", "level"],
  ...["parent_tool_use_id", "id", "_type"],
];

/** A record of state, named by its type. */
export function previewState(line: unknown): string {
  switch (textAt(line, "type")) {
    case "summary":
      return said("title", textAt(line, "summary"));
    case "custom-title":
    case "ai-title":
      return said("title", textAt(line, "customTitle") ?? textAt(line, "aiTitle"));
    case "last-prompt":
      return said("last prompt", textAt(line, "lastPrompt"));
    case "cost-state":
      return `${dollars(numberAt(line, "totalCostUSD"))} so far`;
    case "file-history-snapshot": {
      const files = Object.keys(objectAt(line, "snapshot", "trackedFileBackups") ?? {});
      return sentence(`${files.length} ${files.length === 1 ? "file" : "files"} kept`, ...files);
    }
    case "file-history-delta":
      return sentence("file kept", textAt(line, "trackingPath"));
    case "api-request-blob": {
      const message = valueAt(line, "message");
      return previewMessage(message, `sent as ${textAt(message, "role") ?? "a message"}`);
    }
    case "api-request":
      return sentence("request", textAt(line, "params", "model"), textAt(line, "querySource"));
    case "progress":
      return previewProgress(line);
    default:
      return othersOf(line, ...everywhere);
  }
}

/** What tools and sub-agents were at, in versions that wrote it down. */
function previewProgress(line: unknown): string {
  const data = valueAt(line, "data");
  switch (textAt(data, "type")) {
    case "agent_progress":
      return sentence("sub-agent", previewMessage(valueAt(data, "message", "message"), "prompt"));
    case "hook_progress":
      return sentence("hook", textAt(data, "hookName"), textAt(data, "command"));
    case "mcp_progress":
      return sentence(textAt(data, "toolName"), textAt(data, "status"));
    case "bash_progress":
      return sentence(`running for ${numberAt(data, "elapsedTimeSeconds") ?? 0} s`, textAt(data, "output"));
    default:
      return othersOf(data, "type");
  }
}

export function previewAttachment(attachment: unknown): string {
  const type = textAt(attachment, "type");
  if (type === "queued_command") {
    const prompt =
      textAt(attachment, "prompt") ??
      listAt(attachment, "prompt")
        .map((block) => textAt(block, "text") ?? "")
        .join(" ");
    return said(textAt(attachment, "commandMode") === "prompt" ? "user, while a tool ran" : "program", prompt);
  }
  if (type?.startsWith("hook_") === true) {
    return sentence(
      "hook",
      textAt(attachment, "hookName"),
      textAt(attachment, "content") || textAt(attachment, "command"),
    );
  }
  const text = textAt(attachment, "text") ?? textAt(attachment, "content");
  return sentence("added", type, text ?? (isObject(attachment) ? othersOf(attachment, "type") : ""));
}

/** A `system` record; `details` holds what it says. */
export function previewSystem(subtype: string | undefined, details: unknown): string {
  switch (subtype) {
    case "init":
      return sentence("session begins", textAt(details, "model"), textAt(details, "cwd"));
    case "turn_duration":
      return `turn took ${((numberAt(details, "durationMs") ?? 0) / 1000).toFixed(1)} s`;
    case "task_started":
      return sentence("task started", textAt(details, "description"));
    case "task_progress":
      return sentence("task", textAt(details, "description"), textAt(details, "last_tool_name"));
    case "task_notification":
      return sentence("task", textAt(details, "status"), textAt(details, "summary"));
    case "api_error":
      return sentence("request failed", textAt(details, "error", "formatted") ?? textAt(details, "error", "message"));
    case "api_retry":
      return sentence("request failed", textAt(details, "error"), `retry ${numberAt(details, "attempt") ?? 1}`);
    case "stop_hook_summary":
      return sentence("hooks ran", ...listAt(details, "hookInfos").map((hook) => textAt(hook, "command")));
    default:
      return sentence(textAt(details, "content"), othersOf(details, "content", ...everywhere));
  }
}

export function dollars(amount: number | undefined): string {
  return amount === undefined ? "unknown cost" : `$${amount.toFixed(4)}`;
}
