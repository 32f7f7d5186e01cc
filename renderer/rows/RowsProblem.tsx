import { useSyncExternalStore } from "react";
import { Button } from "../controls/Button.tsx";
import { Remark } from "../controls/Remark.tsx";
import { failureSentence } from "../data/failureSentence.ts";
import { useSaidOfFile } from "../data/useSaidOfFile.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import styles from "./RowsProblem.module.css";

/** Under the rows that could not be read: why, and another try. */
export function RowsProblem() {
  const { rows } = useWorkspace();
  const failure = useSyncExternalStore(rows.subscribe, () => rows.shownFailure);
  const isSaidOfFile = useSaidOfFile(failure);
  if (failure === undefined) return undefined;
  const again = (
    <Button size="small" onClick={() => rows.retry()}>
      Try again
    </Button>
  );
  return (
    <div role="status" className={styles.problem}>
      <Remark tone="danger" actions={isSaidOfFile ? undefined : again}>
        Some rows cannot be read{isSaidOfFile ? ", since the file has changed." : `. ${failureSentence(failure)}`}
      </Remark>
    </div>
  );
}
