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
    await scanPieces(window, entries.pieces.of(entry, true), scan, pacer);
    if (pacer.isDue) await pacer.pause();
  }
}

async function scanPieces(window: ByteWindow, pieces: readonly Piece[], scan: SecretScan, pacer: Pacer): Promise<void> {
  for (const sort of pieceSorts) {
    const ofSort = pieces.filter((piece) => piece.sort === sort);
    for (const [index, piece] of ofSort.entries()) {
      const comesFrom = joins(ofSort[index - 1], piece);
      const goesOn = joins(piece, ofSort[index + 1]);
      if (comesFrom || goesOn) await scanPiece(window, piece, scan, pacer);
      if (comesFrom && !goesOn) scan.finish();
    }
  }
}

/**
 * Whether one text is spelled over both. What stands in one record has been looked at there; finding each of the thousands of messages
 * that a list may hold would mean to walk all of the list for each.
 */
function joins(before: Piece | undefined, piece: Piece | undefined): boolean {
  return before !== undefined && piece?.continues === true && piece.record !== before.record;
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
