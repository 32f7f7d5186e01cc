import type { ViewState } from "../../../shared/engineContract.ts";
import { useLate } from "../../controls/useLate.ts";
import { formatBytes, formatCount, formatCounted, formatShare } from "../../data/format.ts";
import { passingBytes } from "../../data/passingBytes.ts";
import { useOpenTranscript, useSelection, useView } from "../../data/useWorkspace.ts";
import styles from "./ResultCount.module.css";
import type { Searching } from "./searching.ts";
import { isCounting, searchOf } from "./searching.ts";

/** Milliseconds in which nobody sees that a count is that of the filter before. */
const noticedMs = 100;

/** How much the shown view holds: exact, or exact so far. */
export function ResultCount() {
  const state = useView((view) => view.shown?.state);
  const filter = useView((view) => view.shown?.filter ?? "");
  const filtered = filter.trim() !== "";
  const progress = useOpenTranscript((open) => open.progress);
  // Until the first rows of another filter are here, the rows on screen and their count are those of the one before.
  const asking = useLate(
    useView((view) => view.querying && view.shown?.filter !== view.history.present),
    noticedMs,
  );
  if (state === undefined || progress === undefined) return undefined;
  if (asking) return <output className={styles.count}>searching…</output>;
  const search = searchOf(state, progress);
  // Without a filter nothing is searched for: runs are being folded.
  if (search !== undefined && !filtered && state.failure === undefined) {
    return (
      <output className={styles.count}>
        <span className={styles.total}>{formatCounted(progress.records, "record")}</span>
        <span className={styles.more}> · counting rows…</span>
      </output>
    );
  }
  if (search !== undefined || state.failure !== undefined) {
    return <FoundSoFar {...{ state, search, filter }} />;
  }
  const soFar = state.complete ? "" : " so far";
  return (
    <output
      className={styles.count}
      title={filtered ? `${formatCounted(state.bytes, "byte")} of records, line breaks aside` : undefined}
    >
      {filtered ? (
        <>
          {state.rows === state.records ? undefined : `${formatCounted(state.rows, "row")} · `}
          <span>{formatCount(state.records)}</span>
          <span className={styles.total}> of {formatCounted(progress.records, "record")}</span>
        </>
      ) : (
        <span className={styles.total}>
          {state.rows === state.records ? "" : `${formatCounted(state.rows, "row")} · `}
          {formatCounted(state.records, "record")}
        </span>
      )}
      <span className={styles.more}>
        {filtered ? ` · ${formatBytes(passingBytes(state, progress))}` : ""}
        {soFar}
      </span>
    </output>
  );
}

interface FoundSoFarProps {
  readonly state: ViewState;
  readonly search: Searching | undefined;
  readonly filter: string;
}

/** `3 of at least 12, still searching`: the hit that is selected, if one is, and the hits that are known. */
function FoundSoFar({ state, search, filter }: FoundSoFarProps) {
  const cursor = useSelection((selection) => (selection.follows === "cursor" ? selection.cursor : undefined));
  const least = `at least ${formatCount(state.rows)}`;
  return (
    <output className={styles.count}>
      <span>{cursor === undefined ? least : `${formatCount(cursor + 1)} of ${least}`}</span>
      {search === undefined ? undefined : (
        <span className={styles.more}>
          {isCounting(search, filter)
            ? ", still counting"
            : `, still searching${search.done === 0 ? "" : ` · ${formatShare(search.done / search.total)}`}`}
        </span>
      )}
    </output>
  );
}
