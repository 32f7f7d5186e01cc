// One row of the list. It takes its record from the page cache by itself, so that scrolling passes nothing but numbers.

import type { ReactNode } from "react";
import { useLayoutEffect, useSyncExternalStore } from "react";
import type { RowComponentProps } from "react-window";
import type { Filter } from "../../shared/filter.ts";
import type { Flag, Row } from "../../shared/rows.ts";
import { formatBytes, formatCount, formatTime } from "../data/format.ts";
import { familyOf } from "../data/kindFamily.ts";
import { rowsPerPage } from "../data/pageCache.ts";
import { useSelection, useView, useWorkspace } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import { classNames } from "../frame/controls/classNames.ts";
import { Marked } from "./Marked.tsx";
import { readPreview } from "./preview.ts";
import styles from "./RowLine.module.css";

export interface RowLineProps {
  readonly base: number;
  readonly timed: boolean;
  readonly dated: boolean;
  readonly sized: boolean;
  /** What the rows were found by. */
  readonly filter: Filter;
}

const flagTitles: Readonly<Record<Flag, string>> = {
  malformed: "not JSON: shown as it is",
  glued: "stands on a line with another record",
  torn: "the file ends inside this record",
  large: "longer than 1 MiB",
};

export function rowId(row: number): string {
  return `row-${row}`;
}

export function RowLine({ index, style, base, ...shown }: RowComponentProps<RowLineProps>) {
  const { rows } = useWorkspace();
  const number = base + index;
  const page = useSyncExternalStore(rows.subscribe, () => rows.pageOf(number));
  const row = page?.rows[number % rowsPerPage];
  const atCursor = useSelection((selection) => selection.cursor === number);
  const apart = useSelection((selection) => selection.cursor === number && selection.follows === "apart");
  const total = useView((view) => view.shown?.state.rows ?? 0);
  useActiveDescendant(rowId(number), atCursor);

  const line = (label: string | undefined, children: ReactNode) => (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the active option
    <div
      id={rowId(number)}
      role="option"
      aria-selected={atCursor && !apart}
      aria-posinset={number + 1}
      aria-setsize={total}
      aria-label={label}
      aria-busy={label !== undefined}
      data-row={number}
      className={classNames(styles.row, atCursor && (apart ? styles.apart : styles.selected))}
      style={style}
    >
      {children}
    </div>
  );

  if (row !== undefined) return line(undefined, <Cells row={row} {...shown} />);
  if (page?.state === "failed") {
    return line(undefined, <span className={styles.failed}>This row cannot be read.</span>);
  }
  return line(`Row ${number + 1} is being loaded`, <Skeleton seed={number} {...shown} />);
}

type Shown = Omit<RowLineProps, "base">;

function Cells({ row, timed, dated, sized, filter }: Shown & { readonly row: Row }) {
  const { subjects, rest } = readPreview(row);
  return (
    <>
      <span className={styles.number}>{formatCount(row.record)}</span>
      {timed ? <Time row={row} dated={dated} /> : undefined}
      <span className={styles.kind} data-family={familyOf(row.kind)}>
        <span className={styles.kindText}>{visibleText(row.kind)}</span>
      </span>
      {sized ? <span className={styles.size}>{formatBytes(row.length)}</span> : undefined}
      <span className={styles.preview}>
        {row.flags.map((flag) => (
          <span key={flag} className={classNames(styles.flag, styles[flag])} title={flagTitles[flag]}>
            {flag}
          </span>
        ))}
        {subjects.map(({ name, text }) => (
          <span key={name} className={styles[name]}>
            <Marked text={visibleText(text)} filter={filter} />
          </span>
        ))}
        <Marked text={visibleText(rest)} filter={filter} />
      </span>
    </>
  );
}

function Time({ row, dated }: { readonly row: Row; readonly dated: boolean }) {
  const time = row.time === undefined ? undefined : formatTime(row.time);
  if (time === undefined) return <span className={styles.time}>—</span>;
  return (
    <span className={styles.time} title={`${time.local}\n${time.utc}`}>
      {dated ? <span className={styles.date}>{time.date} </span> : undefined}
      {time.timeOfDay}
    </span>
  );
}

/** Grey bars, of lengths that do not look like a pattern and do not change. Shown only if loading takes a while. */
function Skeleton({ timed, sized, seed }: Shown & { readonly seed: number }) {
  const width = (least: number, most: number, salt: number) =>
    `${least + ((Math.imul(seed ^ (salt * 0x9e3779b1), 0x85ebca6b) >>> 16) % (most - least))}%`;
  return (
    <>
      <span className={styles.number}>
        <span className={styles.bone} style={{ width: "60%" }} />
      </span>
      {timed ? (
        <span className={styles.time}>
          <span className={styles.bone} style={{ width: "80%" }} />
        </span>
      ) : undefined}
      <span className={styles.kind}>
        <span className={styles.bone} style={{ width: width(40, 85, 1) }} />
      </span>
      {sized ? (
        <span className={styles.size}>
          <span className={styles.bone} style={{ width: "60%" }} />
        </span>
      ) : undefined}
      <span className={styles.preview}>
        <span className={styles.bone} style={{ width: width(15, 80, 2) }} />
      </span>
    </>
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
