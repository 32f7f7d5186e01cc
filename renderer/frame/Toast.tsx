import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../controls/Button.tsx";
import { classNames } from "../controls/classNames.ts";
import { IconButton } from "../controls/IconButton.tsx";
import { useFocusBack } from "../controls/useFocusBack.ts";
import type { Notice } from "../data/states.ts";
import { useWhole, useWorkspace } from "../data/useWorkspace.ts";
import { noticeTime } from "./noticeTime.ts";
import styles from "./Toast.module.css";

export interface ToastProps {
  /** It had the focus, went, and there is nowhere to go back to. */
  readonly onFocusLost: () => void;
}

/** A quiet message that goes away by itself, but not from under the pointer or the keyboard; one with something to do stays. */
export function Toast({ onFocusLost }: ToastProps) {
  const workspace = useWorkspace();
  const { notice } = useWhole(workspace.notices);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    const ms = notice === undefined || isHeld ? undefined : noticeTime(notice);
    if (ms === undefined) return;
    const timer = setTimeout(() => workspace.tell(undefined), ms);
    return () => clearTimeout(timer);
  }, [isHeld, notice, workspace]);
  const isThere = notice !== undefined;
  useEffect(() => {
    if (!isThere) setHeld(false);
  }, [isThere]);
  return (
    <div
      role="status"
      className={styles.place}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
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
