// Which row a key leads to.

export interface ListSituation {
  readonly cursor: number | undefined;
  /** The first row on screen. */
  readonly first: number;
  readonly rows: number;
  /** Rows that Page Up and Page Down move by. */
  readonly page: number;
}

/** Undefined for keys that do not move. Without a cursor, the first key goes to where the user looks. */
export function listMove(key: string, { cursor, first, rows, page }: ListSituation): number | undefined {
  if (rows === 0) return undefined;
  const last = rows - 1;
  const by = (step: number) => (cursor === undefined ? first : Math.max(0, Math.min(last, cursor + step)));
  switch (key) {
    case "ArrowDown":
    case "j":
      return by(1);
    case "ArrowUp":
    case "k":
      return by(-1);
    case "PageDown":
      return by(Math.max(1, page));
    case "PageUp":
      return by(-Math.max(1, page));
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
