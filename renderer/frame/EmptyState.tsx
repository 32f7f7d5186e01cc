import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

export interface EmptyStateProps {
  readonly title: string;
  /** What to do now. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div role="status" className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children === undefined ? undefined : <p className={styles.text}>{children}</p>}
      {actions === undefined ? undefined : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
