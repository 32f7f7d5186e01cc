// The same for a session of no known family, whose names say which records are pieces of a text (redaction/pieceTexts.ts): the pieces at its
// end wait until so many others stand behind them that no text goes on over these.

import { readHead } from "../../formats/head.ts";
import type { View } from "../../query/view.ts";
import { mostBetween } from "../../redaction/announcedTexts.ts";
import { isPiece } from "../../redaction/pieceTexts.ts";
import type { Source } from "../../source/source.ts";
import { mostBehind } from "./settledRecords.ts";

/** Bytes that are read of a record: pieces are small. */
const readBytes = 16 * 1024;

/** How many records may be told; the rest are at most `mostBehind`. `source` is that of the view. */
export function settledPieces(source: Source, view: View): number {
  const rows = view.rows();
  let settled = rows;
  for (let row = rows - 1, others = 0; row >= Math.max(0, rows - mostBehind) && others <= mostBetween; row--) {
    others = isPieceAt(source, view, row) ? 0 : others + 1;
    if (others === 0) settled = row;
  }
  return settled;
}

function isPieceAt(source: Source, view: View, row: number): boolean {
  let isOne = false;
  view.visit(row, 1, (_, { offsets, lengths }, at) => {
    const length = lengths[at] ?? 0;
    const bytes = Buffer.alloc(Math.min(length, readBytes));
    const read = source.readInto(bytes, 0, bytes.length, offsets[at] ?? 0);
    isOne = isPiece(readHead(bytes.toString("utf8", 0, read), read === length));
  });
  return isOne;
}
