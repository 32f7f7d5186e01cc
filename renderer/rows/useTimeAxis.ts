import { useSyncExternalStore } from "react";
import type { Params } from "../../shared/engineContract.ts";
import { withTime } from "../../shared/filter/conditionChoice.ts";
import { printFilterTime } from "../../shared/filter/filterTime.ts";
import type { TimeOverview } from "../../shared/transcript.ts";
import { milliseconds } from "../../shared/units.ts";
import type { EngineClient } from "../data/engineClient.ts";
import { formatCounted, formatDuration, formatTime } from "../data/format.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import type { StripAxis } from "./stripAxis.ts";
import { partAt, partWithRecord, shareOf, wholeTimes } from "./timeScale.ts";
import { useOverview } from "./useOverview.ts";

const empty: TimeOverview = { kinds: [], bytes: [], hits: [], edges: [], gaps: [], records: [], untimed: 0 };

/** From the earliest time to the latest one, idle time folded, in so many parts. */
export function useTimeAxis(parts: number): StripAxis {
  const workspace = useWorkspace();
  const known = useOverview(askByTime, parts);
  const { edges, gaps, records, untimed } = known ?? empty;
  const times = useShownTimes();
  const shown =
    times === undefined || edges.length === 0
      ? { from: 0, to: 0 }
      : { from: shareOf(edges, times.from), to: shareOf(edges, times.to) };

  const goToPart = (part: number, direction: 1 | -1) => {
    const found = partWithRecord(records, part, direction);
    const record = found === undefined ? undefined : records[found];
    if (record !== undefined) void workspace.goNear(record);
  };
  return {
    label: "Place in time",
    overview: edges.length === 0 ? undefined : known,
    isAwaited: known === undefined,
    gaps,
    shown,
    shownText: times === undefined ? "" : (written(times.from) ?? ""),
    bookmarks: noBookmarks,
    // Where a click leads: a part may be shorter than the time between two records.
    snap: (share) => {
      const part = partAt(edges, share);
      const named = gaps.includes(part) ? part : partWithRecord(records, part, 1);
      return named === undefined ? share : (named + 0.5) / records.length;
    },
    tip: (share) => {
      const part = partAt(edges, share);
      const from = edges[part] ?? 0;
      const what = gaps.includes(part)
        ? `Nothing for ${formatDuration((edges[part + 1] ?? from) - from)}`
        : (written(from) ?? "");
      return untimed === 0 ? [what] : [what, `${formatCounted(untimed, "record")} without a time not shown here`];
    },
    goTo: (share) => goToPart(partAt(edges, share), 1),
    step: (by) => {
      // At least one part, or the key would lead nowhere.
      const parts = Math.max(1, Math.round(Math.abs(by) * records.length));
      const part = partAt(edges, shown.from) + Math.sign(by) * parts;
      goToPart(Math.max(0, Math.min(records.length - 1, part)), by > 0 ? 1 : -1);
    },
    showBetween: (from, to) => {
      const [first, end] = [edges[partAt(edges, from)], edges[partAt(edges, to) + 1]];
      if (first === undefined || end === undefined) return;
      const text = workspace.viewing.store.getState().history.present;
      const { after, before } = wholeTimes(first, end, edges);
      const begun = withTime(text, "after", printFilterTime(after));
      workspace.viewing.setText(withTime(begun, "before", printFilterTime(before)), "choice");
    },
  };
}

function askByTime(engine: EngineClient, params: Params<"timeOverview">, signal: AbortSignal) {
  return engine.request("timeOverview", params, signal);
}

/** They are kept with bytes, not with times. */
const noBookmarks: readonly number[] = [];

function written(time: number): string | undefined {
  return formatTime(milliseconds(time))?.full;
}

/** The least and the greatest time of the first and the last row on screen; of rows without one, the next that has one. */
function useShownTimes(): { readonly from: number; readonly to: number } | undefined {
  const { rows } = useWorkspace();
  const timeFrom = (row: number, by: 1 | -1): number | undefined => {
    for (let at = row; at >= rows.shown.first && at <= rows.shown.last; at += by) {
      const time = rows.row(at)?.time;
      if (time !== undefined) return time;
    }
    return undefined;
  };
  const first = useSyncExternalStore(rows.subscribe, () => timeFrom(rows.shown.first, 1));
  const last = useSyncExternalStore(rows.subscribe, () => timeFrom(rows.shown.last, -1));
  if (first === undefined || last === undefined) return undefined;
  return { from: Math.min(first, last), to: Math.max(first, last) };
}
