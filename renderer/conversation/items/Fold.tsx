import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useItemActions } from "./itemContext.ts";
import styles from "./items.module.css";

export interface FoldProps {
  /** Its name among all that can be opened. */
  readonly part: string;
  readonly title: string;
  /** Shown beside the title while it is closed. */
  readonly preview: string;
  readonly children: ReactNode;
}

/** Something that is closed until it is asked for. */
export function Fold({ part, title, preview, children }: FoldProps) {
  const { isOpen, setOpen } = useItemActions();
  const open = isOpen(part, false);
  return (
    <div className={styles.fold}>
      <button type="button" className={styles.foldHead} aria-expanded={open} onClick={() => setOpen(part, !open)}>
        <ChevronRight aria-hidden="true" className={styles.chevron} data-open={open} />
        <span className={styles.foldTitle}>{title}</span>
        {open ? undefined : <span className={styles.preview}>{preview}</span>}
      </button>
      {open ? children : undefined}
    </div>
  );
}
