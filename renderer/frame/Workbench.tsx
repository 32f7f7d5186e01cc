// An open transcript: bars above and below, kinds on the left, records in the middle, one record on the right or below.

import type { Ref } from "react";
import { useEffect, useImperativeHandle, useRef, useState } from "react";
import { Splitter } from "../controls/Splitter.tsx";
import type { ConversationHandle } from "../conversation/Conversation.tsx";
import { counterpart } from "../data/relatedFeed.ts";
import { defaultSettings } from "../data/settings.ts";
import { useSettings, useWorkspace } from "../data/useWorkspace.ts";
import type { DetailPaneHandle } from "../detail/DetailPane.tsx";
import type { Direction } from "../detail/hits/recordHits.ts";
import { FacetSidebar } from "../facets/FacetSidebar.tsx";
import type { RowListHandle } from "../rows/RowList.tsx";
import { RowList } from "../rows/RowList.tsx";
import { NoticeBars } from "./bars/NoticeBars.tsx";
import { StatusBar } from "./bars/StatusBar.tsx";
import { TopBar } from "./bars/TopBar.tsx";
import { goToBookmark } from "./bookmarks/goToBookmark.ts";
import { toggleBookmark } from "./bookmarks/toggleBookmark.ts";
import { FilterChips } from "./filter/FilterChips.tsx";
import type { FilterFieldHandle } from "./filter/FilterField.tsx";
import { stepToHit } from "./hitSteps.ts";
import { LookedAsConversation } from "./LookedAsConversation.tsx";
import { NoRows } from "./NoRows.tsx";
import { useIsAlone, usePanes } from "./panes.ts";
import { copySelected } from "./rowMenu/copySelected.ts";
import { RowMenu } from "./rowMenu/RowMenu.tsx";
import { SelectedRecord } from "./SelectedRecord.tsx";
import type { Action } from "./shortcuts.ts";
import { keysOf } from "./shortcuts.ts";
import styles from "./Workbench.module.css";
import { focusNextPart } from "./windowParts.ts";

/**
 * What the window's keys and the menu ask of the active tab. Nothing of it fails: what cannot be done is said as a
 * notice, or is not done.
 */
export interface WorkbenchHandle {
  /** All of its text is selected, so that what is typed takes its place. */
  focusFilter(): void;
  openSavedFilters(): void;
  /** Inside the conversation that is shown, or the record, for whoever is there; else in the whole transcript, by its filter. */
  find(): void;
  /** Or the conversation, where that is shown. */
  focusList(): void;
  /** Marks the selected record, or takes its mark away. */
  bookmark(): void;
  /** To the next bookmark, or the one before. */
  goToBookmark(direction: 1 | -1): void;
  /** In a narrow window, where they lie over the list, that is not remembered. */
  toggleKinds(): void;
  /** To the next part of the window, or the one before. */
  focusPart(by: 1 | -1): void;
  /** One step out: from the record to the list, then the record is hidden. */
  back(): void;
  /** To the next hit of the filter; without a filter, to where one is written. */
  step(direction: Direction): void;
}

export interface WorkbenchProps {
  readonly ref?: Ref<WorkbenchHandle>;
  readonly onAction: (action: Action) => void;
}

/**
 * Drawn while a transcript is open, in the workspace of its tab; two of them may stand side by side. `onAction` is
 * asked for what concerns the whole window.
 */
export function Workbench({ ref, onAction }: WorkbenchProps) {
  const workspace = useWorkspace();
  const { settings } = workspace;
  const list = useRef<RowListHandle>(null);
  const filter = useRef<FilterFieldHandle>(null);
  const detail = useRef<HTMLDivElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  const pane = useRef<DetailPaneHandle>(null);
  const stepping = useRef(false);
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number }>();
  const { facets, facetsShown, facetsWidth, greatestFacets, side } = usePanes();
  const look = useSettings((known) => known.look);
  const talk = useRef<ConversationHandle>(null);
  const focusList = () => (look === "conversation" ? talk.current?.focus() : list.current?.focus());

  // The list is drawn anew, at the record that is selected.
  useEffect(() => {
    const { cursor } = workspace.selecting.store.getState();
    if (look !== "events" || cursor === undefined) return;
    const frame = requestAnimationFrame(() => workspace.selecting.moveTo(cursor, "center"));
    return () => cancelAnimationFrame(frame);
  }, [look, workspace]);

  const step = async (direction: Direction) => {
    if (pane.current?.stepFound(direction) === true) return;
    if (look === "conversation" && talk.current?.isFinding() === true) return talk.current.stepToHit(direction);
    const { history, shown, problem, querying } = workspace.viewing.store.getState();
    if (history.present.trim() === "" || problem !== undefined) return filter.current?.focus();
    const isShown = shown?.filter === history.present && !querying;
    workspace.viewing.apply();
    // What was typed just now comes first.
    if (!isShown) {
      if (look === "events" && direction === "next") workspace.viewing.goToFirst();
      return;
    }
    if (look === "conversation") return talk.current?.stepToHit(direction);
    // A key that is held down comes faster than records are read.
    if (stepping.current) return;
    stepping.current = true;
    try {
      await stepToHit(workspace, pane.current, direction);
    } finally {
      stepping.current = false;
    }
  };
  const onStep = (direction: Direction) => void step(direction);

  const onCounterpart = async () => {
    await workspace.selecting.settledRow();
    const related = await workspace.related.now();
    const other = related === undefined ? undefined : counterpart(related.records);
    if (other !== undefined) void workspace.goToRecord(other.record);
    else workspace.tell({ tone: "info", text: "No other record near this one has its id." });
  };

  useImperativeHandle(ref, () => ({
    focusFilter: () => filter.current?.focus(),
    openSavedFilters: () => filter.current?.openSaved(),
    find() {
      if (look === "conversation" && talk.current?.find() === true) return;
      const isInRecord = detail.current?.contains(document.activeElement) === true;
      if (!isInRecord || pane.current?.find() !== true) filter.current?.focus();
    },
    focusList,
    bookmark() {
      void workspace.selecting.settledRow().then((row) => row && toggleBookmark(workspace, row));
    },
    goToBookmark: (direction) => void goToBookmark(workspace, direction),
    toggleKinds: () =>
      settings.setState(facets === "over" ? { facetsOver: !facetsShown } : { facetsOpen: !facetsShown }),
    focusPart(by) {
      if (whole.current !== null) focusNextPart(whole.current, by);
    },
    step: onStep,
    back() {
      if (detail.current?.contains(document.activeElement) !== true) settings.setState({ detailOpen: false });
      focusList();
    },
  }));

  const openDetail = (focus: boolean) => {
    settings.setState({ detailOpen: true });
    // It may have to be drawn first.
    if (focus) requestAnimationFrame(() => pane.current?.enter());
  };

  return (
    <div ref={whole} className={styles.workbench} data-workbench="">
      <TopBar filterRef={filter} onAction={onAction} onLeaveFilter={focusList} onStep={onStep} />
      <FilterChips
        saveKeys={keysOf("save-records", workspace.desktop.platform === "darwin")}
        onSave={() => onAction("save-records")}
        onEdit={(range) => filter.current?.focus(range)}
      />
      <NoticeBars onFocusLost={focusList} />
      <div className={styles.body} role={useIsAlone() ? "main" : undefined}>
        {facetsShown && look === "events" ? (
          <>
            <div
              className={styles.facets}
              data-place={facets}
              style={facets === "over" ? undefined : { width: facetsWidth }}
            >
              <FacetSidebar />
            </div>
            {facets === "over" ? undefined : (
              <Splitter
                label="Width of the kinds"
                line="vertical"
                value={facetsWidth}
                least={160}
                greatest={greatestFacets}
                onResize={(next) => settings.setState({ facetsWidth: next })}
                onReset={() => settings.setState({ facetsWidth: defaultSettings.facetsWidth })}
              />
            )}
          </>
        ) : undefined}
        <div className={styles.main} data-side={side}>
          {look === "conversation" ? (
            <LookedAsConversation ref={talk} />
          ) : (
            <>
              <RowList
                ref={list}
                onOpen={openDetail}
                onMenu={setMenuAt}
                onCopy={() => void copySelected(workspace, "json")}
                onCounterpart={() => void onCounterpart()}
                empty={<NoRows />}
              />
              <RowMenu at={menuAt} onClose={() => setMenuAt(undefined)} onAction={onAction} />
              <SelectedRecord ref={detail} pane={pane} onStep={onStep} />
            </>
          )}
        </div>
      </div>
      <StatusBar />
    </div>
  );
}
