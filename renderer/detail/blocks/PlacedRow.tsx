import type { CSSProperties, ReactNode } from "react";
import { classNames } from "../../controls/classNames.ts";
import { formatCount } from "../../data/format.ts";
import styles from "./PlacedRows.module.css";

export interface PlacedRowProps {
  readonly row: number;
  readonly style: CSSProperties;
  readonly columns: number;
  readonly digits: number;
  readonly target: number | undefined;
  /** Undefined while its bytes are not there. */
  readonly children: ReactNode;
}

/** A row with the byte it begins at. */
export function PlacedRow({ row, style, columns, digits, target, children }: PlacedRowProps) {
  const from = row * columns;
  const isTarget = target !== undefined && target >= from && target < from + columns;
  return (
    <div style={style} data-text-row={row} className={classNames(styles.row, isTarget && styles.target)}>
      <span className={styles.offset} style={{ width: `${digits}ch` }}>
        {formatCount(from)}
      </span>
      {children === undefined ? <span className={styles.waiting}>…</span> : children}
    </div>
  );
}
