import { ProgressBar } from "../../controls/ProgressBar.tsx";
import { useOpenTranscript, useView } from "../../data/useWorkspace.ts";
import styles from "./SearchProgress.module.css";
import { searchOf } from "./searching.ts";

/** A thin line along the bottom of the filter field while the transcript is searched. */
export function SearchProgress() {
  const state = useView((view) => view.shown?.state);
  const progress = useOpenTranscript((open) => open.progress);
  const search = searchOf(state, progress);
  if (search === undefined) return undefined;
  // Before the first hit nothing is known of how far it is.
  const total = search.done === 0 ? 0 : search.total;
  return <ProgressBar label="Searching" done={search.done} total={total} className={styles.line} />;
}
