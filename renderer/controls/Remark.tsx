import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./classNames.ts";
import styles from "./Remark.module.css";

export interface RemarkProps {
  readonly tone: "plain" | "warning" | "danger";
  readonly children: ReactNode;
  /** Buttons behind the text. */
  readonly actions?: ReactNode;
}

const icons = { plain: Info, warning: TriangleAlert, danger: CircleAlert } as const;

/** A sentence that the reader should not miss, in the tone of how bad it is. */
export function Remark({ tone, children, actions }: RemarkProps) {
  const Icon = icons[tone];
  return (
    <div className={classNames(styles.remark, styles[tone])}>
      <Icon aria-hidden="true" />
      <span className={styles.text}>{children}</span>
      {actions}
    </div>
  );
}
