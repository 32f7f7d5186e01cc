import type { Hit } from "../../../shared/rows.ts";
import { classNames } from "../../controls/classNames.ts";
import { Marked } from "../../controls/Marked.tsx";
import { formatCount } from "../../data/format.ts";
import type { LongRowProps } from "../longList/LongList.tsx";
import { markedRow } from "./markedRow.ts";
import styles from "./TextView.module.css";
import type { TextBlocksState } from "./textBlocks.ts";

export interface TextRowShared {
  readonly blocks: TextBlocksState["blocks"];
  /** By number of the block in which they begin. */
  readonly hits: ReadonlyMap<number, readonly Hit[]>;
  /** The hit that was gone to. */
  readonly current: Hit | undefined;
  /** The record's, in bytes. */
  readonly length: number;
  /** Bytes per row. */
  readonly columns: number;
  /** Characters that the greatest offset takes. */
  readonly digits: number;
  /** The byte that was gone to. */
  readonly target: number | undefined;
}

export function TextRow({ row, style, shared }: LongRowProps<TextRowShared>) {
  const { blocks, hits, current, length, columns, digits, target } = shared;
  const from = row * columns;
  const to = Math.min(length, from + columns);
  const marked = markedRow(blocks, hits, current, from, to);
  const isTarget = target !== undefined && target >= from && target < from + columns;
  return (
    <div style={style} data-text-row={row} className={classNames(styles.row, isTarget && styles.target)}>
      <span className={styles.offset} style={{ width: `${digits}ch` }}>
        {formatCount(from)}
      </span>
      {marked === undefined ? (
        <span className={styles.waiting}>…</span>
      ) : (
        <span className={styles.text} data-text="">
          <Marked {...marked} />
        </span>
      )}
    </div>
  );
}
