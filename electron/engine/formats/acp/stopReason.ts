import type { ConversationEnd } from "../conversationOperations.ts";

/** How a turn ended, by the reason that it stopped for. */
export function endOf(stopReason: string | undefined): ConversationEnd {
  switch (stopReason) {
    case "cancelled":
      return "interrupted";
    case "refusal":
    case "max_turn_requests":
    // Of Grok (1.0).
    case "error":
    case "rate_limit":
      return "failed";
    default:
      return "completed";
  }
}
