// Two records line by line: their JSON indented, long lines wrapped, so that a difference inside a long text is a line, too.

import { beginningOf } from "../../../shared/beginningOf.ts";
import type { DiffLine } from "../../conversation/text/diff.ts";
import { diffLines } from "../../conversation/text/diff.ts";
import { indentedJson } from "../../data/indentedJson.ts";
import { visibleText } from "../../data/visibleText.ts";

/** Of each record, in bytes; what stands behind is not compared, which is said. */
export const mostComparedBytes = 1024 * 1024;
/** Characters of a line. */
const longestLine = 80;
/** Changed lines of each record between the first and the last change; beyond, the old ones stand before the new ones. */
const mostChangedLines = 2000;
/** Equal lines that stand around a change. */
const around = 3;

/** `count` equal lines are left out at a `…`. */
export type ComparedLine = DiffLine | { readonly sign: "…"; readonly count: number };

/** Lines as they are shown, wrapped at 80 characters; `added` and `removed` count those. */
export interface Comparison {
  readonly lines: readonly DiffLine[];
  /** The same without the equal lines that stand away from changes. */
  readonly folded: readonly ComparedLine[];
  readonly added: number;
  readonly removed: number;
}

/**
 * Both may be JSON, which is indented, or any text. Bounded by its caller: it costs lines times lines between the first
 * and the last change.
 */
export function compareTexts(before: string, after: string): Comparison {
  const lines = diffLines(linesOf(before), linesOf(after), mostChangedLines);
  const count = (sign: DiffLine["sign"]) => lines.reduce((sum, line) => sum + (line.sign === sign ? 1 : 0), 0);
  return { lines, folded: foldEqual(lines), added: count("+"), removed: count("-") };
}

function linesOf(json: string): readonly string[] {
  return indentedJson(json)
    .split("\n")
    .flatMap((line) => wrapped(visibleText(line)));
}

function wrapped(line: string): readonly string[] {
  if (line.length <= longestLine) return [line];
  const pieces: string[] = [];
  for (let at = 0; at < line.length; ) {
    const piece = beginningOf(line.slice(at), longestLine);
    pieces.push(piece);
    at += piece.length;
  }
  return pieces;
}

function foldEqual(lines: readonly DiffLine[]): readonly ComparedLine[] {
  const isNear = new Uint8Array(lines.length);
  for (const [at, { sign }] of lines.entries()) {
    if (sign !== " ") isNear.fill(1, Math.max(0, at - around), at + around + 1);
  }
  const folded: ComparedLine[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    let end = at;
    while (end < lines.length && isNear[end] === 0) end += 1;
    // One line takes as much room as the word that it is left out.
    if (end > at + 1) folded.push({ sign: "…", count: end - at });
    else if (line !== undefined) folded.push(line);
    at = Math.max(end, at + 1);
  }
  return folded;
}
