// The open part of a tree as rows of equal height. Most rows are one item; the text of an open string is many rows, so
// rows are kept in segments: a segment says how many rows it has and nothing is made for a row until it is shown.

import type { OpenBranch, Opened, OpenText, TreeFailure } from "./opened.ts";
import { countMembers } from "./opened.ts";
import type { Side } from "./pieceWindow.ts";
import { edge } from "./pieceWindow.ts";
import type { TextLines } from "./textLines.ts";
import { findLine, lineId, linesOf } from "./textLines.ts";
import type { TreeState } from "./tree.ts";
import type { TreeItem } from "./treeItem.ts";
import { isExpandable } from "./treeItem.ts";

/** Rows that are made of one thing: one row each, but for `lines`. */
export type Segment =
  | {
      readonly type: "item";
      readonly item: TreeItem;
      readonly level: number;
      readonly opened: Opened | undefined;
      /** Its place among its siblings, from 0. */
      readonly position: number;
      /** All its siblings and itself; undefined while that is not known. */
      readonly siblings: number | undefined;
    }
  | { readonly type: "lines"; readonly item: TreeItem; readonly level: number; readonly lines: TextLines }
  | MoreSegment
  | { readonly type: "waiting"; readonly item: TreeItem; readonly level: number }
  | { readonly type: "failed"; readonly item: TreeItem; readonly level: number; readonly failure: TreeFailure }
  /** The bytes are not JSON from some place on. */
  | { readonly type: "problem"; readonly item: TreeItem | undefined; readonly level: number; readonly problem: string };

/** Leads to pieces that are not held. */
export interface MoreSegment {
  readonly type: "more";
  readonly item: TreeItem | undefined;
  readonly level: number;
  readonly side: Side;
  readonly opened: OpenBranch | OpenText;
}

/** Of the tree as it is open, for one width. Rows are counted from 0. */
export interface TreeLayout {
  readonly segments: readonly Segment[];
  /** The first row of each segment. */
  readonly starts: readonly number[];
  readonly rows: number;
}

/** A row as it is drawn. */
export interface TreeRow {
  /** One of a kind within the tree, and the same for the same thing after a change elsewhere. */
  readonly id: string;
  readonly segment: Segment;
  /** Which row of its segment. */
  readonly line: number;
}

/** `columnsAt` says how many characters fit beside each other at a level. */
export function layOut(
  { root, opened }: Pick<TreeState, "root" | "opened">,
  columnsAt: (level: number) => number,
): TreeLayout {
  const segments: Segment[] = [];
  const said = rootProblem(root);

  const addBranch = (branch: OpenBranch, level: number) => {
    const { item } = branch;
    if (edge(branch.window, "before") !== undefined) {
      segments.push({ type: "more", item, level, side: "before", opened: branch });
    }
    const siblings = countMembers(branch);
    for (const { content } of branch.window.pieces) {
      for (const [index, member] of content.items.entries()) addItem(member, level, content.first + index, siblings);
      if (content.problem !== undefined && content.problem !== said) {
        segments.push({ type: "problem", item, level, problem: content.problem });
      }
    }
    if (edge(branch.window, "after") !== undefined) {
      segments.push({ type: "more", item, level, side: "after", opened: branch });
    }
  };

  const addText = (text: OpenText, level: number) => {
    const { item } = text;
    if (edge(text.window, "before") !== undefined) {
      segments.push({ type: "more", item, level, side: "before", opened: text });
    }
    segments.push({ type: "lines", item, level, lines: linesOf(text, columnsAt(level)) });
    if (edge(text.window, "after") !== undefined) {
      segments.push({ type: "more", item, level, side: "after", opened: text });
    }
  };

  const addItem = (item: TreeItem, level: number, position: number, siblings: number | undefined) => {
    const shown = opened.get(item.id);
    segments.push({ type: "item", item, level, opened: shown, position, siblings });
    if (shown === undefined) return;
    if (shown.type === "branch") addBranch(shown, level + 1);
    else if (shown.type === "text") addText(shown, level + 1);
    else if (shown.failure === undefined) segments.push({ type: "waiting", item, level: level + 1 });
    else segments.push({ type: "failed", item, level: level + 1, failure: shown.failure });
  };

  addBranch(root, 1);
  const starts: number[] = [];
  let rows = 0;
  for (const segment of segments) {
    starts.push(rows);
    rows += rowsOf(segment);
  }
  return { segments, starts, rows };
}

/** What is wrong with the record as a whole; shown above the tree, not in it. */
export function rootProblem({ window }: OpenBranch): string | undefined {
  return window.pieces[0]?.content.problem;
}

function rowsOf(segment: Segment): number {
  return segment.type === "lines" ? segment.lines.wrapped.starts.length : 1;
}

/** Throws a RangeError in a tree without rows; a row beyond the last is taken for one of its last segment. */
export function rowAt({ segments, starts }: TreeLayout, row: number): TreeRow {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  const segment = segments[low];
  if (segment === undefined) throw new RangeError(`the tree has no row ${row}`);
  const line = row - (starts[low] ?? 0);
  return { id: rowId(segment, line), segment, line };
}

/** The row with that id, or undefined when it is not laid out. */
export function findRow({ segments, starts }: TreeLayout, id: string): number | undefined {
  for (const [index, segment] of segments.entries()) {
    const start = starts[index] ?? 0;
    if (segment.type !== "lines") {
      if (rowId(segment, 0) === id) return start;
    } else if (id.startsWith(linePrefix(segment.item))) {
      const line = findLine(segment.lines, id.slice(linePrefix(segment.item).length));
      return line === undefined ? undefined : start + line;
    }
  }
  return undefined;
}

/** The row of the container or string that a row stands in. */
export function parentRow(layout: TreeLayout, { segment }: TreeRow): number | undefined {
  const parent = segment.type === "item" ? segment.item.parent : segment.item;
  return parent === undefined ? undefined : findRow(layout, parent.id);
}

function rowId(segment: Segment, line: number): string {
  const owner = segment.item?.id ?? "";
  switch (segment.type) {
    case "item":
      return owner;
    case "lines":
      return linePrefix(segment.item) + lineId(segment.lines, line);
    case "more":
      return moreId(segment.item, segment.side);
    default:
      return `${owner}!`;
  }
}

/** The id of the row that leads to pieces which are not held. */
export function moreId(item: TreeItem | undefined, side: Side): string {
  return `${item?.id ?? ""}+${side}`;
}

/** A name of the row that shows a character of an open text: the one so many behind the start of a held piece. */
export function lineRowId(item: TreeItem, pieceStart: number, character: number): string {
  return `${linePrefix(item)}${pieceStart}:${character}`;
}

function linePrefix(item: TreeItem): string {
  return `${item.id}/`;
}

/** Whether a row has a state of being open, and which. */
export function expandedState({ segment }: TreeRow): boolean | undefined {
  if (segment.type !== "item") return undefined;
  return segment.opened !== undefined || (isExpandable(segment.item.node) ? false : undefined);
}
