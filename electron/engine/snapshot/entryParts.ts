// What an entry of a conversation consists of for whoever writes it out.

import type { Entries } from "../conversation/entries.ts";
import type { MeasuredEntries } from "../conversation/measuredEntries.ts";
import type { PieceList } from "../conversation/pieceList.ts";
import type { PieceSort } from "../conversation/pieces.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import { marks } from "../formats/conversationOperations.ts";

/** The call's own id, or one that is made of its place where the file gives it none. */
export function callId(entries: Entries, call: Entry): string {
  return entries.idOf(call) || `call-${call}`;
}

/** Pieces of one sort in the order in which they were told; none where it was told anew since. */
export function piecesOf(entries: Entries, entry: Entry, sort: PieceSort): PieceList {
  return entries.pieces.of(entry, false, sort);
}

/** What counts as the result of a call: the last true one, or all parts of one; one that was made up where there is no other. */
export function trueOutputs(entries: Entries, call: Entry): PieceList {
  const outputs = firstHand(piecesOf(entries, call, "output"));
  if (entries.hasResultInParts(call)) return outputs;
  const last = outputs.findLast((piece) => (piece.marks & marks.madeUp) === 0) ?? outputs.at(-1);
  return last === undefined ? [] : [last];
}

/** The record of a call's result for remarks on it, with its line: the call's own where that one's line is not known. */
export function resultPlace(entries: MeasuredEntries, call: Entry): { readonly record: number; readonly line: number } {
  const record = entries.lastRecordOf(call);
  return trueOutputs(entries, call).at(-1)?.record === record
    ? { record, line: entries.lastLineOf(call) }
    : { record: entries.recordOf(call), line: entries.lineOf(call) };
}

/** Without second copies, unless there is nothing else. */
function firstHand(pieces: PieceList): PieceList {
  const firsts = pieces.filter((piece) => (piece.marks & marks.repeated) === 0);
  return firsts.length === 0 ? pieces : firsts;
}
