// What is seen of a list while none of the rows at its place is there: the rows that were there last, or those that have arrived
// meanwhile for a place on the way. So a list shows something however fast its scroll bar is dragged.

/** Rows, both ends among them; `last` is less than `first` when there are none. */
export interface RowSpan {
  readonly first: number;
  readonly last: number;
}

/** Tells which rows to draw; it fetches none. */
export interface StandIn {
  /** Rows that are all there; undefined while the list shows something by itself. The same object until they are others. */
  readonly rows: RowSpan | undefined;
  /** These rows are on screen. Answers whether others stand in for them now. */
  look(shown: RowSpan): boolean;
  /** Rows were asked for that were on screen then, and some of them have arrived. */
  arrived(rows: RowSpan): void;
  /** Other rows have those numbers now. */
  drop(): void;
}

/** `stateOf`: whether a row is there, or cannot be read; undefined while it is neither. */
export function createStandIn(stateOf: (row: number) => "ready" | "failed" | undefined): StandIn {
  /** The rows that stood or could have stood on screen last. */
  let seen: RowSpan | undefined;
  let rows: RowSpan | undefined;

  const states = ({ first, last }: RowSpan) =>
    Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => stateOf(first + index));
  const isWhole = (span: RowSpan) => span.last >= span.first && states(span).every((state) => state === "ready");

  return {
    get rows() {
      return rows;
    },
    look(shown) {
      const before = rows;
      if (isWhole(shown)) seen = shown;
      const isNothing = states(shown).every((state) => state === undefined);
      rows = isNothing && seen !== undefined && shown.last >= shown.first && isWhole(seen) ? seen : undefined;
      return rows !== before;
    },
    arrived(span) {
      if (isWhole(span)) seen = span;
    },
    drop() {
      seen = undefined;
      rows = undefined;
    },
  };
}
