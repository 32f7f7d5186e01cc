// Where somebody is in a conversation: noted as they go, so that it is found again when the conversation is read anew, by another
// engine, behind another filter, or after a look at the events.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { ItemMark } from "../../shared/conversation.ts";

/** Where somebody was in a conversation, so that they are there again after looking at the events. */
export interface ConversationPlace {
  /** The record that began the topmost item on screen, and how many items of the same record stand before that. */
  readonly record: number;
  readonly nth: number;
  /** The record of the first item on screen that says something: where other items are shown, that is what somebody looked at. */
  readonly said: number;
  /** Pixels of its upper edge below that of what is visible; negative above it. */
  readonly offset: number;
  /** The item that the keyboard is at. */
  readonly cursor: number;
  /** The end is on screen, and stays there while the conversation grows. */
  readonly isAtEnd: boolean;
  /** With another filter, or other marks, other items stand at the same places. */
  readonly filter: string;
  readonly shown: readonly ItemMark[];
  /** The record that was selected among the events: whoever selects another one means that. */
  readonly selected: number | undefined;
}

/** `place` is undefined until the conversation of the open transcript was looked at. */
export type ConversationPlaceStore = StoreApi<{ readonly place: ConversationPlace | undefined }>;

/** One for a workspace, which empties it with another transcript. */
export function createConversationPlace(): ConversationPlaceStore {
  return createStore(() => ({ place: undefined }));
}

/** A place of which only the record of the topmost item is known. */
export function conversationPlaceAt(record: number, selected: number | undefined): ConversationPlace {
  return { record, nth: 0, said: record, offset: 0, cursor: -1, isAtEnd: false, filter: "", shown: [], selected };
}
