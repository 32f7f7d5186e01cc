// The selected record beside or below the list, with the edge by which it is resized, and what it needs of the workspace.

import type { Ref } from "react";
import { Suspense, useMemo } from "react";
import { useStore } from "zustand";
import { textCondition, withCondition } from "../../shared/filter/conditionChoice.ts";
import { parseFilter } from "../../shared/filter/filter.ts";
import { createHitFinder } from "../../shared/hitFinder.ts";
import { hasConversation } from "../../shared/transcript.ts";
import { Splitter } from "../controls/Splitter.tsx";
import { isBookmarkOf } from "../data/bookmarks.ts";
import { nearestOf } from "../data/relatedFeed.ts";
import { defaultSettings } from "../data/settings.ts";
import {
  useOpenTranscript,
  useSelection,
  useSettings,
  useTranscript,
  useView,
  useWhole,
  useWorkspace,
} from "../data/useWorkspace.ts";
import type { DetailPaneHandle } from "../detail/DetailPane.tsx";
import { DetailPane } from "../detail/DetailPane.tsx";
import type { Direction } from "../detail/hits/recordHits.ts";
import { toggleBookmark } from "./bookmarks/toggleBookmark.ts";
import { usePanes } from "./panes.ts";
import { RecordMessage } from "./readingParts.ts";
import styles from "./Workbench.module.css";

export interface SelectedRecordProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly pane: Ref<DetailPaneHandle>;
  readonly onStep: (direction: Direction) => void;
}

export function SelectedRecord({ ref, pane, onStep }: SelectedRecordProps) {
  const workspace = useWorkspace();
  const { settings, connection, desktop, showInContext, viewing } = workspace;
  const { related, known: relatedKnown } = useWhole(workspace.related.store);
  const { bookmarks } = workspace;
  const open = useSettings((known) => known.detailOpen);
  const tab = useSettings((known) => known.detailTab);
  const { side, detailSize, leastDetail, greatestDetail } = usePanes();
  const row = useSelection((selection) => selection.row);
  const bookmark = useStore(bookmarks.store, ({ all }) => {
    const found = row === undefined ? undefined : all.get(row.record);
    return row !== undefined && isBookmarkOf(found, row) ? found : undefined;
  });
  const relatives = useMemo(
    () => (related === undefined || related.row.record !== row?.record ? [] : nearestOf(related.records)),
    [related, row?.record],
  );
  const hidden = useSelection((selection) => selection.follows === "apart");
  const transcript = useTranscript((state) => (state.phase === "open" ? state.id : undefined));
  const firstTime = useOpenTranscript((state) => state.progress.firstTime);
  const fileName = useOpenTranscript((state) => state.file.name) ?? "";
  // A group has none of its own, and plain JSON Lines say nothing.
  const hasMessages = useOpenTranscript((state) => !state.isGroup && hasConversation(state.format)) ?? false;
  const filter = useView((view) => view.shown?.filter ?? "");
  const finder = useMemo(() => {
    const parsed = parseFilter(filter);
    return parsed.ok ? createHitFinder(parsed.value) : undefined;
  }, [filter]);
  const connected = useWhole(connection.state);
  if (!open || transcript === undefined) return undefined;
  const right = side === "right";
  return (
    <>
      {side === "instead" ? undefined : (
        <Splitter
          label="Size of the record"
          line={right ? "vertical" : "horizontal"}
          resizesNext
          value={detailSize}
          least={leastDetail}
          greatest={greatestDetail}
          onResize={(next) => settings.setState(right ? { detailWidth: next } : { detailHeight: next })}
          onReset={() =>
            settings.setState({ detailWidth: defaultSettings.detailWidth, detailHeight: defaultSettings.detailHeight })
          }
        />
      )}
      <div
        ref={ref}
        className={styles.detail}
        style={side === "instead" ? undefined : right ? { width: detailSize } : { height: detailSize }}
      >
        {connected.phase === "ready" ? (
          <DetailPane
            ref={pane}
            filter={filter}
            onStep={onStep}
            transcript={transcript}
            row={row}
            engine={connected.engine}
            firstTime={firstTime}
            related={related}
            relatedKnown={relatedKnown}
            onRecord={(record) => void workspace.goToRecord(record)}
            onSame={(value) =>
              viewing.setText(withCondition(viewing.store.getState().history.present, textCondition(value)), "choice")
            }
            onShowHidden={hidden && row !== undefined ? () => showInContext(row.record) : undefined}
            tab={tab}
            onTab={(next) => settings.setState({ detailTab: next })}
            fileName={fileName}
            message={
              row === undefined || !hasMessages ? undefined : (
                <Suspense>
                  <RecordMessage
                    engine={connected.engine}
                    transcript={transcript}
                    record={row.record}
                    relatives={relatives}
                    finder={finder}
                    onRecord={(record) => void workspace.goToRecord(record)}
                    onConversation={() => settings.setState({ look: "conversation" })}
                  />
                </Suspense>
              )
            }
            bookmark={bookmark}
            onBookmark={() => row !== undefined && void toggleBookmark(workspace, row)}
            onNote={(note) => bookmark !== undefined && bookmarks.setNote(bookmark.record, note)}
            copyText={desktop.copyText}
            onOpenLink={(url) => void desktop.openLink(url)}
          />
        ) : undefined}
      </div>
    </>
  );
}
