// The list of records: any number of them, one line each. It has the focus as a whole (a listbox); the cursor is the
// selected row. Which rows exist and where the cursor is lives in the stores; here is only what is on screen.

import type { KeyboardEvent, MouseEvent, ReactNode, Ref } from "react";
import { useCallback, useEffect, useImperativeHandle, useMemo, useState } from "react";
import { List } from "react-window";
import { everything, parseFilter } from "../../shared/filter/filter.ts";
import { createHitFinder } from "../../shared/hitFinder.ts";
import type { KindCount, Progress } from "../../shared/transcript.ts";
import { classNames } from "../controls/classNames.ts";
import { NewOnes } from "../controls/NewOnes.tsx";
import { overscanRows, useSpan } from "../controls/span/useSpan.ts";
import { useLate } from "../controls/useLate.ts";
import { formatCount } from "../data/format.ts";
import { hasRow } from "../data/rowRanges.ts";
import type { ColumnName } from "../data/settings.ts";
import { useFacets, useOpenTranscript, useSettings, useView, useWorkspace } from "../data/useWorkspace.ts";
import { ColumnHeader } from "./ColumnHeader.tsx";
import { columnsFor, defaultWidth, expectedDigits, previewCharacters, templateOf } from "./columns.ts";
import { listMove } from "./listKeys.ts";
import { OverviewStrip } from "./OverviewStrip.tsx";
import { RowLine, type RowLineProps, rowId } from "./RowLine.tsx";
import styles from "./RowList.module.css";
import { RowsProblem } from "./RowsProblem.tsx";
import { RowsStandIn } from "./RowsStandIn.tsx";
import { TurnHead } from "./TurnHead.tsx";
import { useFollowedEnd } from "./useFollowedEnd.ts";

/** To bring a row into view is not among it: that goes through the workspace's `selecting`. */
export interface RowListHandle {
  /** Gives the keyboard to the list as a whole, without scrolling. */
  focus(): void;
}

export interface RowListProps {
  readonly ref?: Ref<RowListHandle>;
  /** The user wants to see the selected record in full. `focus`: and to go there. */
  readonly onOpen: (focus: boolean) => void;
  /** Something is wanted of the selected rows, at a point of the window. */
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void;
  /** The selected rows are to go to the clipboard. */
  readonly onCopy: () => void;
  /** From a call to its result, from a part to its whole. */
  readonly onCounterpart: () => void;
  /** Shown in place of rows when there are none. */
  readonly empty: ReactNode;
}

/** Pixels. */
const rowHeights = { comfortable: 24, compact: 20 } as const;
/** After so many milliseconds of asking for other rows, those on screen step back. */
const staleMs = 150;
/** As set in base.css, and the rows' own padding. */
const scrollbarWidth = 12 + 12;
/** The scrollbar is always there: columns do not move when the first page fills up. */
const listStyle = { height: "100%", overflowY: "scroll" } as const;

/**
 * The WAI-ARIA listbox with one focus: arrows, j and k, pages, Home and End move the cursor, Shift selects, arrows
 * across open and close runs. The parent gives it a height; everything it draws is from the workspace around it.
 */
export function RowList({ ref, onOpen, onMenu, onCopy, onCounterpart, empty }: RowListProps) {
  const { name, selecting, viewing, rows: cache, turns, topRow } = useWorkspace();
  const total = useView((view) => view.shown?.state.rows ?? 0);
  const epoch = useView((view) => view.shown?.epoch ?? 0);
  const anchor = useView((view) => view.shown?.anchor);
  const filterText = useView((view) => view.shown?.filter ?? "");
  const querying = useView((view) => view.querying);
  const stale = useLate(querying, staleMs);
  const digits = useOpenTranscript((open) => expectedDigits(open.progress)) ?? 1;
  const timed = useOpenTranscript((open) => open.progress.firstTime !== undefined) ?? false;
  const dated = useOpenTranscript(({ progress }) => !isOneDay(progress.firstTime, progress.lastTime)) ?? false;
  const widths = useSettings((settings) => settings.columns);
  const [room, setRoom] = useState(0);
  const kindLength = useFacets(({ kinds }) => longestKind(kinds));
  const isGroup = useOpenTranscript((open) => open.isGroup) ?? false;
  const shown = useSettings((settings) => settings.columnsShown);
  const wanted: readonly ColumnName[] = isGroup ? ["source", ...shown] : shown;
  const isFilled = useOpenTranscript((open) => open.progress.records > 0) ?? false;
  const overviewOpen = useSettings((settings) => settings.overviewOpen);
  const timeForm = useSettings((settings) => settings.timeForm);
  const firstTime = useOpenTranscript((open) => open.progress.firstTime);
  const silence = useSettings((settings) => settings.silenceMarked);
  const needs = { digits, kindLength, timed, dated, timeForm, wanted, room };
  const { columns, dated: datesShown } = columnsFor(needs, widths);
  const nameList = columns.map(({ name }) => name).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are drawn anew only for other columns, not for widths
  const names = useMemo(() => columns.map(({ name }) => name), [nameList]);
  const narrow = columns.some(({ name, width }) => width < defaultWidth(name, { ...needs, dated: datesShown }));
  const previewRoom = previewCharacters(needs, columns);

  const finder = useMemo(() => {
    const parsed = parseFilter(filterText);
    return createHitFinder(parsed.ok ? parsed.value : everything);
  }, [filterText]);

  const rowHeight = rowHeights[useSettings((settings) => settings.density)];
  const span = useSpan(total, rowHeight, { epoch, anchor });
  const { base, count, element } = span;
  const follows = useOpenTranscript(({ progress }) => isGrowing(progress)) ?? false;
  const { missed, goToEnd } = useFollowedEnd(span, { rows: total, epoch, rowHeight, follows });
  useImperativeHandle(ref, () => ({ focus: () => element?.focus({ preventScroll: true }) }), [element]);

  // A transcript that has just been opened is ready to be read with the keys.
  useEffect(() => element?.focus({ preventScroll: true }), [element]);

  useEffect(
    () =>
      selecting.scroll.subscribe(({ order }) => {
        if (order !== undefined) span.reveal(order.row, order.align, viewing.store.getState().shown?.epoch);
      }),
    [selecting, viewing, span.reveal],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new view asks anew, though the same rows are drawn
  const onRowsRendered = useCallback(
    (visible: { readonly startIndex: number; readonly stopIndex: number }) => {
      cache.want(base + visible.startIndex, base + visible.stopIndex);
      turns.look();
      topRow.look();
    },
    [base, cache, turns, topRow, epoch],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase();
      if (key === "c") onCopy();
      else if (key === "a") selecting.selectAll();
      else return;
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      if (!turnRun(event.key === "ArrowRight")) return;
    } else if (event.key === "Enter") onOpen(true);
    else if (event.key === "p") onCounterpart();
    else {
      const { cursor } = selecting.store.getState();
      const { first } = cache.shown;
      const to = listMove(event.key, { cursor, first, rows: total, page: span.visibleRows() - 1 });
      if (to === undefined) return;
      if (event.shiftKey) selecting.extendTo(to);
      else selecting.moveTo(to);
    }
    event.preventDefault();
  };

  /** Opens or closes the run at the cursor; from an open one, to its first record. False: there is none. */
  const turnRun = (opens: boolean): boolean => {
    const { cursor } = selecting.store.getState();
    const row = cursor === undefined ? undefined : cache.row(cursor);
    if (row === undefined || cursor === undefined) return false;
    if (opens && row.run?.open === true) selecting.moveTo(cursor + 1);
    else if (opens ? row.run !== undefined : row.run?.open === true || row.isMember === true) {
      void viewing.setRunOpen(row.record, opens);
    } else return false;
    return true;
  };

  const isOnMark = (event: MouseEvent) =>
    event.target instanceof Element && event.target.closest("[data-run]") !== null;

  const rowAt = (event: MouseEvent) => {
    const line = event.target instanceof Element ? event.target.closest("[data-row]") : undefined;
    return line instanceof HTMLElement ? Number(line.dataset.row) : undefined;
  };

  const line = { narrow, columns: names, dated: datesShown, timeForm, firstTime, silence, finder, previewRoom };

  const openMenu = (event: MouseEvent) => {
    event.preventDefault();
    const row = rowAt(event);
    if (row !== undefined && !hasRow(selecting.selected(), row)) selecting.moveTo(row);
    const { cursor } = selecting.store.getState();
    if (cursor === undefined) return;
    // The key for a menu is pressed in the list as a whole: the menu belongs to the row at the cursor.
    const line = row === undefined ? document.getElementById(rowId(name, cursor))?.getBoundingClientRect() : undefined;
    onMenu(line === undefined ? { x: event.clientX, y: event.clientY } : { x: line.left + 120, y: line.bottom });
  };

  return (
    <section
      className={styles.rows}
      aria-label="Records"
      style={{ "--columns": templateOf(columns), "--row-height": `${rowHeight}px` }}
    >
      {/* Also where no row passes: what is drawn, and the list below, would come and go with each filter. */}
      {overviewOpen && isFilled ? <OverviewStrip /> : undefined}
      <ColumnHeader columns={columns} needs={{ ...needs, dated: datesShown }} />
      {total > 0 ? <TurnHead /> : undefined}
      <div className={styles.body}>
        <List<RowLineProps>
          listRef={span.listRef}
          role="listbox"
          aria-multiselectable={true}
          aria-label="Records"
          aria-busy={querying}
          tabIndex={0}
          className={classNames(styles.list, stale && styles.stale)}
          style={listStyle}
          rowComponent={RowLine}
          rowCount={count}
          rowHeight={rowHeight}
          rowProps={{ base, ...line }}
          rowKey={rowKey}
          overscanCount={overscanRows}
          onRowsRendered={onRowsRendered}
          onResize={({ width }) => {
            setRoom(width - scrollbarWidth);
            span.resized(selecting.store.getState().cursor);
          }}
          onKeyDown={onKeyDown}
          onMouseDown={(event) => {
            const row = event.button === 0 ? rowAt(event) : undefined;
            if (row === undefined) return;
            if (event.shiftKey) selecting.extendTo(row);
            else if (event.ctrlKey || event.metaKey) selecting.toggle(row);
            else selecting.moveTo(row);
          }}
          onClick={(event) => {
            if (event.shiftKey || event.ctrlKey || event.metaKey) return;
            const row = rowAt(event);
            if (row === undefined) return;
            const run = isOnMark(event) ? cache.row(row)?.run : undefined;
            if (run === undefined) onOpen(false);
            else turnRun(!run.open);
          }}
          onContextMenu={openMenu}
        />
        <RowsStandIn {...line} />
        <NewOnes count={missed === 0 ? undefined : formatCount(missed)} onGo={goToEnd} />
        <RowsProblem />
        {total === 0 ? <div className={styles.empty}>{empty}</div> : undefined}
      </div>
    </section>
  );
}

function rowKey(index: number, { base }: Pick<RowLineProps, "base">): number {
  return base + index;
}

/** Of the kinds that most records have. */
function longestKind(kinds: readonly KindCount[]): number {
  return kinds.slice(0, 60).reduce((longest, { kind }) => Math.max(longest, kind.length), 0);
}

function isGrowing({ live }: Progress): boolean {
  return live?.following === true && live.hasGrown;
}

function isOneDay(first: number | undefined, last: number | undefined): boolean {
  if (first === undefined || last === undefined) return true;
  return new Date(first).toDateString() === new Date(last).toDateString();
}
