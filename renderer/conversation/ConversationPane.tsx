// The conversation of the open transcript, in place of its list.

import type { Ref } from "react";
import { useState } from "react";
import type { ItemMark } from "../../shared/conversation.ts";
import type { HitFinder } from "../../shared/hitFinder.ts";
import type { EngineClient } from "../data/engineClient.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import { Conversation, type ConversationHandle } from "./Conversation.tsx";
import { useConversationReader } from "./useConversationReader.ts";

export interface ConversationPaneProps {
  readonly ref?: Ref<ConversationHandle> | undefined;
  readonly engine: EngineClient;
  readonly transcript: string;
  /** Only what it lets pass is shown. */
  readonly filter: string;
  readonly finder: HitFinder | undefined;
  /** Says whether keys are taken; answers one that was pressed before they were. */
  readonly onReady?: ((isReady: boolean) => string | undefined) | undefined;
  readonly onClearFilter: () => void;
  readonly onRecord: (record: number) => void;
  readonly onBookmark: (record: number, kind: string) => void;
}

const noMarks: readonly ItemMark[] = [];

export function ConversationPane(props: ConversationPaneProps) {
  const { ref, engine, transcript, filter, finder, onReady, onClearFilter, onRecord, onBookmark } = props;
  const { conversationPlace, selecting } = useWorkspace();
  const [begin] = useState(() => selecting.store.getState().row?.record);
  const [shown] = useState(() => conversationPlace.getState().place?.shown ?? noMarks);
  const reader = useConversationReader({ engine, transcript, shown, filter });
  if (reader === undefined) return undefined;
  return <Conversation ref={ref} {...{ reader, finder, begin, onReady, onClearFilter, onRecord, onBookmark }} />;
}
