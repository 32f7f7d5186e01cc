import { Button } from "../controls/Button.tsx";
import { ProgressBar } from "../controls/ProgressBar.tsx";
import { useTranscript, useWorkspace } from "../data/useWorkspace.ts";
import styles from "./Opening.module.css";

/** Between the choice of a file and its first records: a moment, as a rule, in which nothing is shown. */
export function Opening() {
  const workspace = useWorkspace();
  const name = useTranscript((state) => (state.phase === "none" ? "" : state.file.name));
  return (
    <div className={styles.opening}>
      <div className={styles.card}>
        <p>Opening {name}</p>
        <ProgressBar label={`Opening ${name}`} done={0} total={0} />
        <Button tone="quiet" onClick={() => workspace.close()}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
