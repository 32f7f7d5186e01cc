// A task that ran in the background tells how it went in a text of its own, long after its call was answered.

import { textAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import type { ReadingContext } from "../format.ts";
import type { Subagents } from "./subagents.ts";

const beginning = "<task-notification>";
/** Bytes of such a text that hold what it says of its task. */
const newsBytes = 2048;

/** Whether a text is such news. */
export function takeNotification(
  text: unknown,
  operations: ConversationOperations,
  subagents: Subagents,
  context: ReadingContext,
): boolean {
  if (textAt(text)?.trimStart().startsWith(beginning) !== true) return false;
  const news = context.textOf(text, newsBytes) ?? "";
  // Behind the result, which may be long.
  const end = context.textOf(text, newsBytes, true) ?? "";
  subagents.ofWorkflow(within(news, "task-id") ?? "", Number(within(end, "agent_count") ?? 0));
  const call = within(news, "tool-use-id");
  if (call !== undefined && within(news, "status") === "failed") operations.outcome(operations.callOf(call), "failed");
  return true;
}

function within(text: string, tag: string): string | undefined {
  const start = text.indexOf(`<${tag}>`);
  const end = text.indexOf(`</${tag}>`, start);
  return start < 0 || end < 0 ? undefined : text.slice(start + tag.length + 2, end).trim();
}
