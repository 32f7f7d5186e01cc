import { formatBytes, formatCount, formatCounted } from "../../data/format.ts";
import { useOpenTranscript, useView } from "../../data/useWorkspace.ts";
import styles from "./ResultCount.module.css";

/** How much the shown view holds: exact, or exact so far. */
export function ResultCount() {
  const state = useView((view) => view.shown?.state);
  const filtered = useView((view) => (view.shown?.filter ?? "").trim() !== "");
  const records = useOpenTranscript((open) => open.progress.records) ?? 0;
  if (state === undefined) return undefined;
  const soFar = state.complete ? "" : " so far";
  const count = filtered
    ? `${formatCount(state.rows)} of ${formatCounted(records, "record")}`
    : formatCounted(state.rows, "record");
  return (
    <output className={styles.count}>
      <span>{count}</span>
      <span className={styles.more}>
        {" · "}
        {formatBytes(state.bytes)}
        {soFar}
      </span>
    </output>
  );
}
