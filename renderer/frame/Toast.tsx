import { X } from "lucide-react";
import { useEffect } from "react";
import { Button } from "../controls/Button.tsx";
import { classNames } from "../controls/classNames.ts";
import { IconButton } from "../controls/IconButton.tsx";
import { useFocusBack } from "../controls/useFocusBack.ts";
import type { Notice } from "../data/states.ts";
import { useWhole, useWorkspace } from "../data/useWorkspace.ts";
import styles from "./Toast.module.css";

const shownMs = 5_000;

export interface ToastProps {
  /** It had the focus, went, and there is nowhere to go back to. */
  readonly onFocusLost: () => void;
}

/** A quiet message that goes away by itself; one with something to do stays. */
export function Toast({ onFocusLost }: ToastProps) {
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
        // Anew, because the button that was pressed goes.
        <Message key={notice.action === undefined ? "said" : "asked"} notice={notice} onFocusLost={onFocusLost} />
      )}
    </div>
  );
}

function Message({ notice: { tone, text, action }, onFocusLost }: ToastProps & { readonly notice: Notice }) {
  const { tell } = useWorkspace();
  return (
    <div ref={useFocusBack(onFocusLost)} className={classNames(styles.toast, styles[tone])}>
      <p>{text}</p>
      {action === undefined ? undefined : (
        <Button size="small" onClick={action.run}>
          {action.label}
        </Button>
      )}
      <IconButton icon={X} size="small" label="Dismiss" onClick={() => tell(undefined)} />
    </div>
  );
}
