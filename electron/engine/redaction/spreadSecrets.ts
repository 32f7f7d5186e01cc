// Secrets that no single record holds: an answer is written in pieces of a few characters, each in a record of its own, and a key
// in it may begin in one and end in another.

import type { Entries } from "../conversation/entries.ts";
import type { Pacer } from "../conversation/pacer.ts";
import type { Piece } from "../conversation/pieces.ts";
import { pieceSorts } from "../conversation/pieces.ts";
import { findValue } from "../conversation/pieceValue.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import type { Source } from "../source/source.ts";
import { InnerTexts, isInner } from "./innerJson.ts";
import type { SecretScan } from "./secretScan.ts";
import type { SpelledAlike } from "./spelledAlike.ts";

/** Bytes of a text that are read at a time. */
const sliceBytes = 32 * 1024;

/** Texts of which pieces may stand in one record, too. */
export interface SpreadTexts {
  readonly entries: Entries;
  readonly withinRecords: boolean;
  /** Of several that are made of the same pieces, one is enough. */
  readonly alike?: SpelledAlike;
}

/** What the texts are read by. */
interface Read {
  readonly window: ByteWindow;
  readonly inner: InnerTexts;
}

export async function scanSpread(
  source: Source,
  { entries, withinRecords, alike }: SpreadTexts,
  scan: SecretScan,
  pacer: Pacer,
): Promise<void> {
  const window = new ByteWindow(source);
  const read: Read = { window, inner: new InnerTexts(window) };
  alike?.forget();
  for (let entry = 1; entry <= entries.count; entry++) {
    if (alike?.isNew(entry) === false) continue;
    await scanEntry(read, { entries, withinRecords }, entry, scan, pacer);
    if (pacer.isDue) await pacer.pause();
  }
}

async function scanEntry(
  read: Read,
  { entries, withinRecords }: SpreadTexts,
  entry: Entry,
  scan: SecretScan,
  pacer: Pacer,
): Promise<void> {
  for (const sort of pieceSorts) {
    const ofSort = entries.pieces.of(entry, true, sort);
    let before: Piece | undefined;
    let piece = ofSort.at(0);
    for (let next = 1; piece !== undefined; next++) {
      const after = ofSort.at(next);
      const comesFrom = joins(before, piece, withinRecords);
      const goesOn = joins(piece, after, withinRecords);
      if (comesFrom || goesOn) await scanPiece(read, piece, scan, pacer);
      if (comesFrom && !goesOn) scan.finish();
      before = piece;
      piece = after;
    }
  }
}

/**
 * Whether one text is spelled over both. What stands in one record has been looked at there; finding each of the thousands of messages
 * that a list may hold would mean to walk all of the list for each. `withinRecords`: there are few in each.
 */
function joins(before: Piece | undefined, piece: Piece | undefined, withinRecords: boolean): boolean {
  if (before === undefined || piece?.continues !== true) return false;
  return withinRecords || piece.record !== before.record;
}

async function scanPiece({ window, inner }: Read, piece: Piece, scan: SecretScan, pacer: Pacer): Promise<void> {
  const inside = piece.path.findIndex(isInner);
  const find = findValue(window, piece, inside < 0 ? piece.path : piece.path.slice(0, inside));
  let step = find.next();
  for (; step.done !== true; step = find.next()) if (pacer.isDue) await pacer.pause();
  const value = step.value;
  if (value?.type !== "string") return;
  const text = { offset: value.offset + 1, length: value.length - 2 };
  const { offset, length } = (inside < 0 ? text : inner.rangeOf(text, piece.path.slice(inside))) ?? {
    ...text,
    length: 0,
  };
  const end = offset + length;
  for (let at = offset; at < end; ) {
    const bytes = window.view(at, Math.min(sliceBytes, end - at));
    if (bytes.length === 0) break;
    scan.take(bytes, at);
    at += bytes.length;
    if (pacer.isDue) await pacer.pause();
  }
  scan.cut();
}
