import { Bookmark } from "lucide-react";
import { formatCount } from "../data/format.ts";
import { useWhole, useWorkspace } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import type { ConversationReader } from "./conversationReader.ts";
import styles from "./Outline.module.css";

export interface OutlineBookmarksProps {
  readonly reader: ConversationReader;
  readonly onGo: (item: number) => void;
}

/** Bookmarks that stand above the outline; the sheet of bookmarks has all of them. */
const mostShown = 100;

export function OutlineBookmarks({ reader, onGo }: OutlineBookmarksProps) {
  const { all } = useWhole(useWorkspace().bookmarks.store);
  if (all.size === 0) return undefined;
  const go = async (record: number) => {
    const item = await reader.itemOf(record);
    if (item !== undefined) onGo(item);
  };
  return (
    <ol className={styles.bookmarks} aria-label="Bookmarks">
      {[...all.values()].slice(0, mostShown).map(({ record, kind, note }) => (
        <li key={record}>
          <button type="button" className={styles.entry} data-sort="bookmark" onClick={() => void go(record)}>
            <span className={styles.label}>
              <Bookmark aria-hidden="true" />
              {visibleText(note === "" ? kind : note)}
            </span>
          </button>
        </li>
      ))}
      {all.size <= mostShown ? undefined : (
        <li className={styles.facts}>
          The first {mostShown} of {formatCount(all.size)} bookmarks
        </li>
      )}
    </ol>
  );
}
