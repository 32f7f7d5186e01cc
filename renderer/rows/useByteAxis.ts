import { useMemo, useSyncExternalStore } from "react";
import type { Params } from "../../shared/engineContract.ts";
import { withRecords } from "../../shared/filter/conditionChoice.ts";
import type { EngineClient } from "../data/engineClient.ts";
import { formatBytes, formatShare } from "../data/format.ts";
import { useOpenTranscript, useWhole, useWorkspace } from "../data/useWorkspace.ts";
import type { StripAxis } from "./stripAxis.ts";
import { useOverview } from "./useOverview.ts";

/** The file from its first byte to its last one, in at most so many parts. */
export function useByteAxis(most: number): StripAxis {
  const workspace = useWorkspace();
  const bytes = useOpenTranscript((open) => open.progress.bytesTotal) ?? 0;
  const isGroup = useOpenTranscript((open) => open.isGroup) ?? false;
  // No part is less than a byte.
  const overview = useOverview(askByBytes, Math.min(most, Math.max(1, bytes)));
  const shown = useShownPart(bytes);
  const { all } = useWhole(workspace.bookmarks.store);
  const bookmarks = useMemo(
    () => [...all.values()].map(({ offset }) => (bytes === 0 ? 0 : offset / bytes)),
    [all, bytes],
  );

  const showBetween = async (from: number, to: number) => {
    const [first, last] = await Promise.all(
      [from, to].map((share) => workspace.recordAtByte(Math.floor(share * Math.max(0, bytes - 1)))),
    );
    if (first === undefined) return;
    const text = workspace.viewing.store.getState().history.present;
    const { records } = workspace.counts();
    workspace.viewing.setText(withRecords(text, first, last ?? Math.max(first, records - 1)), "choice");
  };
  return {
    label: "Place in the file",
    overview,
    isAwaited: false,
    gaps: noGaps,
    shown,
    shownText: formatShare(shown.from),
    bookmarks,
    snap: (share) => share,
    tip: (share) => [`${formatShare(share)} · ${formatBytes(Math.round(share * bytes))}`],
    goTo: (share) => void workspace.goToShare(share),
    step: (by) => void workspace.goToShare(Math.max(0, Math.min(1, shown.from + by))),
    // In a group, numbers of records are those of each transcript.
    showBetween: isGroup ? undefined : (from, to) => void showBetween(from, to),
  };
}

function askByBytes(engine: EngineClient, params: Params<"overview">, signal: AbortSignal) {
  return engine.request("overview", params, signal);
}

const noGaps: readonly number[] = [];

/** Which part of the file the rows on screen are of. */
function useShownPart(bytes: number): { readonly from: number; readonly to: number } {
  const { rows } = useWorkspace();
  const from = useSyncExternalStore(rows.subscribe, () => rows.row(rows.shown.first)?.offset);
  const to = useSyncExternalStore(rows.subscribe, () => {
    const last = rows.row(rows.shown.last);
    return last === undefined ? undefined : last.offset + (last.run?.bytes ?? last.length);
  });
  const first = from === undefined || bytes === 0 ? 0 : from / bytes;
  return { from: first, to: to === undefined || bytes === 0 ? first : Math.max(first, to / bytes) };
}
