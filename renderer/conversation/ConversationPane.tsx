// The conversation of the open transcript, read for as long as it is looked at.

import type { Ref } from "react";
import { useEffect, useState } from "react";
import type { HitFinder } from "../../shared/hitFinder.ts";
import type { EngineClient } from "../data/engineClient.ts";
import { useOpenTranscript, useWorkspace } from "../data/useWorkspace.ts";
import { Conversation, type ConversationHandle } from "./Conversation.tsx";
import { type ConversationReader, createConversationReader } from "./conversationReader.ts";

export interface ConversationPaneProps {
  readonly ref?: Ref<ConversationHandle> | undefined;
  readonly engine: EngineClient;
  readonly transcript: string;
  /** Only what it lets pass is shown. */
  readonly filter: string;
  readonly finder: HitFinder | undefined;
  readonly onClearFilter: () => void;
  readonly onRecord: (record: number) => void;
  readonly onBookmark: (record: number, kind: string) => void;
}

export function ConversationPane({
  ref,
  engine,
  transcript,
  filter,
  finder,
  onClearFilter,
  onRecord,
  onBookmark,
}: ConversationPaneProps) {
  const { selecting } = useWorkspace();
  const [reader, setReader] = useState<ConversationReader>();
  const [begin] = useState(() => selecting.store.getState().row?.record);

  useEffect(() => {
    const made = createConversationReader(engine, transcript);
    setReader(made);
    return () => made.close();
  }, [engine, transcript]);

  useEffect(() => {
    if (reader === undefined) return;
    void reader.read(reader.store.getState().shown, filter);
  }, [reader, filter]);

  const follows = useOpenTranscript(({ progress: { live } }) => live?.following === true) ?? false;
  const records = useOpenTranscript(({ progress }) => progress.records) ?? 0;
  useEffect(() => {
    if (follows) reader?.grow(records);
  }, [reader, follows, records]);

  if (reader === undefined) return undefined;
  return <Conversation ref={ref} {...{ reader, finder, begin, onClearFilter, onRecord, onBookmark }} />;
}
