import { createContext, use } from "react";
import type { Item, ItemMark } from "../../../shared/conversation.ts";
import type { ConversationReader } from "../conversationReader.ts";

/** What every item may ask for. */
export interface ItemActions {
  readonly reader: ConversationReader;
  /** Whether an item by its name (`partOf.ts`), or `name/part` of it, was opened or closed by hand. */
  readonly isOpen: (part: string, byItself: boolean) => boolean;
  readonly setOpen: (part: string, open: boolean) => void;
  readonly isRaw: (part: string) => boolean;
  readonly onLink: (url: string) => void;
  readonly onRecord: (record: number) => void;
  readonly onShow: (marks: readonly ItemMark[]) => void;
  readonly onClearFilter: () => void;
  readonly onCopy: (item: Item) => void;
}

/** Given by whoever draws items (the conversation, the detail pane), read by `useItemActions`. */
export const ItemContext = createContext<ItemActions | undefined>(undefined);

/** Throws where nobody has given any: that is a bug. */
export function useItemActions(): ItemActions {
  const actions = use(ItemContext);
  if (actions === undefined) throw new Error("there is no conversation around this item");
  return actions;
}
