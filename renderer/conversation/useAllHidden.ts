import { useEffect, useRef } from "react";
import type { Item, ItemMark } from "../../shared/conversation.ts";
import type { ConversationReader, ReadConversation } from "./conversationReader.ts";

/** So many items at most are all that is left where nothing is shown. */
const mostLeft = 4;

/**
 * Shows what is folded where nothing else is there, as in a session that was inherited as a whole. Once: who folds it again means
 * that.
 */
export function useAllHidden(reader: ConversationReader, { state, read, shown, filter }: ReadConversation): void {
  const isShown = useRef(false);
  const items = read && shown.length === 0 && filter.trim() === "" ? (state?.items ?? 0) : 0;
  const version = reader.version();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version may hold what was not read
  useEffect(() => {
    if (isShown.current || items === 0 || items > mostLeft) return;
    const all = Array.from({ length: items }, (_, item) => reader.item(item));
    const marks = hiddenMarks(all);
    if (marks === undefined) return;
    isShown.current = true;
    void reader.read(marks, filter);
  }, [reader, items, version, filter]);
}

/** The marks of what is folded; undefined where something is shown, or not known yet. */
export function hiddenMarks(items: readonly (Item | undefined)[]): readonly ItemMark[] | undefined {
  const marks = new Set<ItemMark>();
  for (const item of items) {
    if (item === undefined || item.sort === "message" || item.sort === "call") return undefined;
    if (item.sort === "hidden") for (const { mark } of item.byMark) marks.add(mark);
  }
  return marks.size === 0 ? undefined : [...marks];
}
