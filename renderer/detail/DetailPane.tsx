// The record that is selected in the list, in full: what is known of it, and its value as a tree or as text. It asks
// the engine for no more than it shows, whatever the record's length.

import { FileSearch } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { useCallback, useEffect, useImperativeHandle, useRef, useState } from "react";
import { useStore } from "zustand";
import { assertNever } from "../../shared/assertNever.ts";
import type { DetailTab } from "../../shared/desktop.ts";
import type { Row } from "../../shared/rows.ts";
import { Button } from "../controls/Button.tsx";
import { classNames } from "../controls/classNames.ts";
import { Keys } from "../controls/Keys.tsx";
import { ProgressBar } from "../controls/ProgressBar.tsx";
import { Remark } from "../controls/Remark.tsx";
import { failureSentence } from "../data/failureSentence.ts";
import { formatCount } from "../data/format.ts";
import { useFind } from "../data/useFind.ts";
import styles from "./DetailPane.module.css";
import type { Direction } from "./hits/recordHits.ts";
import type { RecordContext } from "./RecordBody.tsx";
import { RecordBody } from "./RecordBody.tsx";
import { RecordHeader } from "./RecordHeader.tsx";
import type { Engine } from "./recordReader.ts";
import { createRecordReader } from "./recordReader.ts";
import type { ShownRecord } from "./shownRecord.ts";
import { createShownRecord } from "./shownRecord.ts";

/** What the frame may ask of the pane. */
export interface DetailPaneHandle {
  /** Goes to the next hit in the record. False: it holds no further one. */
  step(direction: Direction): Promise<boolean>;
  /** The record that comes is entered as somebody gets there who steps in this direction. */
  enterGoing(direction: Direction): void;
  /** Gives the keyboard to what the record holds, once it is drawn. */
  enter(): void;
  /** Opens the bar that finds inside the record. False: none is shown. */
  find(): boolean;
  /** To the next place that is found inside the record, around its end. False: nothing is being found there. */
  stepFound(direction: Direction): boolean;
}

export interface DetailPaneProps extends RecordContext {
  readonly ref?: Ref<DetailPaneHandle>;
  /** The text of the filter that is shown. */
  readonly filter: string;
  readonly engine: Engine;
  readonly transcript: string;
  /** The selected record; undefined when none is. */
  readonly row: Row | undefined;
}

/** Which of them mark what is found in the record. */
const tabsWithHits: readonly DetailTab[] = ["tree", "text", "bytes"];

/**
 * Fills its parent. The record of before stays until the next one has come, so walking through the list does not
 * flicker.
 */
export function DetailPane(props: DetailPaneProps) {
  const { ref, engine, transcript, row, filter, firstTime } = props;
  const { related, relatedKnown, onRecord, onSame, onShowHidden, copyText, onOpenLink, onStep } = props;
  const { bookmark, onBookmark, onNote, tab, onTab, message, fileName } = props;
  const pane = useRef<HTMLElement>(null);
  const [shown] = useState(createShownRecord);
  const state = useStore(shown.store);
  const content = useCallback(() => pane.current?.querySelector("[data-record-content]") ?? null, []);
  const find = useFind(filter, content);
  const { sought } = find;

  // Before the record, so that it comes with what is looked for in it.
  useEffect(() => shown.seek(sought), [shown, sought]);
  useEffect(() => {
    void shown.show(row === undefined ? undefined : createRecordReader(engine, transcript, row));
  }, [shown, engine, transcript, row]);
  useEffect(() => () => void shown.show(undefined), [shown]);
  // What is found stands in the record's own text: it is shown where it can be seen.
  const showFound = useCallback(() => {
    if (!tabsWithHits.includes(tab)) onTab("tree");
  }, [tab, onTab]);
  useImperativeHandle(
    ref,
    () => ({
      step(direction) {
        if (sought !== undefined) showFound();
        return shown.step(direction);
      },
      enterGoing: shown.enterGoing,
      enter: () => void shown.whenLoaded().then(() => requestAnimationFrame(() => enterContent(pane.current))),
      find() {
        if (pane.current === null) return false;
        showFound();
        return find.start();
      },
      stepFound(direction) {
        if (pane.current === null || sought?.by !== "find") return false;
        showFound();
        void shown.step(direction);
        return true;
      },
    }),
    [shown, showFound, find.start, sought],
  );

  const body = (record: ShownRecord) => (
    <RecordBody
      {...{
        record,
        firstTime,
        related,
        relatedKnown,
        onRecord,
        onSame,
        onShowHidden,
        tab,
        copyText,
        onOpenLink,
        onStep,
        find,
      }}
      {...{ bookmark, onBookmark, onNote, onTab, message, fileName }}
      onStepFound={(direction) => {
        showFound();
        void shown.step(direction);
      }}
      onLeaveFind={() => {
        find.stop();
        enterContent(pane.current);
      }}
    />
  );

  switch (state.phase) {
    case "empty":
      return <NothingSelected />;
    case "loading":
      return (
        <Pane ref={pane} name={nameOf(state.row)} busy>
          {state.before === undefined ? <RecordHeader row={state.row} firstTime={firstTime} /> : body(state.before)}
        </Pane>
      );
    case "shown":
      return (
        <Pane ref={pane} name={nameOf(state.record.row)} busy={false}>
          {body(state.record)}
        </Pane>
      );
    case "failed":
      return (
        <Pane ref={pane} name={nameOf(state.row)} busy={false}>
          <RecordHeader row={state.row} firstTime={firstTime} />
          <div className={styles.failure}>
            <Remark
              tone="danger"
              actions={
                <Button size="small" onClick={() => void shown.retry()}>
                  Try again
                </Button>
              }
            >
              {failureSentence(state.failure)}
            </Remark>
          </div>
        </Pane>
      );
    default:
      return assertNever(state);
  }
}

/** The tree or the text that is shown; the pane as a whole while nothing is. */
function enterContent(pane: HTMLElement | null): void {
  const content = pane?.querySelector("[data-record-content]") ?? pane;
  if (content instanceof HTMLElement) content.focus();
}

function nameOf(row: Row): string {
  return `Record ${formatCount(row.record)}`;
}

interface PaneProps {
  readonly ref: Ref<HTMLElement>;
  readonly name: string;
  readonly busy: boolean;
  readonly children: ReactNode;
}

/** While it is busy for longer than a moment, it says so. */
function Pane({ ref, name, busy, children }: PaneProps) {
  return (
    <section ref={ref} tabIndex={-1} className={styles.pane} aria-label={name} aria-busy={busy}>
      {busy ? <ProgressBar className={styles.progress} label="Reading the record" done={0} total={0} /> : undefined}
      {children}
    </section>
  );
}

function NothingSelected() {
  return (
    <section className={classNames(styles.pane, styles.nothing)} aria-label="Record">
      <FileSearch aria-hidden="true" />
      <p className={styles.hint}>Select a record to see all of it.</p>
      <p className={styles.keys}>
        <Keys keys="↑ ↓" /> move through the list
      </p>
    </section>
  );
}
