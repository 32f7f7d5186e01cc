// A record that has been read: its head, and its value as a message, a tree, a text or bytes, with what is found in it.

import { Bookmark, BookmarkCheck } from "lucide-react";
import { Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { useCallback, useMemo, useState } from "react";
import { useStore } from "zustand";
import type { DetailTab } from "../../shared/desktop.ts";
import { detailTabs } from "../../shared/desktop.ts";
import type { Milliseconds } from "../../shared/units.ts";
import { Button } from "../controls/Button.tsx";
import { CopyButton } from "../controls/CopyButton.tsx";
import { FindBar } from "../controls/FindBar.tsx";
import { IconButton } from "../controls/IconButton.tsx";
import { Remark } from "../controls/Remark.tsx";
import type { Related } from "../data/relatedFeed.ts";
import type { Find } from "../data/useFind.ts";
import { BytesView } from "./bytes/BytesView.tsx";
import type { CopyText } from "./copying.ts";
import { copyWhole } from "./copying.ts";
import styles from "./DetailPane.module.css";
import { FoundWords, HitBar } from "./hits/HitBar.tsx";
import type { Direction } from "./hits/recordHits.ts";
import { InfoView } from "./info/InfoView.tsx";
import { NoteField } from "./NoteField.tsx";
import { RecordHeader } from "./RecordHeader.tsx";
import { RelatedBar } from "./RelatedBar.tsx";
import { RelatedView } from "./RelatedView.tsx";
import type { ShownRecord } from "./shownRecord.ts";
import { TextForms, TextTab } from "./text/TextTab.tsx";
import { TreeView } from "./tree/TreeView.tsx";
import { rootProblem } from "./tree/treeLayout.ts";

const tabTitles: Readonly<Record<DetailTab, string>> = {
  message: "Message",
  tree: "Tree",
  text: "Text",
  bytes: "Bytes",
  related: "Related",
  info: "Info",
};

const copySliceBytes = 256 * 1024;

/** What surrounds the record: what is known of it elsewhere, and what leads there. */
export interface RecordContext {
  /** The least time of the transcript, if any record has one. */
  readonly firstTime: Milliseconds | undefined;
  /** What shares its id; undefined when nothing does, or it is not known yet. */
  readonly related: Related | undefined;
  readonly relatedKnown: boolean;
  readonly onRecord: (record: number) => void;
  /** Shows what holds the same value, such as an id. */
  readonly onSame: (value: string) => void;
  /** Given when the filter hides the record. */
  readonly onShowHidden: (() => void) | undefined;
  /** Undefined when the record is not marked. */
  readonly bookmark: { readonly note: string } | undefined;
  /** Marks the record, or takes its mark away. */
  readonly onBookmark: () => void;
  readonly onNote: (note: string) => void;
  readonly tab: DetailTab;
  readonly onTab: (tab: DetailTab) => void;
  /** What the record says in the conversation; undefined where there is none. */
  readonly message: ReactNode | undefined;
  /** The transcript's, for citations. */
  readonly fileName: string;
  readonly copyText: CopyText;
  readonly onOpenLink: (url: string) => void;
  /** To the next hit, beyond this record if need be. */
  readonly onStep: (direction: Direction) => void;
}

export interface RecordBodyProps extends RecordContext {
  readonly record: ShownRecord;
  readonly find: Find;
  readonly onStepFound: (direction: Direction) => void;
  readonly onLeaveFind: () => void;
}

export function RecordBody(props: RecordBodyProps) {
  const { record, firstTime, related, relatedKnown, onRecord, onSame, onShowHidden, tab: chosen } = props;
  const { copyText, onOpenLink, onStep, onTab, find, onStepFound, onLeaveFind } = props;
  const { bookmark, onBookmark, onNote, message, fileName } = props;
  const { epoch, row, reader, tree, blocks, bytes, hits } = record;
  const [said, setSaid] = useState<{ readonly epoch: number; readonly problem: string }>();
  const problem = said?.epoch === epoch ? said.problem : undefined;
  const setProblem = useCallback(
    (sentence: string | undefined) => setSaid(sentence === undefined ? undefined : { epoch, problem: sentence }),
    [epoch],
  );
  const ownRelated = related?.row.record === row.record ? related : undefined;
  // What is no JSON has no tree and hardly a message: its text is shown, until somebody wants one of them all the same.
  const [asked, setAsked] = useState<{ readonly epoch: number; readonly tab: string }>();
  const tabs = detailTabs.filter((one) => one !== "message" || message !== undefined);
  const wanted = tabs.find((one) => one === chosen) ?? "tree";
  const isAsked = asked?.epoch === epoch && asked.tab === wanted;
  const isJson = !row.flags.includes("malformed");
  const isReadable = isAsked || isJson;
  const tab = !isReadable && (wanted === "tree" || wanted === "message") ? "text" : wanted;
  const onChoose = (value: string) => {
    setAsked({ epoch, tab: value });
    onTab(tabs.find((one) => one === value) ?? "tree");
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
        related={ownRelated === undefined ? undefined : <RelatedBar related={ownRelated} onRecord={onRecord} />}
        note={bookmark === undefined ? undefined : <NoteField key={epoch} note={bookmark.note} onNote={onNote} />}
        actions={
          <>
            <IconButton
              icon={bookmark === undefined ? Bookmark : BookmarkCheck}
              label="Bookmark"
              keys="B"
              aria-pressed={bookmark !== undefined}
              onClick={onBookmark}
            />
            <CopyButton key={epoch} label="Copy" copy={copyRecord} onProblem={setProblem} />
          </>
        }
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
            {tabs.map((one) => (
              <Tabs.Trigger key={one} className={styles.tab} value={one}>
                {tabTitles[one]}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          {tab === "text" && isJson ? <TextForms /> : undefined}
          {hits === undefined || find.open ? undefined : <HitBar hits={hits.record} onStep={onStep} />}
        </div>
        {find.open ? (
          <FindBar
            where="record"
            input={find.input}
            find={find.text}
            problem={find.problem}
            words={hits?.by === "find" ? <FoundWords hits={hits.record} /> : ""}
            finds={hits?.by === "find"}
            onFind={find.setText}
            onStep={onStepFound}
            onClose={onLeaveFind}
          />
        ) : undefined}
        <Tabs.Content className={styles.content} value="message" tabIndex={-1}>
          {message}
        </Tabs.Content>
        <Tabs.Content className={styles.content} value="tree" tabIndex={-1}>
          <TreeView
            {...{ tree, hits, epoch, copyText, onOpenLink, onSame }}
            onProblem={setProblem}
            onBeyond={showText}
          />
        </Tabs.Content>
        <Tabs.Content className={styles.content} value="text" tabIndex={-1}>
          <TextTab {...{ blocks, hits, epoch, reader }} isJson={isJson} />
        </Tabs.Content>
        <Tabs.Content className={styles.content} value="bytes" tabIndex={-1}>
          <BytesView blocks={bytes} hits={hits} epoch={epoch} length={row.length} />
        </Tabs.Content>
        <Tabs.Content className={styles.content} value="related" tabIndex={-1}>
          <RelatedView {...{ row, onRecord }} related={ownRelated} known={relatedKnown} />
        </Tabs.Content>
        <Tabs.Content className={styles.content} value="info" tabIndex={-1}>
          <InfoView {...{ row, reader, fileName, firstTime, copyText }} onProblem={setProblem} />
        </Tabs.Content>
      </Tabs.Root>
    </>
  );
}
