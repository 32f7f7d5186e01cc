// What can be done with an item: its keys, the buttons beside it and its menu do the same.

import { useCallback, useMemo } from "react";
import type { Item } from "../../shared/conversation.ts";
import { failureSentence } from "../data/failureSentence.ts";
import { formatCounted } from "../data/format.ts";
import { tellOfCopy } from "../data/tellOfCopy.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import type { ConversationReader } from "./conversationReader.ts";
import { promptUpTo } from "./copyPrompt.ts";
import { useItemCopy } from "./useItemCopy.ts";

/** What could not be done is told as a notice. */
export interface ItemCommands {
  readonly copy: (item: Item) => void;
  /** The conversation up to there. */
  readonly copyPrompt: (item: number) => void;
  readonly showRecord: (item: Item) => void;
  readonly bookmark: (item: Item) => void;
  readonly fold: (item: Item) => void;
  readonly raw: (item: Item) => void;
}

export interface ItemCommandParts {
  readonly reader: ConversationReader;
  readonly onRecord: (record: number) => void;
  readonly onBookmark: (record: number, kind: string) => void;
  readonly fold: (item: Item) => void;
  readonly raw: (item: Item) => void;
}

/** The same object until one of its parts is another: items are not drawn anew for it. */
export function useItemCommands({ reader, onRecord, onBookmark, fold, raw }: ItemCommandParts): ItemCommands {
  const { desktop, tell } = useWorkspace();
  const copy = useItemCopy();
  const copyPrompt = useCallback(
    async (item: number) => {
      const prompt = await promptUpTo(reader, item);
      if (!prompt.ok) return tell({ tone: "warning", text: failureSentence(prompt.failure) });
      const { leftOut } = prompt.value;
      const cut = leftOut === 0 ? "" : ` ${formatCounted(leftOut, "older item")} did not fit and were left out.`;
      await tellOfCopy({ tell }, desktop.copyText(prompt.value.text), `The conversation up to here is copied.${cut}`);
    },
    [desktop, reader, tell],
  );
  return useMemo(
    () => ({
      copy,
      copyPrompt: (item) => void copyPrompt(item),
      showRecord: ({ record }) => onRecord(record),
      bookmark: ({ record, sort }) => onBookmark(record, sort),
      fold,
      raw,
    }),
    [copy, copyPrompt, onRecord, onBookmark, fold, raw],
  );
}
