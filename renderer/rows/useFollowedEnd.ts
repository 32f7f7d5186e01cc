// While records come, the list stays at its end, until somebody scrolls up; then what is new is counted.

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { UsedSpan } from "../controls/span/useSpan.ts";

export interface FollowedEnd {
  /** Rows that have come since the end was on screen. */
  readonly missed: number;
  goToEnd(): void;
}

export interface FollowedRows {
  readonly rows: number;
  /** Another number means other rows. */
  readonly epoch: number;
  readonly rowHeight: number;
  /** False while the rows grow for another reason: since the file is being indexed, or searched. */
  readonly follows: boolean;
}

/** Brings the last row to the lower edge with each row that comes, as long as the end was on screen before. */
export function useFollowedEnd(span: UsedSpan, { rows, epoch, rowHeight, follows }: FollowedRows): FollowedEnd {
  const { element, isEndShown, reveal, showAt } = span;
  const known = useRef({ rows, epoch });
  const [missed, setMissed] = useState(0);

  useLayoutEffect(() => {
    const before = known.current;
    known.current = { rows, epoch };
    if (before.epoch !== epoch) setMissed(0);
    else if (follows && rows > before.rows) {
      if (isEndShown(before.rows)) showAt(rows - 1, (element?.clientHeight ?? 0) - rowHeight);
      else setMissed((count) => count + rows - before.rows);
    }
  }, [element, epoch, follows, isEndShown, rowHeight, rows, showAt]);

  const isMissing = missed > 0;
  useEffect(() => {
    if (!isMissing) return;
    const onScroll = () => {
      if (isEndShown(known.current.rows)) setMissed(0);
    };
    element?.addEventListener("scroll", onScroll, { passive: true });
    return () => element?.removeEventListener("scroll", onScroll);
  }, [element, isEndShown, isMissing]);

  return { missed, goToEnd: () => reveal("last", "end") };
}
