import { Bookmark } from "lucide-react";
import { memo } from "react";
import { formatCount } from "../data/format.ts";
import { useWhole, useWorkspace } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import type { ConversationReader } from "./conversationReader.ts";
import type { ItemMenuState } from "./ItemMenu.tsx";
import styles from "./Outline.module.css";

export interface OutlineBookmarksProps {
  readonly reader: ConversationReader;
  /** The entry of the outline at which Tab stops. */
  readonly stopAt: string | undefined;
  readonly onStop: (key: string) => void;
  readonly onGo: (item: number) => void;
  /** Gives what tells whether nobody has gone elsewhere since. */
  readonly setOut: () => () => boolean;
  readonly onMenu: ItemMenuState["open"];
}

/** Bookmarks that stand above the outline; the sheet of bookmarks has all of them. */
export const mostBookmarks = 100;

/** Among all of the outline that arrows go through. */
export function bookmarkKey(record: number): string {
  return `bookmark/${record}`;
}

/** Drawn anew for other bookmarks, and not with every item that is scrolled past. */
export const OutlineBookmarks = memo(function OutlineBookmarks(props: OutlineBookmarksProps) {
  const { reader, stopAt, onStop, onGo, setOut, onMenu } = props;
  const { all } = useWhole(useWorkspace().bookmarks.store);
  if (all.size === 0) return undefined;
  const go = async (record: number) => {
    const isMeant = setOut();
    const item = await reader.itemOf(record);
    if (item !== undefined && isMeant()) onGo(item);
  };
  return (
    <ol className={styles.bookmarks} aria-label="Bookmarks">
      {[...all.values()].slice(0, mostBookmarks).map(({ record, kind, note }) => (
        <li key={record}>
          <button
            type="button"
            className={styles.entry}
            data-sort="bookmark"
            tabIndex={bookmarkKey(record) === stopAt ? 0 : -1}
            data-roving=""
            onFocus={() => onStop(bookmarkKey(record))}
            onContextMenu={(event) => onMenu(event, reader.itemOf(record))}
            onClick={() => void go(record)}
          >
            <span className={styles.label}>
              <Bookmark aria-hidden="true" />
              {visibleText(note === "" ? kind : note)}
            </span>
          </button>
        </li>
      ))}
      {all.size <= mostBookmarks ? undefined : (
        <li className={styles.facts}>
          The first {mostBookmarks} of {formatCount(all.size)} bookmarks
        </li>
      )}
    </ol>
  );
});
