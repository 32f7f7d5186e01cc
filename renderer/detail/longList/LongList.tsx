// A virtual list of rows of one height without a limit to their number: react-window shows a span of them (`span.ts`
// says why), and only what is visible is in the document.

import type { CSSProperties, ReactElement, Ref } from "react";
import { useCallback, useEffect, useImperativeHandle, useRef } from "react";
import type { ListProps } from "react-window";
import { List } from "react-window";
import type { Align } from "../../controls/span/span.ts";
import { overscanRows, useSpan } from "../../controls/span/useSpan.ts";

/** What may be asked of the list. Rows are counted from 0. */
export interface LongListHandle {
  /** Brings a row into view. */
  reveal(row: number, align: Align): void;
  /** The same for a row that is to be seen with what is around it: not at all if it is in view, else to the middle. */
  show(row: number): void;
  /** Whole rows that fit on the screen. */
  visibleRows(): number;
  /** Pixels from the upper edge of what is visible down to a row; negative above it. */
  offsetOf(row: number): number;
  /** Puts a row at an offset from the upper edge, from this frame on: for layout effects. */
  showAt(row: number, offset: number): void;
  focus(): void;
}

/** `style` places the row and has to be on its outermost element. */
export interface LongRowProps<Shared> {
  readonly row: number;
  readonly style: CSSProperties;
  readonly shared: Shared;
}

interface SpanRowProps<Shared> {
  readonly base: number;
  readonly shared: Shared;
  readonly rowComponent: (props: LongRowProps<Shared>) => ReactElement | null;
}

type OwnListProps =
  | "rowComponent"
  | "rowCount"
  | "rowHeight"
  | "rowProps"
  | "rowKey"
  | "listRef"
  | "overscanCount"
  | "defaultHeight"
  | "onRowsRendered"
  | "onResize";

export interface LongListProps<Shared> extends Omit<ListProps<SpanRowProps<Shared>>, OwnListProps> {
  readonly rows: number;
  /** A new number means that all rows are others: the list starts at its top. */
  readonly epoch: number;
  /** Pixels. */
  readonly rowHeight: number;
  readonly rowComponent: SpanRowProps<Shared>["rowComponent"];
  /** Handed to every row; rows are drawn anew when it changes. */
  readonly shared: Shared;
  readonly handle: Ref<LongListHandle>;
  /** Told which rows are visible, first and last. */
  readonly onShow?: ((first: number, last: number) => void) | undefined;
}

/** Until the list is measured, in pixels: so that its first frame shows rows already. */
const heightAtFirst = 800;

/**
 * Takes what react-window's List takes for its element, role and keys among it. The parent gives it a height; who goes
 * along its rows by key is the parent's to say.
 */
export function LongList<Shared>(props: LongListProps<Shared>) {
  const { rows, epoch, rowHeight, rowComponent, shared, handle, onShow, ...rest } = props;
  const span = useSpan(rows, rowHeight, { epoch, anchor: undefined });
  const { base, element } = span;

  const show = (row: number) => {
    const above = Math.floor(span.offsetOf(row) / rowHeight);
    if (above < 0 || above >= span.visibleRows()) span.reveal(row, "center");
  };
  /** Asked for before there was anything to scroll. */
  const early = useRef<number>(undefined);
  useEffect(() => {
    if (element === undefined || early.current === undefined) return;
    const row = early.current;
    // Once the list has its height.
    const frame = requestAnimationFrame(() => {
      early.current = undefined;
      show(row);
    });
    return () => cancelAnimationFrame(frame);
  });

  useImperativeHandle(handle, () => ({
    reveal: span.reveal,
    show: (row) => {
      if (element === undefined) early.current = row;
      else show(row);
    },
    visibleRows: span.visibleRows,
    offsetOf: span.offsetOf,
    showAt: span.showAt,
    focus: () => element?.focus({ preventScroll: true }),
  }));

  const onRowsRendered = useCallback(
    ({ startIndex, stopIndex }: { readonly startIndex: number; readonly stopIndex: number }) =>
      onShow?.(base + startIndex, base + stopIndex),
    [base, onShow],
  );

  return (
    <List<SpanRowProps<Shared>>
      {...rest}
      defaultHeight={heightAtFirst}
      listRef={span.listRef}
      rowComponent={SpanRow}
      rowCount={span.count}
      rowHeight={rowHeight}
      overscanCount={overscanRows}
      rowProps={{ base, shared, rowComponent }}
      onRowsRendered={onRowsRendered}
      onResize={() => span.resized()}
    />
  );
}

function SpanRow<Shared>({
  index,
  style,
  base,
  shared,
  rowComponent: Row,
}: SpanRowProps<Shared> & { readonly index: number; readonly style: CSSProperties }) {
  return <Row row={base + index} style={style} shared={shared} />;
}
