import { useEffect, useRef } from "react";
import type { ConversationReader } from "./conversationReader.ts";

export interface KeptPlace {
  readonly reader: ConversationReader;
  readonly epoch: number;
  /** The first item that is visible. */
  readonly anchor: number;
  readonly onItem: (item: number) => void;
}

/** Another filter, or other marks: who was at an item stays with it, or with the one before it. */
export function useKeptPlace({ reader, epoch, anchor, onItem }: KeptPlace): void {
  const place = useRef<{ readonly epoch: number; readonly record: number | undefined }>({ epoch, record: undefined });
  useEffect(() => {
    const known = place.current;
    if (known.epoch === epoch) {
      const record = reader.item(anchor)?.record;
      if (record !== undefined) place.current = { epoch, record };
      return;
    }
    place.current = { epoch, record: known.record };
    if (known.record === undefined) return;
    void reader.itemOf(known.record).then((item) => {
      if (item !== undefined && reader.store.getState().epoch === epoch) onItem(item);
    });
  });
}
