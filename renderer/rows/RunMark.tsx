import { ChevronDown, ChevronRight } from "lucide-react";
import { VisuallyHidden } from "radix-ui";
import type { Row, Run } from "../../shared/rows.ts";
import { formatCount, formatCounted } from "../data/format.ts";
import styles from "./RunMark.module.css";

export interface RunMarkProps {
  readonly row: Row;
  readonly run: Run;
  /** Which records they are is said beside it, not only where the mouse asks. */
  readonly numbered: boolean;
}

/** That a row stands for several records, and whether they are listed behind it. A click on it opens or closes them. */
export function RunMark({ row, run, numbered }: RunMarkProps) {
  const Arrow = run.open ? ChevronDown : ChevronRight;
  const numbers = `${formatCount(row.record)}–${formatCount(run.last)}`;
  return (
    <>
      <span className={styles.mark} data-run="" title={`${formatCounted(run.records, "record")}: ${numbers}`}>
        <Arrow aria-hidden="true" />
        {formatCount(run.records)} ×
        <VisuallyHidden.Root> records, {run.open ? "opened" : "folded"}</VisuallyHidden.Root>
      </span>
      {numbered ? <span className={styles.numbers}>in records {numbers}</span> : undefined}
    </>
  );
}
