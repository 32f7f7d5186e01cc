// A task that ran in the background tells how it went in a text of its own, long after its call was answered.

import { textAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import type { ReadingContext } from "../format.ts";

const beginning = "<task-notification>";
/** Bytes of such a text that hold what it says of its task. */
const newsBytes = 2048;

/** Whether a text is such news. */
export function takeNotification(text: unknown, operations: ConversationOperations, context: ReadingContext): boolean {
  if (textAt(text)?.trimStart().startsWith(beginning) !== true) return false;
  const news = context.textOf(text, newsBytes) ?? "";
  const call = within(news, "tool-use-id");
  if (call !== undefined && within(news, "status") === "failed") operations.outcome(operations.callOf(call), "failed");
  return true;
}

function within(text: string, tag: string): string | undefined {
  const start = text.indexOf(`<${tag}>`);
  const end = text.indexOf(`</${tag}>`, start);
  return start < 0 || end < 0 ? undefined : text.slice(start + tag.length + 2, end).trim();
}
