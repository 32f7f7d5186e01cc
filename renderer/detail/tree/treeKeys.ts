// The keyboard of a tree, after the ARIA tree pattern: what a key means on a row. Doing it is the view's part.

import { assertNever } from "../../../shared/assertNever.ts";
import type { Side } from "./pieceWindow.ts";
import type { TreeItem } from "./treeItem.ts";
import { isExpandable } from "./treeItem.ts";
import type { TreeLayout, TreeRow } from "./treeLayout.ts";
import { expandedState, parentRow } from "./treeLayout.ts";

/** What a key asks for; rows are those of the layout that it was pressed in. */
export type TreeAction =
  | { readonly type: "go"; readonly row: number }
  | { readonly type: "open"; readonly item: TreeItem }
  | { readonly type: "close"; readonly item: TreeItem }
  | { readonly type: "open-siblings"; readonly item: TreeItem }
  | { readonly type: "more"; readonly item: TreeItem | undefined; readonly side: Side };

export interface KeyPlace {
  readonly layout: TreeLayout;
  /** The row that has the keyboard, and its number. */
  readonly row: TreeRow;
  readonly at: number;
  /** Rows that are visible at once. */
  readonly pageRows: number;
}

/** What the key does, or undefined when it is none of the tree's. */
export function actionFor(key: string, { layout, row, at, pageRows }: KeyPlace): TreeAction | undefined {
  const go = (to: number): TreeAction => ({ type: "go", row: Math.max(0, Math.min(layout.rows - 1, to)) });
  switch (key) {
    case "ArrowDown":
      return go(at + 1);
    case "ArrowUp":
      return go(at - 1);
    case "PageDown":
      return go(at + Math.max(1, pageRows - 1));
    case "PageUp":
      return go(at - Math.max(1, pageRows - 1));
    case "Home":
      return go(0);
    case "End":
      return go(layout.rows - 1);
    case "ArrowRight":
      return inwards(row, at, go);
    case "ArrowLeft":
      return outwards(layout, row);
    case "Enter":
    case " ":
      return activation(row);
    case "*":
      return row.segment.type === "item" ? { type: "open-siblings", item: row.segment.item } : undefined;
    default:
      return undefined;
  }
}

function inwards(row: TreeRow, at: number, go: (to: number) => TreeAction): TreeAction | undefined {
  if (row.segment.type !== "item") return undefined;
  const expanded = expandedState(row);
  if (expanded === undefined) return undefined;
  return expanded ? go(at + 1) : { type: "open", item: row.segment.item };
}

function outwards(layout: TreeLayout, row: TreeRow): TreeAction | undefined {
  if (row.segment.type === "item" && row.segment.opened !== undefined) return { type: "close", item: row.segment.item };
  const parent = parentRow(layout, row);
  return parent === undefined ? undefined : { type: "go", row: parent };
}

/** What Enter or a click on a row does. */
export function activation({ segment }: TreeRow): TreeAction | undefined {
  switch (segment.type) {
    case "item":
      if (segment.opened !== undefined) return { type: "close", item: segment.item };
      return isExpandable(segment.item.node) ? { type: "open", item: segment.item } : undefined;
    case "more":
      return { type: "more", item: segment.item, side: segment.side };
    case "failed":
      return { type: "open", item: segment.item };
    case "lines":
    case "waiting":
    case "problem":
      return undefined;
    default:
      return assertNever(segment);
  }
}
