// A record as the text it is, wrapped at a fixed number of bytes. Any byte of a record of any length is a row away.

import type { ClipboardEvent } from "react";
import type { PlacedShared } from "../blocks/PlacedRows.tsx";
import { PlacedRows } from "../blocks/PlacedRows.tsx";
import type { SoughtHits } from "../hits/soughtHits.ts";
import { drawnPlace } from "./drawnPlace.ts";
import { selectedText } from "./selectedText.ts";
import { TextRow } from "./TextRow.tsx";
import type { TextBlock } from "./textBlock.ts";
import type { TextBlocks } from "./textBlocks.ts";
import { shownText } from "./textBlocks.ts";
import { columnsFor } from "./textRows.ts";

export interface TextViewProps {
  readonly blocks: TextBlocks;
  readonly hits: SoughtHits | undefined;
  /** Another number for another record. */
  readonly epoch: number;
  /** The record's, in bytes. */
  readonly length: number;
}

/**
 * As `PlacedRows`; what is copied out of it has no breaks but the record's own. The list takes the focus, and arrows
 * scroll it.
 */
export function TextView(props: TextViewProps) {
  return (
    <PlacedRows
      {...props}
      label="Raw text of the record"
      columnsFor={columnsFor}
      rowComponent={TextRow}
      onCopy={copyWithoutBreaks}
    />
  );
}

/** A row's end is no line break of the record. */
function copyWithoutBreaks(event: ClipboardEvent, { blocks, columns, length }: PlacedShared<TextBlock>): void {
  const selection = document.getSelection();
  if (selection === null || selection.type !== "Range") return;
  const range = selection.getRangeAt(0);
  const start = drawnPlace(range.startContainer, range.startOffset);
  const end = drawnPlace(range.endContainer, range.endOffset);
  if (start === undefined || end === undefined) return;
  const text = selectedText(start, end, (row) =>
    shownText(blocks, row * columns, Math.min(length, (row + 1) * columns)),
  );
  if (text === undefined) return;
  event.clipboardData.setData("text/plain", text);
  event.preventDefault();
}
