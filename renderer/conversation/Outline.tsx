// Prompts, errors, compactions and sub-agents at the side, a page at a time.

import { memo, useEffect, useState } from "react";
import type { OutlineEntry, OutlinePage } from "../../shared/conversation.ts";
import { maxOutlineEntries } from "../../shared/conversation.ts";
import { Button } from "../controls/Button.tsx";
import { formatCount, formatDuration, formatTime } from "../data/format.ts";
import { useZone } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import type { ConversationReader } from "./conversationReader.ts";
import styles from "./Outline.module.css";
import { OutlineBookmarks } from "./OutlineBookmarks.tsx";

export interface OutlineProps {
  readonly reader: ConversationReader;
  readonly epoch: number;
  readonly anchor: number;
  readonly onGo: (item: number) => void;
}

export function Outline({ reader, epoch, anchor, onGo }: OutlineProps) {
  const [from, setFrom] = useState(0);
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

  if (page === undefined || page.total === 0) return undefined;
  const current = page.entries.findLast(({ item }) => item <= anchor);
  const to = page.from + page.entries.length;
  return (
    <nav className={styles.outline} aria-label="Outline">
      <OutlineBookmarks reader={reader} onGo={onGo} />
      <ol className={styles.entries}>
        {page.entries.map((entry) => (
          <li key={`${entry.sort}/${entry.item}`}>
            <Entry entry={entry} current={entry === current} onGo={onGo} />
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
    </nav>
  );
}

const sorts = { prompt: "Prompt", error: "Error", compaction: "Compaction", subagent: "Sub-agent" } as const;

interface EntryProps {
  readonly entry: OutlineEntry;
  readonly current: boolean;
  readonly onGo: (item: number) => void;
}

/** Drawn anew when it becomes the current one, and not with every item that is scrolled past. */
const Entry = memo(function Entry({ entry, current, onGo }: EntryProps) {
  useZone();
  const time = entry.time === undefined ? undefined : formatTime(entry.time)?.timeOfDay.slice(0, 5);
  const took = entry.durationMs === undefined ? undefined : formatDuration(entry.durationMs);
  return (
    <button
      type="button"
      className={styles.entry}
      data-sort={entry.sort}
      aria-current={current ? "true" : undefined}
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
