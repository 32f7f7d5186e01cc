import { describe, expect, it } from "vitest";
import type { OpenText } from "./opened.ts";
import { extend, firstPiece } from "./pieceWindow.ts";
import { findLine, lineId, linesOf } from "./textLines.ts";
import { embeddedDocument } from "./treeDocument.ts";
import { rowText } from "./wrappedText.ts";

const node = { key: "text", type: "string", offset: 0, length: 9, preview: "", cut: true } as const;
const item = { id: "0", document: embeddedDocument("", "{}"), node, parent: undefined };

/** An open text of pieces of ten lines each, `lines` of which are numbered by piece and line. */
function opened(first: number, last: number): OpenText {
  const piece = (number: number) => {
    const text = Array.from({ length: 10 }, (_, line) => `piece ${number} line ${line}\n`).join("");
    return { start: number * 1000, next: undefined, content: { text, from: 0, next: 0, end: 0 } };
  };
  let window = firstPiece<number, OpenText["window"]["pieces"][number]["content"]>(piece(first));
  for (let number = first + 1; number <= last; number += 1) window = extend(window, "after", piece(number), 100);
  return { type: "text", item, origin: 0, window, phase: { type: "idle" } };
}

/** The row of `to` that has the name of the row of `from` which shows `text`. */
function follow(from: OpenText, fromColumns: number, to: OpenText, toColumns: number, text: string) {
  const before = linesOf(from, fromColumns);
  const line = before.wrapped.starts.findIndex((_, row) => rowText(before.wrapped, row).includes(text));
  const after = linesOf(to, toColumns);
  const found = findLine(after, lineId(before, line));
  return found === undefined ? undefined : rowText(after.wrapped, found);
}

describe("the name of a line", () => {
  it("leads to the same line when pieces come before and after", () => {
    expect(follow(opened(3, 4), 40, opened(2, 6), 40, "piece 4 line 7")).toBe("piece 4 line 7");
  });

  it("leads to the same line when pieces before it go", () => {
    expect(follow(opened(0, 5), 40, opened(5, 6), 40, "piece 5 line 0")).toBe("piece 5 line 0");
  });

  it("leads nowhere when its own piece is gone", () => {
    expect(follow(opened(0, 5), 40, opened(2, 6), 40, "piece 1 line 3")).toBeUndefined();
  });

  it("leads to the row with the same characters when the width has changed", () => {
    expect(follow(opened(0, 1), 40, opened(0, 1), 8, "piece 1 line 2")).toBe("piece 1 ");
    expect(follow(opened(0, 1), 8, opened(0, 1), 40, "line 2")).toBe("piece 0 line 2");
  });
});
