// Text of a string value as rows of equal height: broken at its line feeds, and wrapped where a line is longer than the
// pane is wide. Rows are positions in the text, not strings, so a megabyte of text costs a few bytes per row until shown.

/** Tab stops, in columns; the style sheet says the same (`tab-size`). */
const tabWidth = 4;
/** Units a row may hold per column, so that a flood of combining marks, which take no column, ends some time too. */
const unitsPerColumn = 16;

/** A text and its rows, of which there is at least one. */
export interface WrappedText {
  readonly text: string;
  /** Where each row starts, in UTF-16 units. */
  readonly starts: readonly number[];
}

/** Breaks after spaces where a line allows it, else between characters; never inside one. */
export function wrapText(text: string, columns: number): WrappedText {
  const starts = [0];
  let column = 0;
  /** Where the row could end: after its last space. */
  let space = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const next = at + (code > 0xffff ? 2 : 1);
    if (code === 0x0a) {
      starts.push(next);
      column = 0;
      space = next;
      at = next;
      continue;
    }
    const width = code === 0x09 ? tabWidth - (column % tabWidth) : columnsOf(code);
    const start = starts.at(-1) ?? 0;
    const full = column + width > columns || at - start >= columns * unitsPerColumn;
    if (full && at > start && code !== 0x20) {
      const from = space > start ? space : at;
      starts.push(from);
      column = 0;
      at = from;
      continue;
    }
    column += width;
    if (code === 0x20 || code === 0x09) space = next;
    at = next;
  }
  return { text, starts };
}

/** The text of a row, without the line break that ends it. */
export function rowText(wrapped: WrappedText, row: number): string {
  const text = wrapped.text.slice(wrapped.starts[row], wrapped.starts[row + 1]);
  return text.replace(/\r?\n$/, "");
}

const zeroWidth = /^(?:\p{Mn}|\p{Me}|\u200c|\u200d)$/u;

/** How many columns a character takes in a monospaced font: 2 for East Asian wide ones and emoji, 0 for combining marks. */
export function columnsOf(code: number): number {
  if (code < 0x300) return 1;
  if (zeroWidth.test(String.fromCodePoint(code))) return 0;
  return isWide(code) ? 2 : 1;
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
