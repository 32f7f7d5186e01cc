// What a row says that leads to pieces which are not held.

import { formatBytes } from "../../data/format.ts";
import type { OpenText, TreeFailure } from "./opened.ts";
import { membersPerPiece } from "./opened.ts";
import type { Side } from "./pieceWindow.ts";
import type { MoreSegment } from "./treeLayout.ts";

/** Bytes that take a while to read. */
const worthSaying = 1_000_000;

/** The words of the row that leads to pieces before or behind those that are held. */
export function moreWords({ opened, side }: MoreSegment): string {
  if (opened.type === "text") return textWords(opened, side);
  return side === "after" ? `Show ${membersPerPiece} more…` : `Show ${membersPerPiece} before…`;
}

function textWords({ window, origin }: OpenText, side: Side): string {
  const first = window.pieces.at(0)?.content;
  const last = window.pieces.at(-1)?.content;
  if (first === undefined || last === undefined) throw new Error("an open text holds a slice");
  const all = formatBytes(last.end - origin);
  return side === "after"
    ? `Show more… (${formatBytes(last.next - origin)} of ${all} read)`
    : `Show the text before… (from ${formatBytes(first.from - origin)} of ${all} on)`;
}

/** Whether the pieces behind this row are being read. */
export function isBeingRead({ opened: { phase }, side }: MoreSegment): boolean {
  return phase.type === "loading" && phase.side === side;
}

/** What the row says meanwhile: how much may have to be read, and what it does now. */
export function readingWords({ opened, item }: MoreSegment): string {
  const bytes = item === undefined || opened.type === "text" ? 0 : item.node.length;
  return `Reading${bytes >= worthSaying ? `, in ${formatBytes(bytes)}` : ""}… Stop`;
}

/** Why the pieces behind this row could not be read, when they were asked for. */
export function moreFailure({ opened: { phase }, side }: MoreSegment): TreeFailure | undefined {
  return phase.type === "failed" && phase.side === side ? phase.failure : undefined;
}
