// A task that ran in the background tells how it went in a text of its own, long after its call was answered.

import type { ConversationOperations } from "../conversationOperations.ts";

const notification = /^\s*<task-notification>/;

export function takeNotification(text: string, operations: ConversationOperations): void {
  if (!notification.test(text)) return;
  const call = within(text, "tool-use-id");
  if (call !== undefined && within(text, "status") === "failed") operations.outcome(operations.callOf(call), "failed");
}

function within(text: string, tag: string): string | undefined {
  const start = text.indexOf(`<${tag}>`);
  const end = text.indexOf(`</${tag}>`, start);
  return start < 0 || end < 0 ? undefined : text.slice(start + tag.length + 2, end).trim();
}
