// A record by byte position, in rows of as many bytes each as there is room for: any row of a record of any length is found by
// arithmetic. What a row draws of its bytes is the caller's.

import type { ClipboardEvent, ReactElement } from "react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Hit } from "../../../shared/rows.ts";
import { Button } from "../../controls/Button.tsx";
import { Remark } from "../../controls/Remark.tsx";
import { failureSentence } from "../../data/failureSentence.ts";
import { formatCount } from "../../data/format.ts";
import type { SoughtHits } from "../hits/soughtHits.ts";
import { useCurrentHit, useTextHits } from "../hits/useHits.ts";
import type { LongListHandle, LongRowProps } from "../longList/LongList.tsx";
import { MeasuredList } from "../longList/MeasuredList.tsx";
import { useTextGeometry } from "../useTextGeometry.ts";
import { GoToByte } from "./GoToByte.tsx";
import styles from "./PlacedRows.module.css";
import type { RecordBlocks, RecordBlocksState } from "./recordBlocks.ts";
import { rowCount } from "./rowCount.ts";

/** What every row is drawn from. */
export interface PlacedShared<Block> {
  readonly blocks: RecordBlocksState<Block>["blocks"];
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

export interface PlacedRowsProps<Block> {
  readonly blocks: RecordBlocks<Block>;
  readonly hits: SoughtHits | undefined;
  /** Another number for another record. */
  readonly epoch: number;
  /** The record's, in bytes. */
  readonly length: number;
  readonly label: string;
  /** How many bytes a row has where `width` pixels are free and a character takes `character` of them. */
  readonly columnsFor: (width: number, character: number) => number;
  readonly rowComponent: (props: LongRowProps<PlacedShared<Block>>) => ReactElement | null;
  readonly onCopy?: (event: ClipboardEvent, shared: PlacedShared<Block>) => void;
}

/** Pixels; the style sheet says the same. */
const rowHeight = 20;
/** Beside gutter and content: paddings and the scrollbar, in pixels. */
const otherWidth = 52;

/**
 * A list for bytes or raw text. It asks `blocks` and `hits` for what is on screen, keeps the first byte there when the
 * width changes, and has a field to go to a byte. The caller makes and disposes of both.
 */
export function PlacedRows<Block>(props: PlacedRowsProps<Block>) {
  const { blocks, hits, epoch, length, label, columnsFor, rowComponent, onCopy } = props;
  const { blocks: held, failure } = useStore(blocks.store);
  const marked = useTextHits(hits);
  const current = useCurrentHit(hits);
  const [pane, setPane] = useState<HTMLElement | null>(null);
  const [gone, setGone] = useState<{ readonly epoch: number; readonly byte: number }>();
  const target = gone?.epoch === epoch ? gone.byte : undefined;
  const list = useRef<LongListHandle>(null);
  const geometry = useTextGeometry(pane);
  const { width, character } = geometry;

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

  const shared: PlacedShared<Block> = useMemo(
    () => ({ blocks: held, hits: marked, current, length, columns, digits, target }),
    [held, marked, current, length, columns, digits, target],
  );

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
      <MeasuredList
        geometry={geometry}
        onPane={setPane}
        hasRing
        onPaneCopy={(event) => onCopy?.(event, shared)}
        role="group"
        aria-label={label}
        rows={rows}
        epoch={epoch}
        rowHeight={rowHeight}
        rowComponent={rowComponent}
        shared={shared}
        handle={list}
        onShow={onShow}
      />
      <GoToByte key={epoch} length={length} columns={columns} onGo={goTo} />
    </div>
  );
}
