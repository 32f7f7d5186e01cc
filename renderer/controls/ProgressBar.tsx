import { classNames } from "./classNames.ts";
import styles from "./ProgressBar.module.css";

export interface ProgressBarProps {
  /** What is going on, for assistive technology. */
  readonly label: string;
  readonly done: number;
  /** 0 while the total is not known. */
  readonly total: number;
  readonly className?: string | undefined;
}

/**
 * How far something is, in any unit that `done` and `total` share. It moves without saying how far while the total is
 * not known, and for assistive technology has no value then.
 */
export function ProgressBar({ label, done, total, className }: ProgressBarProps) {
  const known = total > 0;
  const share = known ? Math.min(1, done / total) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(known ? { "aria-valuenow": Math.floor(share * 100) } : {})}
      className={classNames(styles.track, className)}
    >
      <div
        className={classNames(styles.bar, !known && styles.unknown)}
        style={known ? { transform: `scaleX(${share})` } : undefined}
      />
    </div>
  );
}
