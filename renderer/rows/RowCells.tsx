// What stands in the columns of one row.

import type { ReactNode } from "react";
import { Fragment } from "react";
import type { HitFinder } from "../../shared/hitFinder.ts";
import type { Flag, Row } from "../../shared/rows.ts";
import { classNames } from "../controls/classNames.ts";
import { Marked } from "../controls/Marked.tsx";
import { MiddleCut } from "../controls/MiddleCut.tsx";
import { formatBytes, formatCount, formatCounted, formatDuration, formatTime } from "../data/format.ts";
import { familyOf } from "../data/kindFamily.ts";
import type { ColumnName, TimeForm } from "../data/settings.ts";
import { useZone } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import { Measure } from "./Measure.tsx";
import type { Preview } from "./preview.ts";
import { aroundHit, besideKind, markExcerpt, readPreview } from "./preview.ts";
import styles from "./RowLine.module.css";
import { RowNote } from "./RowNote.tsx";
import { RowSource } from "./RowSource.tsx";
import { RunMark } from "./RunMark.tsx";
import { Silence } from "./Silence.tsx";
import { silenceBefore } from "./silenceBefore.ts";

export interface ShownCells {
  readonly columns: readonly ColumnName[];
  /** Whether times are shown with their date. */
  readonly dated: boolean;
  readonly timeForm: TimeForm;
  /** The least time of the transcript. */
  readonly firstTime: number | undefined;
  /** Silences before a row are marked from so many ms on; 0: none are. */
  readonly silence: number;
  /** Finds what the rows were found by. */
  readonly finder: HitFinder;
  /** About so many characters of a preview are seen. */
  readonly previewRoom: number;
}

const flagTitles: Readonly<Record<Flag, string>> = {
  error: "its kind or its level means an error",
  malformed: "not JSON: shown as it is",
  glued: "begins on a line that already holds a record",
  torn: "the file ends inside this record",
  large: "longer than 1 MiB",
  sidechain: "belongs to a sub-agent's conversation",
  unordered: "Its time is earlier than that of the record before it",
};

/** Kinds of so many characters may not be seen as a whole. */
const longKind = 10;
/** Characters that a flag takes, about. */
const flagRoom = 9;
/** The same of what says that a row is a run, and which records are in it. */
const markRoom = 8;
const numberedRoom = 32;

/** The browser notes when this is painted first (Element Timing); what a start takes is read from there. */
const firstRowTiming = { elementtiming: "first-row" };

export interface RowCellsProps extends ShownCells {
  readonly row: Row;
  readonly above: Row | undefined;
  /** Of the record's bookmark, if it has one. */
  readonly note: string | undefined;
}

export function RowCells({
  row,
  above,
  note,
  columns,
  dated,
  timeForm,
  firstTime,
  silence,
  finder,
  previewRoom,
}: RowCellsProps) {
  const { subjects, rest } = readPreview(row);
  // What has a column of its own is not said twice.
  const said = columns.includes("role") ? [] : columns.includes("kind") ? besideKind(subjects, row.kind) : subjects;
  const mark = row.run === undefined ? 0 : finder.finds ? numberedRoom : markRoom;
  const room =
    previewRoom - mark - row.flags.length * flagRoom - said.reduce((sum, { text }) => sum + text.length + 1, 0);
  const shown = row.excerpt === undefined ? aroundHit(rest, finder, room) : markExcerpt(row.excerpt, finder, room);
  const cells: Readonly<Record<ColumnName, ReactNode>> = {
    source: row.origin === undefined ? <span /> : <RowSource origin={row.origin} />,
    number: <span className={styles.number}>{formatCount(row.origin?.record ?? row.record)}</span>,
    line: <span className={styles.number}>{formatCount(row.line)}</span>,
    time: <Time {...{ row, dated, timeForm }} since={timeForm === "since-first" ? firstTime : above?.time} />,
    kind: <Kind kind={row.kind} finder={finder} />,
    role: (
      <span className={styles.subjects}>
        <Subjects subjects={subjects} finder={finder} />
      </span>
    ),
    duration: <Measure record={row.record} name="duration" />,
    tokens: <Measure record={row.record} name="tokens" />,
    size: (
      <span className={styles.size} title={formatCounted(row.run?.bytes ?? row.length, "byte")}>
        {formatBytes(row.run?.bytes ?? row.length)}
      </span>
    ),
  };
  return (
    <>
      {columns.map((name) => (
        <Fragment key={name}>{cells[name]}</Fragment>
      ))}
      <span className={styles.preview} {...(row.record === 0 && firstRowTiming)}>
        {row.run === undefined ? undefined : <RunMark row={row} run={row.run} numbered={finder.finds} />}
        {note === undefined ? undefined : <RowNote note={note} />}
        {row.flags.map((flag) => (
          <span key={flag} className={classNames(styles.flag, styles[flag])} title={flagTitles[flag]}>
            {flag}
          </span>
        ))}
        <Subjects subjects={said} finder={finder} />
        <Marked {...shown} />
      </span>
      <Silence ms={silenceBefore(row, above)} from={silence} />
    </>
  );
}

function Kind({ kind: name, finder }: { readonly kind: string; readonly finder: HitFinder }) {
  const kind = visibleText(name);
  const hits = finder.find(kind);
  return (
    <span className={styles.kind} data-family={familyOf(name)}>
      <span className={styles.kindText} title={kind.length < longKind ? undefined : kind}>
        {hits.length === 0 ? <MiddleCut text={kind} /> : <Marked text={kind} ranges={hits} />}
      </span>
    </span>
  );
}

function Subjects({ subjects, finder }: { readonly subjects: Preview["subjects"]; readonly finder: HitFinder }) {
  return subjects.map(({ name, text }) => (
    <span key={name} className={styles[name]}>
      <Marked text={visibleText(text)} ranges={finder.find(visibleText(text))} />
    </span>
  ));
}

interface TimeProps {
  readonly row: Row;
  readonly dated: boolean;
  readonly timeForm: TimeForm;
  /** What it is counted from, where it is no time of day. */
  readonly since: number | undefined;
}

function Time({ row, dated, timeForm, since }: TimeProps) {
  useZone();
  const time = row.time === undefined ? undefined : formatTime(row.time);
  if (row.time === undefined || time === undefined) return <span className={styles.time}>—</span>;
  const title = `${time.full}\n${time.utc}`;
  if (timeForm !== "clock") {
    return (
      <span className={classNames(styles.time, styles.size)} title={title}>
        {since === undefined ? "—" : sinceWords(row.time - since)}
      </span>
    );
  }
  return (
    <span className={styles.time} title={title}>
      {dated ? <span className={styles.date}>{time.date} </span> : undefined}
      {time.timeOfDay}
    </span>
  );
}

function sinceWords(ms: number): string {
  return `${ms < 0 ? "−" : "+"}${formatDuration(Math.abs(ms))}`;
}
