// Secrets that no single record holds: an answer is written in pieces of a few characters, each in a record of its own, and a key
// in it may begin in one and end in another.

import type { Entries } from "../conversation/entries.ts";
import type { Pacer } from "../conversation/pacer.ts";
import type { Piece } from "../conversation/pieces.ts";
import { pieceSorts } from "../conversation/pieces.ts";
import { findValue } from "../conversation/pieceValue.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import type { Source } from "../source/source.ts";
import type { SecretScan } from "./secretScan.ts";

/** Bytes of a text that are read at a time. */
const sliceBytes = 32 * 1024;

export async function scanSpread(source: Source, entries: Entries, scan: SecretScan, pacer: Pacer): Promise<void> {
  const window = new ByteWindow(source);
  for (let entry = 1; entry <= entries.count; entry++) {
    const pieces = entries.pieces.of(entry);
    if (pieces.some(({ continues }) => continues)) await scanPieces(window, pieces, scan, pacer);
    if (pacer.isDue) await pacer.pause();
  }
}

async function scanPieces(window: ByteWindow, pieces: readonly Piece[], scan: SecretScan, pacer: Pacer): Promise<void> {
  for (const sort of pieceSorts) {
    const ofSort = pieces.filter((piece) => piece.sort === sort);
    for (const [index, piece] of ofSort.entries()) {
      const goesOn = ofSort[index + 1]?.continues === true;
      // What stands in one record has been looked at there.
      if (piece.continues || goesOn) await scanPiece(window, piece, scan, pacer);
      if (piece.continues && !goesOn) scan.finish();
    }
  }
}

async function scanPiece(window: ByteWindow, piece: Piece, scan: SecretScan, pacer: Pacer): Promise<void> {
  const find = findValue(window, piece, piece.path);
  let step = find.next();
  for (; step.done !== true; step = find.next()) if (pacer.isDue) await pacer.pause();
  const value = step.value;
  if (value?.type !== "string") return;
  const end = value.offset + value.length - 1;
  for (let at = value.offset + 1; at < end; ) {
    const bytes = window.view(at, Math.min(sliceBytes, end - at));
    if (bytes.length === 0) break;
    scan.take(bytes, at);
    at += bytes.length;
    if (pacer.isDue) await pacer.pause();
  }
  scan.cut();
}
