import { X } from "lucide-react";
import { useEffect } from "react";
import { Button } from "../controls/Button.tsx";
import { classNames } from "../controls/classNames.ts";
import { IconButton } from "../controls/IconButton.tsx";
import { useWhole, useWorkspace } from "../data/useWorkspace.ts";
import styles from "./Toast.module.css";

const shownMs = 5_000;

/** A quiet message that goes away by itself; one with something to do stays. */
export function Toast() {
  const workspace = useWorkspace();
  const { notice } = useWhole(workspace.notices);
  useEffect(() => {
    if (notice === undefined || notice.action !== undefined) return;
    const timer = setTimeout(() => workspace.tell(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [notice, workspace]);
  return (
    <div role="status" className={styles.place}>
      {notice === undefined ? undefined : (
        <div className={classNames(styles.toast, styles[notice.tone])}>
          <p>{notice.text}</p>
          {notice.action === undefined ? undefined : (
            <Button size="small" onClick={notice.action.run}>
              {notice.action.label}
            </Button>
          )}
          <IconButton icon={X} size="small" label="Dismiss" onClick={() => workspace.tell(undefined)} />
        </div>
      )}
    </div>
  );
}
