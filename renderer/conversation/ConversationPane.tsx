// The conversation of the open transcript, read for as long as it is looked at.

import type { Ref } from "react";
import { useEffect, useState } from "react";
import type { EngineClient } from "../data/engineClient.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import { Conversation, type ConversationHandle } from "./Conversation.tsx";
import { type ConversationReader, createConversationReader } from "./conversationReader.ts";

export interface ConversationPaneProps {
  readonly ref?: Ref<ConversationHandle> | undefined;
  readonly engine: EngineClient;
  readonly transcript: string;
  readonly sought: string | undefined;
  readonly onRecord: (record: number) => void;
}

export function ConversationPane({ ref, engine, transcript, sought, onRecord }: ConversationPaneProps) {
  const { selecting } = useWorkspace();
  const [reader, setReader] = useState<ConversationReader>();
  const [begin] = useState(() => selecting.store.getState().row?.record);

  useEffect(() => {
    const made = createConversationReader(engine, transcript);
    setReader(made);
    void made.read([]);
    return () => made.close();
  }, [engine, transcript]);

  if (reader === undefined) return undefined;
  return <Conversation ref={ref} {...{ reader, sought, begin, onRecord }} />;
}
