import { useEffect, useRef, useState } from "react";
import type { ItemMark } from "../../shared/conversation.ts";
import type { EngineClient } from "../data/engineClient.ts";
import { useOpenTranscript } from "../data/useWorkspace.ts";
import { type ConversationReader, createConversationReader } from "./conversationReader.ts";

export interface WantedConversation {
  readonly engine: EngineClient;
  readonly transcript: string;
  /** Marks whose items are shown at first, not counted only. */
  readonly shown: readonly ItemMark[];
  /** Only what it lets pass is shown. */
  readonly filter: string;
}

/** The conversation of the open transcript, read for as long as it is looked at, with what comes to a growing one. */
export function useConversationReader(wanted: WantedConversation): ConversationReader | undefined {
  const { engine, transcript, shown, filter } = wanted;
  const [reader, setReader] = useState<ConversationReader>();

  useEffect(() => {
    const made = createConversationReader(engine, transcript);
    setReader(made);
    return () => made.close();
  }, [engine, transcript]);

  useEffect(() => {
    if (reader === undefined) return;
    const { shown: chosen, busy, read } = reader.store.getState();
    void reader.read(busy || read ? chosen : shown, filter);
  }, [reader, shown, filter]);

  // Of another edition, the same places hold other bytes.
  const edition = useOpenTranscript((open) => open.edition);
  const readEdition = useRef({ reader, edition });
  useEffect(() => {
    const before = readEdition.current;
    readEdition.current = { reader, edition };
    if (reader === undefined || before.reader !== reader || before.edition === edition) return;
    const { shown: chosen, filter: wanted } = reader.store.getState();
    void reader.read(chosen, wanted);
  }, [reader, edition]);

  const follows = useOpenTranscript(({ progress: { live } }) => live?.following === true) ?? false;
  const records = useOpenTranscript(({ progress }) => progress.records) ?? 0;
  useEffect(() => {
    if (follows) reader?.grow(records);
  }, [reader, follows, records]);
  return reader;
}
