// All bookmarks of the open transcript: found by a few letters, gone to, annotated, taken away, copied and saved as a list.

import { useMemo, useRef, useState } from "react";
import type { Bookmark } from "../../../shared/bookmarks.ts";
import { Button } from "../../controls/Button.tsx";
import { Dialog } from "../../controls/Dialog.tsx";
import { Keys } from "../../controls/Keys.tsx";
import { TextField } from "../../controls/TextField.tsx";
import { formatCount, formatCounted } from "../../data/format.ts";
import { useTranscript, useWhole, useWorkspace } from "../../data/useWorkspace.ts";
import type { LongListHandle } from "../../detail/longList/LongList.tsx";
import { LongList } from "../../detail/longList/LongList.tsx";
import { saveText } from "../saveText.ts";
import { travel } from "../travel.ts";
import { BookmarkRow } from "./BookmarkRow.tsx";
import styles from "./BookmarksSheet.module.css";
import { bookmarkList, findBookmarks } from "./bookmarkList.ts";

export interface BookmarksSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** A record is selected. */
  readonly onArrive: () => void;
}

/** Pixels; the style sheet says the same. */
const rowHeight = 36;

/**
 * Needs an open transcript, and is closed before it goes to a record. A record that is another one by now is gone to as
 * well, which a notice says.
 */
export function BookmarksSheet({ open, onClose, onArrive }: BookmarksSheetProps) {
  const workspace = useWorkspace();
  const { bookmarks, desktop, tell } = workspace;
  const { all } = useWhole(bookmarks.store);
  const file = useTranscript((state) => (state.phase === "open" ? state.file : undefined));
  const [typed, setTyped] = useState("");
  /** What came of copying or saving. */
  const [said, setSaid] = useState<string>();
  const list = useRef<LongListHandle>(null);
  const found = useMemo(() => findBookmarks([...all.values()], typed), [all, typed]);

  const close = () => {
    setSaid(undefined);
    onClose();
  };
  const go = async ({ offset, length, hash }: Bookmark) => {
    close();
    // What stands there now may be something else, which is said.
    const problem = await travel(workspace, { type: "citation", citation: { offset, length, hash } });
    if (problem !== undefined) tell({ tone: "warning", text: problem });
    onArrive();
  };
  const shared = {
    found,
    onGo: (bookmark: Bookmark) => void go(bookmark),
    onNote: bookmarks.setNote,
    onRemove: bookmarks.remove,
  };
  if (file === undefined) return undefined;
  const copy = async () => {
    const problem = await desktop.copyText(bookmarkList(file.name, found));
    setSaid(problem ?? `${formatCounted(found.length, "bookmark")} copied as a list.`);
  };
  const save = async () =>
    setSaid(await saveText(workspace, `${file.name}.bookmarks.md`, bookmarkList(file.name, found)));
  const first = found[0];
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Bookmarks"
      width="wide"
      footer={
        all.size === 0 ? undefined : (
          <>
            <output className={styles.count}>
              {said ??
                (found.length === all.size
                  ? formatCounted(all.size, "bookmark")
                  : `${formatCount(found.length)} of ${formatCounted(all.size, "bookmark")}`)}
            </output>
            <Button disabled={found.length === 0} onClick={() => void copy()}>
              Copy list
            </Button>
            <Button disabled={found.length === 0} onClick={() => void save()}>
              Save list as…
            </Button>
          </>
        )
      }
    >
      {all.size === 0 ? (
        <p className={styles.none}>
          No record of this file is bookmarked. <Keys keys="B" /> marks the one that is selected.
        </p>
      ) : (
        <>
          <TextField
            aria-label="Find a bookmark"
            placeholder="Find by note, kind or number"
            data-initial-focus=""
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setSaid(undefined);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && first !== undefined) void go(first);
            }}
          />
          {found.length === 0 ? (
            <p className={styles.none}>No bookmark holds “{typed.trim()}”.</p>
          ) : (
            <div
              className={styles.list}
              style={{ height: Math.min(found.length, 10) * rowHeight, "--number-width": numberWidth(found) }}
            >
              <LongList
                role="list"
                aria-label="Bookmarks"
                rows={found.length}
                epoch={0}
                rowHeight={rowHeight}
                rowComponent={BookmarkRow}
                shared={shared}
                handle={list}
              />
            </div>
          )}
        </>
      )}
    </Dialog>
  );
}

/** The widest number, as CSS: they end at one line, right behind the sheet's edge. */
function numberWidth(bookmarks: readonly Bookmark[]): string {
  const greatest = Math.max(0, ...bookmarks.map(({ record }) => record));
  return `${formatCount(greatest).length}ch`;
}
