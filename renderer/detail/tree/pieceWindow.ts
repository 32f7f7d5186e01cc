// A container may have millions of members and a string gigabytes of text. Both come in pieces, one after another, and
// only a window of neighbouring pieces is kept: adding one at an end drops one at the other. Where the dropped pieces
// began is remembered (a few bytes each), so the window can move back as well.

/** What was read at once, with the place at which the next reading begins. */
export interface Piece<Cursor, Content> {
  readonly start: Cursor;
  /** Where the next piece starts; undefined when this is the last one. */
  readonly next: Cursor | undefined;
  readonly content: Content;
}

/** `pieces` follow each other without a gap and are at least one. */
export interface PieceWindow<Cursor, Content> {
  /** Where the pieces before the window start, first to last. */
  readonly earlier: readonly Cursor[];
  readonly pieces: readonly Piece<Cursor, Content>[];
}

/** The end at which a window is extended: towards the beginning, or the end, of the whole. */
export type Side = "before" | "after";

/** A window of one piece, that of the beginning. */
export function firstPiece<Cursor, Content>(piece: Piece<Cursor, Content>): PieceWindow<Cursor, Content> {
  return { earlier: [], pieces: [piece] };
}

/** Where to read on, or undefined at that end. */
export function edge<Cursor, Content>(window: PieceWindow<Cursor, Content>, side: Side): Cursor | undefined {
  return side === "after" ? window.pieces.at(-1)?.next : window.earlier.at(-1);
}

/** The window with the piece that was read at its edge. At most `most` pieces are kept. */
export function extend<Cursor, Content>(
  window: PieceWindow<Cursor, Content>,
  side: Side,
  piece: Piece<Cursor, Content>,
  most: number,
): PieceWindow<Cursor, Content> {
  if (side === "before") {
    return { earlier: window.earlier.slice(0, -1), pieces: [piece, ...window.pieces].slice(0, most) };
  }
  const pieces = [...window.pieces, piece];
  const surplus = pieces.slice(0, Math.max(0, pieces.length - most));
  return {
    earlier: [...window.earlier, ...surplus.map((dropped) => dropped.start)],
    pieces: pieces.slice(surplus.length),
  };
}
