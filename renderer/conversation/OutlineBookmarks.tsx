import { Bookmark } from "lucide-react";
import type { Roving } from "../controls/useRoving.ts";
import { formatCount } from "../data/format.ts";
import { useWhole, useWorkspace } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import type { ConversationReader } from "./conversationReader.ts";
import type { ItemMenuState } from "./ItemMenu.tsx";
import styles from "./Outline.module.css";

export interface OutlineBookmarksProps {
  readonly reader: ConversationReader;
  readonly roving: Roving;
  readonly onGo: (item: number) => void;
  readonly onMenu: ItemMenuState["open"];
}

/** Bookmarks that stand above the outline; the sheet of bookmarks has all of them. */
export const mostBookmarks = 100;

/** Among all of the outline that arrows go through. */
export function bookmarkKey(record: number): string {
  return `bookmark/${record}`;
}

export function OutlineBookmarks({ reader, roving, onGo, onMenu }: OutlineBookmarksProps) {
  const { all } = useWhole(useWorkspace().bookmarks.store);
  if (all.size === 0) return undefined;
  const go = async (record: number) => {
    const item = await reader.itemOf(record);
    if (item !== undefined) onGo(item);
  };
  return (
    <ol className={styles.bookmarks} aria-label="Bookmarks">
      {[...all.values()].slice(0, mostBookmarks).map(({ record, kind, note }) => (
        <li key={record}>
          <button
            type="button"
            className={styles.entry}
            data-sort="bookmark"
            {...roving.stop(bookmarkKey(record))}
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
}
