// Prompts, errors, compactions and sub-agents at the side, a page at a time.

import type { KeyboardEvent } from "react";
import { memo, useCallback, useEffect, useRef, useState } from "react";
import type { OutlineEntry, OutlinePage } from "../../shared/conversation.ts";
import { maxOutlineEntries } from "../../shared/conversation.ts";
import { Button } from "../controls/Button.tsx";
import { useRoving } from "../controls/useRoving.ts";
import { formatCount, formatDuration, formatTime } from "../data/format.ts";
import { useWhole, useWorkspace, useZone } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import type { ConversationReader } from "./conversationReader.ts";
import { ItemMenu, type ItemMenuState, useItemMenu } from "./ItemMenu.tsx";
import styles from "./Outline.module.css";
import { bookmarkKey, mostBookmarks, OutlineBookmarks } from "./OutlineBookmarks.tsx";
import type { ItemCommands } from "./useItemCommands.ts";

export interface OutlineProps {
  readonly reader: ConversationReader;
  readonly epoch: number;
  readonly anchor: number;
  readonly commands: ItemCommands;
  /** It lies over the conversation, where there is no room beside it. */
  readonly isOver: boolean;
  readonly onGo: (item: number) => void;
  /** Gives what tells whether nobody has gone elsewhere since. */
  readonly setOut: () => () => boolean;
  /** Back to the conversation. */
  readonly onLeave: () => void;
}

export function Outline({ reader, epoch, anchor, commands, isOver, onGo, setOut, onLeave }: OutlineProps) {
  const [from, setFrom] = useState(0);
  const whole = useRef<HTMLElement>(null);
  const menu = useItemMenu(reader, true);
  const bookmarks = useWhole(useWorkspace().bookmarks.store).all;
  const [page, setPage] = useState<OutlinePage>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: in a new epoch other items stand at the same places
  useEffect(() => {
    let gone = false;
    void reader.outline(from).then((answer) => {
      if (!gone && answer.ok) setPage(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [reader, from, epoch]);

  const entries = page?.entries ?? [];
  const roving = useRoving([
    ...[...bookmarks.keys()].slice(0, mostBookmarks).map(bookmarkKey),
    ...entries.map((entry) => keyOf(entry)),
  ]);
  // The same function, so that an entry is drawn anew only for another reason.
  const latest = useRef(roving);
  latest.current = roving;
  const onStop = useCallback((key: string) => latest.current.stop(key).onFocus(), []);
  const isThere = page !== undefined;
  useEffect(() => {
    if (!isOver || !isThere) return;
    const current =
      whole.current?.querySelector("[aria-current=true]") ?? whole.current?.querySelector("[data-roving]");
    if (current instanceof HTMLElement) current.focus();
    else whole.current?.focus();
  }, [isOver, isThere]);

  if (page === undefined || (page.total === 0 && !isOver)) return undefined;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    roving.onKeyDown(event);
    if (event.key !== "Escape" || !isOver) return;
    event.preventDefault();
    event.stopPropagation();
    onLeave();
  };
  const current = page.entries.findLast(({ item }) => item <= anchor);
  const to = page.from + page.entries.length;
  return (
    <nav
      ref={whole}
      className={styles.outline}
      aria-label="Outline"
      data-over={isOver ? "" : undefined}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {page.total === 0 ? <p className={styles.none}>There is no prompt and no error.</p> : undefined}
      <OutlineBookmarks stopAt={roving.stopAt} {...{ reader, onStop, onGo, setOut }} onMenu={menu.open} />
      <ol className={styles.entries}>
        {page.entries.map((entry) => (
          <li key={keyOf(entry)}>
            <Entry
              entry={entry}
              current={entry === current}
              isStop={keyOf(entry) === roving.stopAt}
              {...{ onGo, onStop }}
              onMenu={menu.open}
            />
          </li>
        ))}
      </ol>
      {page.total <= maxOutlineEntries ? undefined : (
        <div className={styles.pages}>
          <Button size="small" tone="quiet" idle={from === 0} onClick={() => setFrom(from - maxOutlineEntries)}>
            Earlier
          </Button>
          <span>
            {formatCount(page.from + 1)}–{formatCount(to)} of {formatCount(page.total)}
          </span>
          <Button size="small" tone="quiet" idle={to >= page.total} onClick={() => setFrom(to)}>
            Later
          </Button>
        </div>
      )}
      {menu.menu === undefined ? undefined : <ItemMenu {...menu.menu} {...{ commands, onGo }} onClose={menu.close} />}
    </nav>
  );
}

function keyOf({ sort, item }: OutlineEntry): string {
  return `${sort}/${item}`;
}

const sorts = { prompt: "Prompt", error: "Error", compaction: "Compaction", subagent: "Sub-agent" } as const;

interface EntryProps {
  readonly entry: OutlineEntry;
  readonly current: boolean;
  /** Tab stops at it. */
  readonly isStop: boolean;
  readonly onStop: (key: string) => void;
  readonly onGo: (item: number) => void;
  readonly onMenu: ItemMenuState["open"];
}

/** Drawn anew when it becomes the current one, and not with every item that is scrolled past. */
const Entry = memo(function Entry({ entry, current, isStop, onStop, onGo, onMenu }: EntryProps) {
  useZone();
  const time = entry.time === undefined ? undefined : formatTime(entry.time)?.timeOfDay.slice(0, 5);
  const took = entry.durationMs === undefined ? undefined : formatDuration(entry.durationMs);
  return (
    <button
      type="button"
      className={styles.entry}
      data-sort={entry.sort}
      aria-current={current ? "true" : undefined}
      tabIndex={isStop ? 0 : -1}
      data-roving=""
      onFocus={() => onStop(keyOf(entry))}
      onContextMenu={(event) => onMenu(event, entry.item)}
      onClick={() => onGo(entry.item)}
    >
      <span className={styles.label}>
        {entry.sort === "prompt" ? undefined : <span className={styles.sort}>{sorts[entry.sort]}</span>}
        {entry.label === "" ? undefined : ` ${visibleText(entry.label)}`}
      </span>
      {time === undefined && took === undefined ? undefined : (
        <span className={styles.facts}>{[time, took].filter((fact) => fact !== undefined).join(" · ")}</span>
      )}
    </button>
  );
});
