// Who reads a conversation stays where they are when it is read anew: at its end, or with the item that is topmost on screen. That
// is noted in the workspace, which outlives what is drawn here.

import { useEffect, useEffectEvent, useRef } from "react";
import type { ConversationPlace } from "../data/conversationPlace.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import type { ConversationReader, ReadConversation } from "./conversationReader.ts";
import { mostOfRecord } from "./conversationReader.ts";
import type { UsedFlow } from "./flow/useFlow.ts";

export interface KeptPlaceParts {
  readonly reader: ConversationReader;
  readonly conversation: ReadConversation;
  readonly flow: UsedFlow;
  readonly cursor: number;
  /** The record to begin at: the one that is selected among the events. */
  readonly begin: number | undefined;
  readonly isAtEnd: () => boolean;
  /** Gives what tells whether nobody has gone elsewhere since. */
  readonly setOut: () => () => boolean;
  /** The item that was found. `offset`: pixels below the upper edge, where they are known; `cursor`: another item, if so. */
  readonly onArrive: (item: number, offset: number | undefined, cursor: number) => void;
  readonly onEnd: (cursor: number) => void;
}

/**
 * Notes the place as somebody goes, and finds it again after each reading of the conversation: then one of the two
 * functions is called.
 */
export function useKeptPlace(parts: KeptPlaceParts): void {
  const { reader, conversation, flow, cursor, begin, isAtEnd, setOut, onArrive, onEnd } = parts;
  const { read, epoch, filter, shown, state } = conversation;
  const items = read ? (state?.items ?? 0) : 0;
  const { conversationPlace, selecting } = useWorkspace();
  /** Each is a reading of the conversation: the one whose place has been found, and the one whose place is sought. */
  const found = useRef<Reading>(undefined);
  const sought = useRef<Reading>(undefined);

  const note = useEffectEvent(() => {
    const reading = found.current;
    if (!isOf(reading, reader, epoch) || reader.store.getState().epoch !== epoch) return;
    const { item, offset } = flow.spot();
    const record = reader.item(item)?.record;
    if (record === undefined) return;
    const nth = earlierOfRecord(reader, item, record);
    // What is left out may begin far above.
    const next = reader.item(item + 1);
    const said = reader.item(item)?.sort === "hidden" && next !== undefined ? next.record : record;
    const selected = selecting.store.getState().row?.record;
    const ends = isAtEnd();
    conversationPlace.setState({
      // Of what is drawn: something else may have been asked for, and be on its way.
      place: {
        record,
        nth,
        said,
        offset,
        cursor,
        isAtEnd: ends,
        filter: reading.filter,
        shown: reading.shown,
        selected,
      },
    });
  });

  const arrive = async (): Promise<void> => {
    const reading = { reader, epoch, filter, shown };
    sought.current = reading;
    const isFirst = found.current === undefined;
    found.current = undefined;
    const { place } = conversationPlace.getState();
    const wanted = isFirst && begin !== undefined && begin !== place?.selected ? undefined : place;
    const isSame = wanted !== undefined && wanted.filter === filter && isSameList(wanted.shown, shown);
    const settle = () => {
      found.current = reading;
    };
    if (isSame && wanted.isAtEnd) {
      onEnd(cursorOf(wanted, items - 1));
      return settle();
    }
    // Behind "Show", what was left out begins where it stood; behind another filter, who looked at something sees it.
    const record = (wanted?.filter === filter ? wanted.record : wanted?.said) ?? (isFirst ? begin : undefined);
    if (record === undefined) return settle();
    const isMeant = setOut();
    const first = await reader.itemOf(record);
    if (sought.current !== reading) return;
    settle();
    if (first === undefined || !isMeant() || reader.store.getState().epoch !== epoch) return;
    const item = Math.min(items - 1, first + (isSame ? wanted.nth : 0));
    onArrive(item, isSame ? wanted.offset : undefined, isSame ? cursorOf(wanted, item) : item);
  };

  useEffect(() => {
    if (items === 0) return;
    if (isOf(found.current, reader, epoch)) note();
    else if (!isOf(sought.current, reader, epoch)) void arrive();
  });

  // The scroller is drawn as soon as there is something to scroll.
  const isThere = items > 0;
  const { scroller } = flow;
  useEffect(() => {
    const view = scroller.current;
    if (!isThere || view === null) return;
    const onScroll = () => note();
    view.addEventListener("scroll", onScroll, { passive: true });
    return () => view.removeEventListener("scroll", onScroll);
  }, [isThere, scroller]);
}

interface Reading {
  readonly reader: ConversationReader;
  readonly epoch: number;
  readonly filter: string;
  readonly shown: ReadConversation["shown"];
}

function isOf(reading: Reading | undefined, reader: ConversationReader, epoch: number): reading is Reading {
  return reading?.reader === reader && reading.epoch === epoch;
}

function cursorOf({ cursor }: ConversationPlace, item: number): number {
  return cursor === -1 ? item : cursor;
}

function earlierOfRecord(reader: ConversationReader, item: number, record: number): number {
  let earlier = 0;
  while (earlier < mostOfRecord && reader.item(item - earlier - 1)?.record === record) earlier += 1;
  return earlier;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}
