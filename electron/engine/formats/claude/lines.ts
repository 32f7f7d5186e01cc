// Which records belong to which of Claude's three families. They look alike, and others look like them: Qwen Code writes
// `parentUuid` and prints `system/init` too, Cursor and Droid print `system/init`, and terminal sessions of Claude Code carry
// both `sessionId` and `session_id` (2.1.328), so the spelling of the session's id decides nothing.

import { isObject, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { Head } from "../format.ts";

/** Lines of a session's tree, which name their parents. */
const treeTypes: ReadonlySet<string> = new Set(["user", "assistant", "system", "attachment", "progress"]);

/** Lines of a session beside its tree: state, bookkeeping and (2.1.328) the log of requests. */
const sideTypes: ReadonlySet<string> = new Set([
  ...["summary", "custom-title", "ai-title", "agent-name", "agent-color", "agent-setting", "last-prompt", "tag"],
  ...["mode", "permission-mode", "queue-operation", "file-history-snapshot", "file-history-delta", "pr-link"],
  ...["bridge-session", "content-replacement", "worktree-state", "tools-used", "atis-latch", "cost-state"],
  ...["api-request", "api-request-shape", "api-request-blob", "attribution-snapshot", "frame-link", "relocated"],
  ...["continued-in", "ended-by-model", "fork-context-ref", "history-suppression", "artifact-autoreact-ledger"],
  ...["artifact-comment-monitor", "marble-origami-commit", "marble-origami-snapshot"],
]);

/** Members that every side line has one of. */
const sideMembers = ["sessionId", "messageId", "leafUuid"];

export function isSessionLine(head: Head): boolean {
  if (!isObject(head) || isQwen(head)) return false;
  const type = textAt(head, "type");
  if (has(head, "parentUuid") || has(head, "isSidechain")) return type === undefined || treeTypes.has(type);
  if (type === undefined) return false;
  if (sideTypes.has(type)) return sideMembers.some((name) => has(head, name));
  // Tools that pass sessions on drop the tree's members at times.
  return isMessage(head, type) && has(head, "uuid") && !has(head, "parent_tool_use_id") && !has(head, "session_id");
}

export function isStreamLine(head: Head): boolean {
  if (!isObject(head) || has(head, "parentUuid") || isQwen(head)) return false;
  const type = textAt(head, "type") ?? "";
  if (type === "control_request" || type === "control_response") return true;
  if (!has(head, "session_id")) return false;
  switch (type) {
    case "system":
      return textAt(head, "subtype") === "init" ? isInit(head) : has(head, "uuid") && has(head, "subtype");
    case "user":
    case "assistant":
      return (
        isMessage(head, type) && (has(head, "parent_tool_use_id") || has(head, "uuid") || has(head, "message", "id"))
      );
    case "stream_event":
      return objectAt(head, "event") !== undefined;
    case "result":
      // A workflow's journal has lines of this type, too, with `key` and `agentId`, but names no session.
      return has(head, "is_error") || has(head, "num_turns");
    case "rate_limit_event":
    case "tool_progress":
    case "conversation_reset":
      return true;
    default:
      return false;
  }
}

const sdkTypes: ReadonlySet<string> = new Set([
  ...["SystemMessage", "UserMessage", "AssistantMessage", "ResultMessage", "StreamEvent", "RateLimitEvent"],
  ...["TaskStartedMessage", "TaskProgressMessage", "TaskNotificationMessage"],
]);

export function isSdkMessage(head: Head): boolean {
  return sdkTypes.has(textAt(head, "_type") ?? "") && !has(head, "type");
}

/** Droid's and Cursor's first lines have no servers of tools, and Qwen Code's says so. */
function isInit(head: Head): boolean {
  return has(head, "claude_code_version") || (has(head, "tools") && has(head, "mcp_servers"));
}

/** Qwen Code: Gemini's `parts` for content, and on standard output messages whose id is the line's. */
function isQwen(head: Head): boolean {
  if (has(head, "provenance") || has(head, "qwen_code_version") || has(head, "message", "parts")) return true;
  const id = textAt(head, "message", "id");
  return id !== undefined && id === textAt(head, "uuid");
}

function isMessage(head: Head, type: string): boolean {
  return (type === "user" || type === "assistant") && has(head, "message", "content");
}

function has(head: Head, ...path: readonly string[]): boolean {
  return valueAt(head, ...path) !== undefined;
}
