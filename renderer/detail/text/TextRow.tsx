import { Marked } from "../../controls/Marked.tsx";
import { PlacedRow } from "../blocks/PlacedRow.tsx";
import type { PlacedShared } from "../blocks/PlacedRows.tsx";
import type { LongRowProps } from "../longList/LongList.tsx";
import { markedRow } from "./markedRow.ts";
import styles from "./TextRow.module.css";
import type { TextBlock } from "./textBlock.ts";

export function TextRow({ row, style, shared }: LongRowProps<PlacedShared<TextBlock>>) {
  const { blocks, hits, current, length, columns, digits, target } = shared;
  const from = row * columns;
  const marked = markedRow(blocks, hits, current, from, Math.min(length, from + columns));
  return (
    <PlacedRow {...{ row, style, columns, digits, target }}>
      {marked === undefined ? undefined : (
        <span className={styles.text} data-text="">
          <Marked {...marked} />
        </span>
      )}
    </PlacedRow>
  );
}
