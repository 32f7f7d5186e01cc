// Where the reader of a session looks in nearly every line. Answers hold one block a line, and so do results.

import type { LookedAt } from "../capturedValue.ts";
import { below } from "../capturedValue.ts";

export const looksAt: LookedAt = {
  usual: [
    ...below([], "type", "uuid", "parentUuid", "logicalParentUuid", "sessionId", "requestSessionId", "isSidechain"),
    ...below([], "timestamp"),
    ...below(
      [],
      "message",
      "toolUseResult",
      "isMeta",
      "promptSource",
      "origin",
      "subtype",
      "operation",
      "parentToolUseID",
      "agentId",
    ),
    ...below(["origin"], "kind"),
    ...below(["attachment"], "type"),
    ...below(["data"], "type", "agentId"),
    ...below(["toolUseResult"], "agentId", "persistedOutputPath"),
    ...below(["message"], "usage", "id", "model", "stop_reason", "content"),
    ["message", "content", 0],
    ["message", "content", 0, "content", 0],
    ["message", "content", 0, "content", 0, "text"],
    ...below(["message", "content", 0], "type", "text", "thinking", "id", "name", "tool_use_id", "is_error", "content"),
    ...below(["message", "usage"], "input_tokens", "output_tokens"),
    ...below(["message", "usage"], "cache_read_input_tokens", "cache_creation_input_tokens"),
    ...below(["message", "usage", "output_tokens_details"], "thinking_tokens"),
  ],
  rare: below(
    [],
    ...["forkedFrom", "isCompactSummary", "isVisibleInTranscriptOnly", "isApiErrorMessage", "isAbortedMidStream"],
    ...["toolDenialKind", "turnCompanion"],
  ),
};
