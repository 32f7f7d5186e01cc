import { formatDuration } from "../data/format.ts";
import styles from "./Silence.module.css";

export interface SilenceProps {
  /** Between the row and the one above it. */
  readonly ms: number | undefined;
  /** The least that is marked; 0: none is. */
  readonly from: number;
}

/** On the upper edge of a row: how much later it is than the row above. It takes no room of its own. */
export function Silence({ ms, from }: SilenceProps) {
  if (from === 0 || ms === undefined || ms < from) return undefined;
  return (
    <span className={styles.silence}>
      <span className={styles.words}>{formatDuration(ms)} later</span>
    </span>
  );
}
