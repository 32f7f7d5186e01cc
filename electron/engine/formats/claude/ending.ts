// How a session or run stands, as far as its lines tell. A session's file says nowhere that it is over: what the last answer
// stopped for does.

import type { ConversationEnd } from "../conversationOperations.ts";

/** After a line of an answer. Up to 2.1.32 `stop_reason` was null on every line, and a call the last block before its result. */
export function endOfAnswer(stopReason: string | undefined, hasCall: boolean): ConversationEnd {
  switch (stopReason) {
    case "end_turn":
    case "stop_sequence":
      return "completed";
    case "refusal":
    // Cut by a limit; the program goes on by itself, and then another answer follows.
    case "max_tokens":
    case "model_context_window_exceeded":
      return "failed";
    case undefined:
      return hasCall ? "open" : "completed";
    default:
      // tool_use, pause_turn
      return "open";
  }
}

/**
 * After the `result` of a run. `subtype` alone is not enough: a refusal and a failed request are "success" with `is_error`
 * (2.1.328), and an interruption was "error_during_execution" before `terminal_reason` said more.
 */
export function endOfRun(
  subtype: string,
  isError: boolean,
  reason: string | undefined,
  interrupted: boolean,
): ConversationEnd {
  if (reason?.startsWith("aborted") === true) return "interrupted";
  if (subtype === "error_during_execution" && interrupted) return "interrupted";
  return isError || subtype.startsWith("error") ? "failed" : "completed";
}
