// The held pieces of an open text as rows. A row is named by the piece it starts in and by its place there, so that it
// keeps its name while pieces come and go around it; after a change of the width, the name leads to the row that holds
// the same character.

import { visibleText } from "../../data/visibleText.ts";
import type { OpenText } from "./opened.ts";
import type { WrappedText } from "./wrappedText.ts";
import { wrapText } from "./wrappedText.ts";

/** The lines of what is held of one text, for one width. */
export interface TextLines {
  readonly wrapped: WrappedText;
  /** The bytes of the record that are held of it. */
  readonly from: number;
  readonly to: number;
  readonly marks: readonly PieceMark[];
}

/** Where a piece starts: in the whole value (its cursor), and in the wrapped text. */
interface PieceMark {
  readonly start: number;
  readonly at: number;
}

/** What was laid out last for each text: the width changes seldom, and scrolling changes nothing. */
const known = new WeakMap<OpenText["window"], { readonly columns: number; readonly lines: TextLines }>();

/**
 * `columns`: characters of a line. The same object for the same text and width, so it may be asked for at each drawing.
 */
export function linesOf({ window }: OpenText, columns: number): TextLines {
  const before = known.get(window);
  if (before?.columns === columns) return before.lines;
  const marks: PieceMark[] = [];
  let text = "";
  for (const { start, content } of window.pieces) {
    marks.push({ start, at: text.length });
    text += visibleText(content.text);
  }
  const [first, last] = [window.pieces[0], window.pieces.at(-1)];
  const [from, to] = [first?.content.from ?? 0, last?.content.next ?? 0];
  const lines = { wrapped: wrapText(text, columns), from, to, marks };
  known.set(window, { columns, lines });
  return lines;
}

/** The name of a row. */
export function lineId({ wrapped, marks }: TextLines, line: number): string {
  const at = wrapped.starts[line] ?? 0;
  const mark = marks.findLast((candidate) => candidate.at <= at);
  return mark === undefined ? "" : `${mark.start}:${at - mark.at}`;
}

/** The row of that name; undefined when its piece is not held. */
export function findLine({ wrapped, marks }: TextLines, id: string): number | undefined {
  const [start, place] = id.split(":").map(Number);
  const mark = marks.find((candidate) => candidate.start === start);
  if (mark === undefined || place === undefined) return undefined;
  const at = mark.at + place;
  let low = 0;
  let high = wrapped.starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((wrapped.starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
