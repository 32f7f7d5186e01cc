import { X } from "lucide-react";
import type { Bookmark } from "../../../shared/bookmarks.ts";
import { longestNote } from "../../../shared/bookmarks.ts";
import { IconButton } from "../../controls/IconButton.tsx";
import { MiddleCut } from "../../controls/MiddleCut.tsx";
import { formatCount } from "../../data/format.ts";
import { familyOf } from "../../data/kindFamily.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { LongRowProps } from "../../detail/longList/LongList.tsx";
import styles from "./BookmarksSheet.module.css";

export interface BookmarkRows {
  readonly found: readonly Bookmark[];
  readonly onGo: (bookmark: Bookmark) => void;
  readonly onNote: (record: number, note: string) => void;
  readonly onRemove: (record: number) => void;
}

export function BookmarkRow({ row, style, shared }: LongRowProps<BookmarkRows>) {
  const bookmark = shared.found[row];
  if (bookmark === undefined) return null;
  const { record, kind, note } = bookmark;
  const name = `record ${record}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the virtual list around it is no <ul>
    <div role="listitem" className={styles.row} style={style}>
      <button
        type="button"
        className={styles.go}
        // In one piece: what is drawn of a long kind are parts of it, which would be told with blanks between.
        aria-label={`Go to record ${formatCount(record)} ${visibleText(kind)}`}
        onClick={() => shared.onGo(bookmark)}
      >
        <span className={styles.number}>{formatCount(record)}</span>{" "}
        <span className={styles.kind} style={{ color: `var(--kind-${familyOf(kind)})` }} title={visibleText(kind)}>
          <MiddleCut text={visibleText(kind)} />
        </span>
      </button>
      <input
        className={styles.note}
        value={note}
        placeholder="Add a note"
        aria-label={`Note of ${name}`}
        autoComplete="off"
        maxLength={longestNote}
        onChange={(event) => shared.onNote(record, event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") shared.onGo(bookmark);
        }}
      />
      <IconButton
        icon={X}
        size="small"
        label={`Take the bookmark of ${name} away`}
        onClick={() => shared.onRemove(record)}
      />
    </div>
  );
}
