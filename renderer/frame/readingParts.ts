// What reads messages: Markdown, highlighting and diffs are a third of the page's program, and the list needs none of them. They
// are loaded when the first rows are painted, or when somebody is faster.

import { lazy } from "react";

const loadConversation = () => import("../conversation/ConversationPane.tsx");
const loadMessage = () => import("../conversation/RecordMessage.tsx");

/** Needs a Suspense around it, as `RecordMessage` does. */
export const ConversationPane = lazy(async () => ({ default: (await loadConversation()).ConversationPane }));

/** One record as a part of its conversation. */
export const RecordMessage = lazy(async () => ({ default: (await loadMessage()).RecordMessage }));

/** Loads them ahead, when the page has nothing else to do. */
export function loadReadingParts(): void {
  requestIdleCallback(() => void Promise.all([loadConversation(), loadMessage()]), { timeout: 2_000 });
}
