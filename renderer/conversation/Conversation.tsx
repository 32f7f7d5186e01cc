// The transcript as a conversation: prompts, answers and calls in order, an outline at the side, the current prompt above.
// What is drawn are the items around the anchor; all else is in the engine (`flow/flow.ts`, `conversationReader.ts`).

import type { Ref } from "react";
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Item, ItemMark } from "../../shared/conversation.ts";
import type { HitFinder } from "../../shared/hitFinder.ts";
import { NewOnes } from "../controls/NewOnes.tsx";
import { ProgressBar } from "../controls/ProgressBar.tsx";
import { useLate } from "../controls/useLate.ts";
import { failureSentence } from "../data/failureSentence.ts";
import { formatCount } from "../data/format.ts";
import { useWhole, useWorkspace } from "../data/useWorkspace.ts";
import styles from "./Conversation.module.css";
import { ConversationItem } from "./ConversationItem.tsx";
import { ConversationStrip } from "./ConversationStrip.tsx";
import { keyActions } from "./conversationKeys.ts";
import type { ConversationReader } from "./conversationReader.ts";
import { FindInConversation, useFindInConversation } from "./FindInConversation.tsx";
import { useFlow } from "./flow/useFlow.ts";
import { InPlaceOfItems, isReadable } from "./InPlaceOfItems.tsx";
import { ItemMenu, useItemMenu } from "./ItemMenu.tsx";
import { type ItemActions, ItemContext } from "./items/itemContext.ts";
import { Outline } from "./Outline.tsx";
import { partOf } from "./partOf.ts";
import { useAllHidden } from "./useAllHidden.ts";
import { isInside, useConversationKeys } from "./useConversationKeys.ts";
import { useFolds } from "./useFolds.ts";
import { useFollowedItems } from "./useFollowedItems.ts";
import { useItemCommands } from "./useItemCommands.ts";
import { useKeptPlace } from "./useKeptPlace.ts";
import { usePrompt } from "./usePrompt.ts";
import { useSteps } from "./useSteps.ts";

/** What the frame may ask of the conversation. */
export interface ConversationHandle {
  /** Gives the keyboard to the item at the cursor, or the first one that is drawn. */
  focus(): void;
  /** To the next or previous item in which stands what is being found, or else the filter's text. */
  stepToHit(direction: "next" | "previous"): void;
  /** Opens the bar that finds inside the conversation. False: none is shown. */
  find(): boolean;
  /** Something is being found inside the conversation. */
  isFinding(): boolean;
}

export interface ConversationProps {
  readonly ref?: Ref<ConversationHandle> | undefined;
  readonly reader: ConversationReader;
  /** Finds what the filter looks for in a text. */
  readonly finder: HitFinder | undefined;
  /** Says whether keys are taken; answers one that was pressed before they were. */
  readonly onReady?: ((isReady: boolean) => string | undefined) | undefined;
  readonly onClearFilter: () => void;
  /** The record to begin at: the one that was selected among the events. */
  readonly begin: number | undefined;
  readonly onRecord: (record: number) => void;
  readonly onBookmark: (record: number, kind: string) => void;
}

/** Pixels for the prompt that stays above. */
const edge = 44;
/** After so many milliseconds it is said that what the scroll bar was dragged to is on its way. */
const lateMs = 150;

/**
 * Fills its parent, which has to give it a height, and needs a workspace around it. `reader` has to be told to `read`
 * by whoever made it; until it has, its progress is shown. Keys work on the item that has the focus
 * (`conversationKeys.ts`).
 */
export function Conversation(props: ConversationProps) {
  const { ref, reader, finder, begin, onReady, onClearFilter, onRecord, onBookmark } = props;
  const { desktop } = useWorkspace();
  const conversation = useWhole(reader.store);
  const { state, failure, read, shown, filter, busy, epoch } = conversation;
  useSyncExternalStore(reader.subscribe, reader.version);
  useAllHidden(reader, conversation);
  const items = read ? (state?.items ?? 0) : 0;
  const flow = useFlow(items, epoch, reader.isThere);
  const { range } = flow;
  const wanted = flow.sought ?? range;
  const isSoughtLong = useLate(flow.sought !== undefined, lateMs);
  const isEndThere = reader.isThere(items - 1, items - 1);
  const { missed, goToEnd, isAtEnd, stayAtEnd } = useFollowedItems(flow, { items, epoch, growth: state, isEndThere });
  const [went, setCursor] = useState(0);
  // Keys are for what is on screen: who has scrolled far from where they went is at what they see.
  const cursor = went >= range.first && went <= range.last ? went : flow.anchor;
  const folds = useFolds();
  const [isOutlineOver, setOutlineOver] = useState(false);
  /** The item that is to get the keyboard as soon as it is drawn: an effect of the drawing before knows an older cursor. */
  const toFocus = useRef<number>(undefined);
  const wasRead = useRef(false);
  /** How often somebody has gone somewhere. */
  const moves = useRef(0);
  /** Begins a way whose end is not known yet. Gives what tells whether nobody has gone elsewhere since: then it is gone. */
  const setOut = useCallback(() => {
    const before = moves.current;
    return () => moves.current === before;
  }, []);

  const { window: drawn } = flow;
  /** The item at the cursor, or else the first one drawn. */
  const focusCursor = useCallback(() => {
    const element = drawn.current?.querySelector("[tabindex='0']") ?? drawn.current?.firstElementChild;
    if (element instanceof HTMLElement) element.focus({ preventScroll: true });
  }, [drawn]);

  useEffect(() => reader.want(wanted.first - 10, wanted.last + 10), [reader, wanted.first, wanted.last]);

  const { find, sought } = useFindInConversation(filter, finder, drawn);
  const { input } = find;
  const goTo = useCallback(
    (item: number) => {
      moves.current += 1;
      setCursor(item);
      // Who steps by the bar goes on from there.
      const bar = input.current?.closest("[role=group]");
      if (bar?.contains(document.activeElement) !== true) toFocus.current = item;
      flow.show(item, roomAbove(item));
    },
    [flow.show, input],
  );

  const goFromOutline = useCallback(
    (item: number) => {
      setOutlineOver(false);
      goTo(item);
    },
    [goTo],
  );

  useEffect(() => {
    // Not from whoever writes something meanwhile.
    if (read && !wasRead.current && !isTyping(document.activeElement)) toFocus.current ??= cursor;
    wasRead.current = read;
  }, [read, cursor]);

  // The item somebody went to may have to be drawn first.
  useEffect(() => {
    if (toFocus.current === undefined) return;
    const element = flow.window.current?.querySelector(`[data-item="${toFocus.current}"]`);
    if (!(element instanceof HTMLElement)) return;
    toFocus.current = undefined;
    element.focus({ preventScroll: true });
  });

  const step = useSteps({ reader, ...sought, cursor, flow, open: folds.open, setOut, goTo });
  const stepToHit = (direction: "next" | "previous") => void step("hit", direction === "next" ? 1 : -1);
  /** With the keyboard, where that is here: it may be in the filter. */
  const takeCursor = (at: number) => {
    const to = Math.max(0, Math.min(items - 1, at));
    setCursor(to);
    const { activeElement } = document;
    if (activeElement === document.body || isInside(activeElement, flow.window.current)) toFocus.current = to;
  };
  useKeptPlace({
    ...{ reader, conversation, flow, cursor, begin, isAtEnd, setOut },
    onArrive(item, offset, at) {
      takeCursor(at);
      flow.show(item, offset ?? roomAbove(item));
    },
    onEnd(at) {
      takeCursor(at);
      stayAtEnd();
    },
  });

  useImperativeHandle(ref, () => ({
    focus: focusCursor,
    stepToHit,
    find: () => isReadable(conversation) && find.start(),
    isFinding: () => sought.wraps,
  }));

  const { toggle, toggleRaw } = folds;
  const fold = useCallback((item: Item) => toggle(partOf(item), drawnOpen(drawn.current, item.item)), [drawn, toggle]);
  const raw = useCallback((item: Item) => toggleRaw(partOf(item)), [toggleRaw]);
  const commands = useItemCommands({ reader, onRecord, onBookmark, fold, raw });
  const menu = useItemMenu(reader, false);

  const actions = useMemo<ItemActions>(
    () => ({
      reader,
      isOpen: folds.isOpen,
      setOpen: folds.setOpen,
      isRaw: folds.isRaw,
      onLink: (url) => void desktop.openLink(url),
      onRecord,
      onShow: (marks) => void reader.read([...new Set<ItemMark>([...shown, ...marks])], filter),
      onClearFilter,
      onCopy: commands.copy,
    }),
    [commands, desktop, folds.isOpen, folds.isRaw, folds.setOpen, filter, onClearFilter, onRecord, reader, shown],
  );

  const prompt = usePrompt(reader, flow.anchor, epoch);
  const hide = (mark: ItemMark) =>
    void reader.read(
      shown.filter((one) => one !== mark),
      filter,
    );

  const actionOf = (key: string) => {
    const withItem = (act: (item: Item) => void) => {
      const item = reader.item(cursor);
      if (item !== undefined) act(item);
    };
    const page = (flow.scroller.current?.clientHeight ?? 400) * 0.9;
    return keyActions({
      step: (to, direction) => void step(to, direction),
      move: (by) => goTo(Math.max(0, Math.min(items - 1, cursor + by))),
      goTo: (item) => goTo(item),
      scroll: (pages) => flow.scrollBy(pages * page),
      last: items - 1,
      fold: () => withItem(commands.fold),
      raw: () => withItem(commands.raw),
      copy: () => withItem(commands.copy),
      record: () => withItem(commands.showRecord),
      bookmark: () => withItem(commands.bookmark),
    })[key];
  };

  const isReady = read || failure !== undefined || state?.absent !== undefined;
  useConversationKeys({ flow, isReady, onReady, actionOf });

  if (!isReadable(conversation)) return <InPlaceOfItems {...{ reader, conversation }} />;

  const problem = reader.failure();
  return (
    <ItemContext value={actions}>
      <section className={styles.conversation} aria-label="Conversation">
        <div className={styles.reading}>
          <ConversationStrip
            {...{ prompt, cursor, items, shown, isOutlineOver }}
            onOutlineOver={setOutlineOver}
            onGo={goTo}
            onHide={hide}
            onCopyPrompt={() => commands.copyPrompt(cursor)}
          />
          <FindInConversation find={find} onStep={stepToHit} onLeave={focusCursor} />
          {busy ? (
            <ProgressBar className={styles.busy} label="Looking for other items" done={0} total={0} />
          ) : undefined}
          {isSoughtLong && !busy ? (
            <ProgressBar className={styles.busy} label="Reading what stands there" done={0} total={0} />
          ) : undefined}
          {problem === undefined ? undefined : <p className={styles.problem}>{failureSentence(problem)}</p>}
          <div ref={flow.scroller} className={styles.scroller}>
            <div className={styles.whole}>
              <div ref={flow.window} className={styles.drawn} role="feed" aria-label="Messages and calls">
                {numbers(range.first, range.last).map((number) => (
                  <ConversationItem
                    key={number}
                    number={number}
                    item={reader.item(number)}
                    items={items}
                    current={number === cursor}
                    onCurrent={setCursor}
                    onMenu={menu.open}
                  />
                ))}
              </div>
            </div>
          </div>
          <NewOnes count={missed === 0 ? undefined : formatCount(missed)} onGo={goToEnd} />
        </div>
        <Outline
          {...{ reader, epoch, commands, setOut }}
          anchor={flow.anchor}
          isOver={isOutlineOver}
          onGo={goFromOutline}
          onLeave={() => {
            setOutlineOver(false);
            focusCursor();
          }}
        />
        {menu.menu === undefined ? undefined : (
          <ItemMenu {...menu.menu} commands={commands} onGo={goTo} onClose={menu.close} />
        )}
      </section>
    </ItemContext>
  );
}

/** Pixels between the upper edge and an item somebody goes to. */
function roomAbove(item: number): number {
  return item === 0 ? 0 : edge;
}

function isTyping(element: Element | null): boolean {
  return element !== null && element.closest("input, textarea, [role=dialog]") !== null;
}

function numbers(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function drawnOpen(drawn: HTMLElement | null, item: number): boolean {
  return drawn?.querySelector(`[data-item="${item}"] [aria-expanded]`)?.getAttribute("aria-expanded") === "true";
}
