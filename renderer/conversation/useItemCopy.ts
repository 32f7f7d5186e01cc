import { useCallback } from "react";
import type { Item } from "../../shared/conversation.ts";
import { tellOfCopy } from "../data/tellOfCopy.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import { itemMarkdown } from "./copyItem.ts";

/** Copies an item as Markdown, and says so. */
export function useItemCopy(): (item: Item) => void {
  const { desktop, tell } = useWorkspace();
  return useCallback(
    (item) => void tellOfCopy({ tell }, desktop.copyText(itemMarkdown(item)), "Copied as Markdown."),
    [desktop, tell],
  );
}
