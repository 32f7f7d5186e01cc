// A record as the text it is, wrapped at a fixed number of bytes. Any byte of a record of any length is a row away.

import type { ClipboardEvent } from "react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { Button } from "../../controls/Button.tsx";
import { Remark } from "../../controls/Remark.tsx";
import { failureSentence } from "../../data/failureSentence.ts";
import { formatCount } from "../../data/format.ts";
import type { SoughtHits } from "../hits/soughtHits.ts";
import { useCurrentHit, useTextHits } from "../hits/useHits.ts";
import type { LongListHandle } from "../longList/LongList.tsx";
import { LongList } from "../longList/LongList.tsx";
import { useTextGeometry } from "../useTextGeometry.ts";
import { drawnPlace } from "./drawnPlace.ts";
import { GoToByte } from "./GoToByte.tsx";
import { selectedText } from "./selectedText.ts";
import type { TextRowShared } from "./TextRow.tsx";
import { TextRow } from "./TextRow.tsx";
import styles from "./TextView.module.css";
import type { TextBlocks } from "./textBlocks.ts";
import { shownText } from "./textBlocks.ts";
import { columnsFor, rowCount } from "./textRows.ts";

export interface TextViewProps {
  readonly blocks: TextBlocks;
  readonly hits: SoughtHits | undefined;
  /** Another number for another record. */
  readonly epoch: number;
  /** The record's, in bytes. */
  readonly length: number;
}

/** Pixels; the style sheet says the same. */
const rowHeight = 20;
/** Beside gutter and text: paddings and the scrollbar, in pixels. */
const otherWidth = 52;

export function TextView({ blocks, hits, epoch, length }: TextViewProps) {
  const { blocks: held, failure } = useStore(blocks.store);
  const marked = useTextHits(hits);
  const current = useCurrentHit(hits);
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const [gone, setGone] = useState<{ readonly epoch: number; readonly byte: number }>();
  const target = gone?.epoch === epoch ? gone.byte : undefined;
  const list = useRef<LongListHandle>(null);
  const { width, character } = useTextGeometry(frame);

  const digits = formatCount(Math.max(0, length - 1)).length;
  const columns = columnsFor(width - otherWidth - digits * character, character);
  const rows = rowCount(length, columns);

  /** The first byte on the screen, which stays there when the width changes. */
  const top = useRef(0);
  const drawn = useRef({ epoch, columns });
  useLayoutEffect(() => {
    const before = drawn.current;
    drawn.current = { epoch, columns };
    if (before.epoch !== epoch) top.current = 0;
    else if (before.columns !== columns) list.current?.showAt(Math.floor(top.current / columns), 0);
  }, [epoch, columns]);

  const shown = useRef({ from: 0, to: 0 });
  const onShow = useCallback(
    (first: number, last: number) => {
      if (drawn.current.columns === columns) top.current = first * columns;
      shown.current = { from: first * columns, to: Math.min(length, (last + 1) * columns) };
      void blocks.show(shown.current.from, shown.current.to);
      void hits?.text.show(shown.current.from, shown.current.to);
    },
    [blocks, hits, columns, length],
  );

  // Another filter finds other places in the rows that are there.
  useEffect(() => void hits?.text.show(shown.current.from, shown.current.to), [hits]);

  // Before the pane is measured there is no list to scroll.
  const drawsRows = width > 0;
  useEffect(() => {
    if (current !== undefined && drawsRows) list.current?.show(Math.floor(current.from / drawn.current.columns));
  }, [current, drawsRows]);

  const goTo = (byte: number) => {
    setGone({ epoch, byte });
    list.current?.reveal(Math.floor(byte / columns), "center");
    list.current?.focus();
  };

  const shared: TextRowShared = useMemo(
    () => ({ blocks: held, hits: marked, current, length, columns, digits, target }),
    [held, marked, current, length, columns, digits, target],
  );

  /** A row's end is no line break of the record. */
  const onCopy = (event: ClipboardEvent) => {
    const selection = document.getSelection();
    if (selection === null || selection.type !== "Range") return;
    const range = selection.getRangeAt(0);
    const start = drawnPlace(range.startContainer, range.startOffset);
    const end = drawnPlace(range.endContainer, range.endOffset);
    if (start === undefined || end === undefined) return;
    const text = selectedText(start, end, (row) =>
      shownText(held, row * columns, Math.min(length, (row + 1) * columns)),
    );
    if (text === undefined) return;
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  };

  return (
    <div className={styles.view}>
      {failure === undefined ? undefined : (
        <div className={styles.failure}>
          <Remark
            tone="danger"
            actions={
              <Button size="small" onClick={() => void blocks.show(shown.current.from, shown.current.to)}>
                Try again
              </Button>
            }
          >
            {failureSentence(failure)}
          </Remark>
        </div>
      )}
      <div className={styles.frame} ref={setFrame} onCopy={onCopy}>
        {width === 0 ? undefined : (
          <LongList
            role="group"
            aria-label="Raw text of the record"
            tabIndex={0}
            data-record-content=""
            {...(styles.list === undefined ? {} : { className: styles.list })}
            rows={rows}
            epoch={epoch}
            rowHeight={rowHeight}
            rowComponent={TextRow}
            shared={shared}
            handle={list}
            onShow={onShow}
          />
        )}
      </div>
      <GoToByte key={epoch} length={length} columns={columns} onGo={goTo} />
    </div>
  );
}
