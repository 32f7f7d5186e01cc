// The part of the conversation that one record belongs to, as it reads there: a message with its calls, beside the events.

import { useEffect, useMemo, useRef, useState } from "react";
import type { Item } from "../../shared/conversation.ts";
import { itemMarks } from "../../shared/conversation.ts";
import type { Failure } from "../../shared/failure.ts";
import type { HitFinder } from "../../shared/hitFinder.ts";
import type { Result } from "../../shared/result.ts";
import { succeed } from "../../shared/result.ts";
import { Button } from "../controls/Button.tsx";
import { ProgressBar } from "../controls/ProgressBar.tsx";
import type { EngineClient } from "../data/engineClient.ts";
import { failureSentence } from "../data/failureSentence.ts";
import { formatBytes } from "../data/format.ts";
import { useWhole, useWorkspace } from "../data/useWorkspace.ts";
import type { ConversationReader } from "./conversationReader.ts";
import { ItemView } from "./items/ItemView.tsx";
import { type ItemActions, ItemContext } from "./items/itemContext.ts";
import styles from "./RecordMessage.module.css";
import { useConversationReader } from "./useConversationReader.ts";
import { useCutWords } from "./useCutWords.ts";
import { useFolds } from "./useFolds.ts";
import { useHighlights } from "./useHighlights.ts";
import { useItemCopy } from "./useItemCopy.ts";

export interface RecordMessageProps {
  readonly engine: EngineClient;
  readonly transcript: string;
  readonly record: number;
  /** Records of its id, the nearest first: an end, which says nothing, belongs to the message that it ends. */
  readonly relatives: readonly number[];
  /** Finds what the filter looks for in a text. */
  readonly finder: HitFinder | undefined;
  readonly onRecord: (record: number) => void;
  /** Shows the conversation around it. */
  readonly onConversation: () => void;
}

export function RecordMessage({ engine, transcript, ...props }: RecordMessageProps) {
  const reader = useConversationReader({ engine, transcript, shown: itemMarks, filter: "" });
  return reader === undefined ? undefined : <Read reader={reader} {...props} />;
}

interface ReadProps extends Omit<RecordMessageProps, "engine" | "transcript"> {
  readonly reader: ConversationReader;
}

function Read({ reader, record, relatives, finder, onRecord, onConversation }: ReadProps) {
  const { state, failure, read, shown, filter } = useWhole(reader.store);
  const items = useItemsOf(reader, record, relatives);
  const actions = useActions(reader, onRecord);
  const cut = useCutWords();
  const drawn = useRef<HTMLElement>(null);
  useHighlights(drawn, finder);

  if (failure !== undefined) {
    return (
      <Said text={failureSentence(failure)}>
        <Button size="small" onClick={() => void reader.read(shown, filter)}>
          Try again
        </Button>
      </Said>
    );
  }
  if (state?.absent !== undefined) return <Said text={state.absent} />;
  if (!read) {
    const bytes = state?.bytes ?? 0;
    return (
      <Said
        text={`Reading the conversation${bytes === 0 ? "" : `, ${formatBytes(state?.bytesRead ?? 0)} of ${formatBytes(bytes)}`}`}
      >
        <ProgressBar
          className={styles.progress}
          label="Reading the conversation"
          done={state?.bytesRead ?? 0}
          total={bytes}
        />
      </Said>
    );
  }
  if (items === undefined) return undefined;
  if (!items.ok) return <Said text={failureSentence(items.failure)} />;
  if (items.value.length === 0) return <Said text={`This record is no part of a message or a call.${cut}`} />;
  return (
    <ItemContext value={actions}>
      <section
        ref={drawn}
        className={styles.view}
        aria-label="The message of the record"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        tabIndex={0}
        data-record-content=""
      >
        {items.value.map((item) => (
          <ItemView key={item.item} item={item} />
        ))}
        <Button size="small" tone="quiet" className={styles.way} onClick={onConversation}>
          Show in the conversation
        </Button>
      </section>
    </ItemContext>
  );
}

/** Undefined until they are known; asked for again when the conversation was read anew. */
function useItemsOf(
  reader: ConversationReader,
  record: number,
  relatives: readonly number[],
): Result<readonly Item[], Failure> | undefined {
  const { read, epoch, state } = useWhole(reader.store);
  const [known, setKnown] = useState<{ readonly of: number; readonly items: Result<readonly Item[], Failure> }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: in a new epoch, and when it grew, a record may be part of another item
  useEffect(() => {
    if (!read) return;
    let gone = false;
    void firstItemsOf(reader, [record, ...relatives]).then((items) => {
      if (!gone) setKnown({ of: record, items });
    });
    return () => {
      gone = true;
    };
  }, [reader, record, relatives, read, epoch, state?.items]);
  return known?.of === record ? known.items : undefined;
}

/** The items of the first of some records that is part of any. */
async function firstItemsOf(
  reader: ConversationReader,
  records: readonly number[],
): Promise<Result<readonly Item[], Failure>> {
  for (const record of records) {
    const items = await reader.itemsOf(record);
    if (!items.ok || items.value.length > 0) return items;
  }
  return succeed([]);
}

function useActions(reader: ConversationReader, onRecord: (record: number) => void): ItemActions {
  const { desktop } = useWorkspace();
  const onCopy = useItemCopy();
  const folds = useFolds();
  return useMemo(
    () => ({
      reader,
      // Somebody looks at this one: it is open until it is closed.
      isOpen: (part) => folds.isOpen(part, true),
      setOpen: folds.setOpen,
      isRaw: folds.isRaw,
      onLink: (url) => void desktop.openLink(url),
      onRecord,
      // Nothing is hidden here: all marks are shown, and no filter is set.
      onShow: (marks) => void reader.read(marks, ""),
      onClearFilter: () => void reader.read(itemMarks, ""),
      onCopy,
    }),
    [desktop, folds.isOpen, folds.isRaw, folds.setOpen, onCopy, onRecord, reader],
  );
}

function Said({ text, children }: { readonly text: string; readonly children?: React.ReactNode }) {
  return (
    <div className={styles.said} role="status" tabIndex={-1} data-record-content="">
      <p>{text}</p>
      {children}
    </div>
  );
}
