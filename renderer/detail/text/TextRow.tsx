import { formatCount } from "../../data/format.ts";
import { visibleText } from "../../data/visibleText.ts";
import { classNames } from "../../frame/controls/classNames.ts";
import type { LongRowProps } from "../longList/LongList.tsx";
import styles from "./TextView.module.css";
import type { TextBlocksState } from "./textBlocks.ts";
import { shownText } from "./textBlocks.ts";

export interface TextRowShared {
  readonly blocks: TextBlocksState["blocks"];
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
  const { blocks, length, columns, digits, target } = shared;
  const from = row * columns;
  const to = Math.min(length, from + columns);
  const text = shownText(blocks, from, to);
  const isTarget = target !== undefined && target >= from && target < from + columns;
  return (
    <div style={style} className={classNames(styles.row, isTarget && styles.target)}>
      <span className={styles.offset} style={{ width: `${digits}ch` }}>
        {formatCount(from)}
      </span>
      {text === undefined ? (
        <span className={styles.waiting}>…</span>
      ) : (
        <span className={styles.text}>{visibleText(text)}</span>
      )}
    </div>
  );
}
