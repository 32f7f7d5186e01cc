// One row of the list. It takes its record from the page cache by itself, so that scrolling passes nothing but numbers.

import type { ReactNode } from "react";
import { useLayoutEffect, useSyncExternalStore } from "react";
import type { RowComponentProps } from "react-window";
import { useStore } from "zustand";
import type { Row } from "../../shared/rows.ts";
import { classNames } from "../controls/classNames.ts";
import { isBookmarkOf } from "../data/bookmarks.ts";
import { rowsPerPage } from "../data/pageCache.ts";
import { hasRow } from "../data/rowRanges.ts";
import { useSelection, useView, useWorkspace } from "../data/useWorkspace.ts";
import type { ShownCells } from "./RowCells.tsx";
import { RowCells } from "./RowCells.tsx";
import styles from "./RowLine.module.css";

export interface RowLineProps extends ShownCells {
  readonly base: number;
  /** Whether columns are narrower than what stands in them needs. */
  readonly narrow: boolean;
}

export function rowId(workspace: string, row: number): string {
  return `${workspace}-row-${row}`;
}

export function RowLine({ index, style, base, narrow, ...shown }: RowComponentProps<RowLineProps>) {
  const { name, rows, selecting, related, bookmarks } = useWorkspace();
  const number = base + index;
  const page = useSyncExternalStore(rows.subscribe, () => rows.pageOf(number));
  const row = page?.rows[number % rowsPerPage];
  const above = useSyncExternalStore(rows.subscribe, () => rows.row(number - 1));
  const atCursor = useSelection((selection) => selection.cursor === number);
  const apart = useSelection((selection) => selection.cursor === number && selection.follows === "apart");
  const marked = useSelection((selection) => hasRow(selection.marked, number));
  const isRelated = useStore(related.store, (state) => row !== undefined && holdsAny(row, state.related?.numbers));
  const bookmark = useStore(bookmarks.store, ({ all }) => (row === undefined ? undefined : all.get(row.record)));
  const isMarked = row !== undefined && isBookmarkOf(bookmark, row);
  const total = useView((view) => view.shown?.state.rows ?? 0);
  const arrived = useStore(selecting.scroll, ({ order }) => order?.align === "center" && order.row === number);
  const id = rowId(name, number);
  useActiveDescendant(id, atCursor);

  const line = (label: string | undefined, children: ReactNode) => (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the active option
    <div
      id={id}
      role="option"
      aria-selected={marked || (atCursor && !apart)}
      aria-posinset={number + 1}
      aria-setsize={total}
      aria-label={label}
      aria-busy={label !== undefined}
      data-row={number}
      data-error={row?.flags.includes("error") === true ? "" : undefined}
      className={classNames(
        styles.row,
        narrow && styles.narrow,
        atCursor && !apart && styles.selected,
        marked && styles.marked,
        isRelated && styles.related,
        arrived && styles.arrived,
        row?.isMember && styles.member,
      )}
      style={style}
    >
      {children}
    </div>
  );

  if (row !== undefined) {
    return line(
      undefined,
      <RowCells row={row} above={above} note={isMarked ? bookmark?.note : undefined} {...shown} />,
    );
  }
  if (page?.state === "failed") {
    return line(undefined, <span className={styles.failed}>This row cannot be read.</span>);
  }
  return line(`Row ${number + 1} is being loaded`, <Skeleton seed={number} />);
}

/** Whether one of these records is shown by the row. */
function holdsAny({ record, run }: Row, numbers: ReadonlySet<number> | undefined): boolean {
  if (numbers === undefined) return false;
  if (run === undefined) return numbers.has(record);
  return [...numbers].some((number) => number >= record && number <= run.last);
}

/**
 * A grey bar, of a length that does not look like a pattern and does not change. Shown only if loading takes a while, and
 * one for the whole row: while somebody drags the scrollbar, nothing else is drawn.
 */
function Skeleton({ seed }: { readonly seed: number }) {
  const length = 15 + ((Math.imul(seed ^ 0x1e3779b2, 0x85ebca6b) >>> 16) % 65);
  return (
    <span className={styles.skeleton}>
      <span className={styles.bone} style={{ width: `${length}%` }} />
    </span>
  );
}

/** The list says by id which of its rows is the active one, as long as that row is drawn. */
function useActiveDescendant(id: string, active: boolean): void {
  useLayoutEffect(() => {
    if (!active) return;
    const list = document.getElementById(id)?.closest("[role=listbox]");
    list?.setAttribute("aria-activedescendant", id);
    return () => {
      if (list?.getAttribute("aria-activedescendant") === id) list.removeAttribute("aria-activedescendant");
    };
  }, [id, active]);
}
