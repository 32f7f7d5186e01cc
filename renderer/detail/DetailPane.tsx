// The record that is selected in the list, in full: what is known of it, and its value as a tree or as text. It asks
// the engine for no more than it shows, whatever the record's length.

import { FileSearch } from "lucide-react";
import { Tabs } from "radix-ui";
import type { ReactNode, Ref } from "react";
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { assertNever } from "../../shared/assertNever.ts";
import { parseFilter } from "../../shared/filter/filter.ts";
import { createHitFinder } from "../../shared/hitFinder.ts";
import type { Row } from "../../shared/rows.ts";
import type { Milliseconds } from "../../shared/units.ts";
import { Button } from "../controls/Button.tsx";
import { classNames } from "../controls/classNames.ts";
import { Keys } from "../controls/Keys.tsx";
import { ProgressBar } from "../controls/ProgressBar.tsx";
import { Remark } from "../controls/Remark.tsx";
import { failureSentence } from "../data/failureSentence.ts";
import { formatCount } from "../data/format.ts";
import type { Related } from "../data/relatedFeed.ts";
import { CopyButton } from "./CopyButton.tsx";
import type { CopyText } from "./copying.ts";
import { copyWhole } from "./copying.ts";
import styles from "./DetailPane.module.css";
import { HitBar } from "./hits/HitBar.tsx";
import type { Direction } from "./hits/recordHits.ts";
import type { Sought } from "./hits/soughtHits.ts";
import { RecordHeader } from "./RecordHeader.tsx";
import { RelatedBar } from "./RelatedBar.tsx";
import type { Engine } from "./recordReader.ts";
import { createRecordReader } from "./recordReader.ts";
import type { ShownRecord } from "./shownRecord.ts";
import { createShownRecord } from "./shownRecord.ts";
import { TextView } from "./text/TextView.tsx";
import { TreeView } from "./tree/TreeView.tsx";
import { rootProblem } from "./tree/treeLayout.ts";

/** What the frame may ask of the pane. */
export interface DetailPaneHandle {
  /** Goes to the next hit in the record. False: it holds no further one. */
  step(direction: Direction): Promise<boolean>;
  /** The record that comes is entered as somebody gets there who steps in this direction. */
  enterGoing(direction: Direction): void;
  /** Gives the keyboard to what the record holds, once it is drawn. */
  enter(): void;
}

export interface DetailPaneProps {
  readonly ref?: Ref<DetailPaneHandle>;
  /** The text of the filter by which records are found. */
  readonly filter: string;
  /** To the next hit, beyond this record if need be. */
  readonly onStep: (direction: Direction) => void;
  readonly engine: Engine;
  readonly transcript: string;
  /** The selected record; undefined when none is. */
  readonly row: Row | undefined;
  /** The least time of the transcript, if any record has one. */
  readonly firstTime: Milliseconds | undefined;
  /** What shares its id; undefined when nothing does, or it is not known yet. */
  readonly related: Related | undefined;
  readonly onRecord: (record: number) => void;
  /** Shows what holds the same value, such as an id. */
  readonly onSame: (value: string) => void;
  /** Given when the filter hides the record. */
  readonly onShowHidden: (() => void) | undefined;
  readonly copyText: CopyText;
  readonly onOpenLink: (url: string) => void;
}

type TabName = "tree" | "text";

export function DetailPane(props: DetailPaneProps) {
  const { ref, engine, transcript, row, filter, firstTime } = props;
  const { related, onRecord, onSame, onShowHidden, copyText, onOpenLink, onStep } = props;
  const pane = useRef<HTMLElement>(null);
  const [shown] = useState(createShownRecord);
  const state = useStore(shown.store);
  const [tab, setTab] = useState<TabName>("tree");

  // Before the record, so that it comes with what is looked for in it.
  useEffect(() => shown.seek(soughtBy(filter)), [shown, filter]);
  useEffect(() => {
    void shown.show(row === undefined ? undefined : createRecordReader(engine, transcript, row));
  }, [shown, engine, transcript, row]);
  useEffect(() => () => void shown.show(undefined), [shown]);
  useImperativeHandle(
    ref,
    () => ({
      step: shown.step,
      enterGoing: shown.enterGoing,
      enter: () => void shown.whenLoaded().then(() => requestAnimationFrame(() => enterContent(pane.current))),
    }),
    [shown],
  );

  const body = (record: ShownRecord) => (
    <RecordBody
      {...{ record, firstTime, related, onRecord, onSame, onShowHidden, tab, copyText, onOpenLink, onStep }}
      onTab={setTab}
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

interface RecordBodyProps
  extends Pick<
    DetailPaneProps,
    "firstTime" | "related" | "onRecord" | "onSame" | "onShowHidden" | "copyText" | "onOpenLink" | "onStep"
  > {
  readonly record: ShownRecord;
  readonly tab: TabName;
  readonly onTab: (tab: TabName) => void;
}

function RecordBody(props: RecordBodyProps) {
  const { record, firstTime, related, onRecord, onSame, onShowHidden, tab: chosen } = props;
  const { copyText, onOpenLink, onStep, onTab } = props;
  const { epoch, row, reader, tree, blocks, hits } = record;
  const [said, setSaid] = useState<{ readonly epoch: number; readonly problem: string }>();
  const problem = said?.epoch === epoch ? said.problem : undefined;
  const setProblem = useCallback(
    (sentence: string | undefined) => setSaid(sentence === undefined ? undefined : { epoch, problem: sentence }),
    [epoch],
  );
  // What is no JSON has no tree: its text is shown, until somebody wants the tree all the same.
  const [treeOf, setTreeOf] = useState<number>();
  const isText = row.flags.includes("malformed") && treeOf !== epoch;
  const tab = isText ? "text" : chosen;
  const onChoose = (value: string) => {
    setTreeOf(value === "tree" ? epoch : undefined);
    onTab(value === "text" ? "text" : "tree");
  };
  // Any byte of the text is at hand; of a tree only what is open.
  const showText = useCallback(() => onTab("text"), [onTab]);
  const malformed = useStore(tree.store, ({ root }) => rootProblem(root));
  const copyRecord = useMemo(() => {
    const { signal } = new AbortController();
    return () => copyWhole(copyText, "record", row.length, (from) => reader.text(from, copySliceBytes, signal));
  }, [copyText, reader, row]);

  return (
    <>
      <RecordHeader
        row={row}
        firstTime={firstTime}
        problem={malformed}
        onShowHidden={onShowHidden}
        related={related?.row.record === row.record ? <RelatedBar related={related} onRecord={onRecord} /> : undefined}
        actions={<CopyButton key={epoch} label="Copy" copy={copyRecord} onProblem={setProblem} />}
      />
      {problem === undefined ? undefined : (
        <div className={styles.failure}>
          <Remark
            tone="warning"
            actions={
              <Button size="small" tone="quiet" onClick={() => setProblem(undefined)}>
                Dismiss
              </Button>
            }
          >
            {problem}
          </Remark>
        </div>
      )}
      <Tabs.Root className={styles.tabs} value={tab} onValueChange={onChoose}>
        <div className={styles.tabBar}>
          <Tabs.List className={styles.tabList} aria-label="How the record is shown">
            <Tabs.Trigger className={styles.tab} value="tree">
              Tree
            </Tabs.Trigger>
            <Tabs.Trigger className={styles.tab} value="text">
              Text
            </Tabs.Trigger>
          </Tabs.List>
          {hits === undefined ? undefined : <HitBar hits={hits.record} onStep={onStep} />}
        </div>
        <Tabs.Content className={styles.content} value="tree" tabIndex={-1}>
          <TreeView
            {...{ tree, hits, epoch, copyText, onOpenLink, onSame }}
            onProblem={setProblem}
            onBeyond={showText}
          />
        </Tabs.Content>
        <Tabs.Content className={styles.content} value="text" tabIndex={-1}>
          <TextView blocks={blocks} hits={hits} epoch={epoch} length={row.length} />
        </Tabs.Content>
      </Tabs.Root>
    </>
  );
}

/** Undefined when a filter looks for no text, or for nothing that can be found in a record. */
function soughtBy(filter: string): Sought | undefined {
  const parsed = parseFilter(filter);
  if (!parsed.ok) return undefined;
  const finder = createHitFinder(parsed.value);
  return finder.finds ? { filter, finder } : undefined;
}

const copySliceBytes = 256 * 1024;

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
