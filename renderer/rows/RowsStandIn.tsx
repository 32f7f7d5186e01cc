// Rows that are seen over the list while none of those at its place is there: so a scroll bar that is dragged leads past rows, as
// a film does that is wound, and never past nothing. They are to be looked at only: the list says what stands at its place.

import { memo, useSyncExternalStore } from "react";
import { classNames } from "../controls/classNames.ts";
import { ProgressBar } from "../controls/ProgressBar.tsx";
import { useLate } from "../controls/useLate.ts";
import { isBookmarkOf } from "../data/bookmarks.ts";
import { hasRow } from "../data/rowRanges.ts";
import { useSelection, useWhole, useWorkspace } from "../data/useWorkspace.ts";
import type { ShownCells } from "./RowCells.tsx";
import { RowCells } from "./RowCells.tsx";
import rowStyles from "./RowLine.module.css";
import styles from "./RowsStandIn.module.css";

/** What takes longer than so many milliseconds is said. */
const lateMs = 300;

export interface RowsStandInProps extends ShownCells {
  readonly narrow: boolean;
}

/** Drawn anew for other rows, and not with every place that the scroll bar is dragged past. */
export const RowsStandIn = memo(function RowsStandIn({ narrow, ...shown }: RowsStandInProps) {
  const { rows } = useWorkspace();
  const span = useSyncExternalStore(rows.subscribe, () => rows.standIn);
  const isLong = useLate(span !== undefined, lateMs);
  if (span === undefined) return undefined;
  const numbers = Array.from({ length: span.last - span.first + 1 }, (_, index) => span.first + index);
  return (
    <>
      <div className={styles.rows} aria-hidden="true" data-stand-in="">
        {numbers.map((number) => (
          <StandInRow key={number} number={number} {...{ narrow }} {...shown} />
        ))}
      </div>
      {isLong ? (
        <ProgressBar className={styles.busy} label="Reading what stands there" done={0} total={0} />
      ) : undefined}
    </>
  );
});

function StandInRow({ number, narrow, ...shown }: RowsStandInProps & { readonly number: number }) {
  const { rows, bookmarks } = useWorkspace();
  const { all } = useWhole(bookmarks.store);
  const isSelected = useSelection(
    ({ cursor, follows, marked }) => (cursor === number && follows !== "apart") || hasRow(marked, number),
  );
  const row = rows.row(number);
  if (row === undefined) return undefined;
  const bookmark = all.get(row.record);
  return (
    <div
      className={classNames(
        rowStyles.row,
        narrow && rowStyles.narrow,
        isSelected && rowStyles.selected,
        row.isMember && rowStyles.member,
      )}
      data-error={row.flags.includes("error") ? "" : undefined}
    >
      <RowCells
        row={row}
        above={rows.row(number - 1)}
        note={isBookmarkOf(bookmark, row) ? bookmark?.note : undefined}
        {...shown}
      />
    </div>
  );
}
