import { useEffect, useRef } from "react";
import type { ConversationReader } from "./conversationReader.ts";

export interface KeptPlace {
  readonly reader: ConversationReader;
  readonly epoch: number;
  /** The first item that is visible. */
  readonly anchor: number;
  /** Gives what tells whether nobody has gone elsewhere since. */
  readonly setOut: () => () => boolean;
  readonly onItem: (item: number) => void;
}

/** Another filter, or other marks: who was at an item stays with it, or with the one before it. */
export function useKeptPlace({ reader, epoch, anchor, setOut, onItem }: KeptPlace): void {
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
    const isMeant = setOut();
    void reader.itemOf(known.record).then((item) => {
      if (item !== undefined && isMeant() && reader.store.getState().epoch === epoch) onItem(item);
    });
  });
}
