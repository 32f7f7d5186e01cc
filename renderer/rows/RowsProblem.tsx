import { useSyncExternalStore } from "react";
import { Button } from "../controls/Button.tsx";
import { Remark } from "../controls/Remark.tsx";
import { failureSentence } from "../data/failureSentence.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import styles from "./RowsProblem.module.css";

/** Under the rows that could not be read: why, and another try. */
export function RowsProblem() {
  const { rows } = useWorkspace();
  const failure = useSyncExternalStore(rows.subscribe, () => rows.shownFailure);
  if (failure === undefined) return undefined;
  const again = (
    <Button size="small" onClick={() => rows.retry()}>
      Try again
    </Button>
  );
  return (
    <div role="status" className={styles.problem}>
      <Remark tone="danger" actions={again}>
        Some rows cannot be read. {failureSentence(failure)}
      </Remark>
    </div>
  );
}
