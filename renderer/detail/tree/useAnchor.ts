// Keeps what is on the screen where it is while rows come and go above it: when a text moves on, the piece before it is
// dropped; when the pane gets wider, lines get fewer. Before a change, the first visible row is noted down with its
// place; after the change, it is put there again.

import type { RefObject } from "react";
import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { LongListHandle } from "../longList/LongList.tsx";
import type { Tree } from "./tree.ts";
import type { TreeLayout } from "./treeLayout.ts";
import { findRow, rowAt } from "./treeLayout.ts";

interface Anchor {
  readonly id: string;
  /** Pixels under the upper edge. */
  readonly offset: number;
}

/** Answers what to call with the first visible row whenever another one is. */
export function useAnchor(
  tree: Tree,
  list: RefObject<LongListHandle | null>,
  layout: TreeLayout,
  rowHeight: number,
): (first: number) => void {
  const anchor = useRef<Anchor>(undefined);
  const shown = useRef(layout);
  const shownTree = useRef(tree);

  const note = useCallback(() => {
    const handle = list.current;
    const rows = shown.current;
    if (handle === null || rows.rows === 0) return;
    const first = Math.max(0, Math.min(rows.rows - 1, Math.floor(-handle.offsetOf(0) / rowHeight)));
    // The row that leads to earlier pieces stays on top of them, so it is no mark of the place.
    const row = rowAt(rows, first).segment.type === "more" ? Math.min(rows.rows - 1, first + 1) : first;
    anchor.current = { id: rowAt(rows, row).id, offset: handle.offsetOf(row) };
  }, [list, rowHeight]);

  // The store calls before the page is drawn anew.
  useEffect(() => tree.store.subscribe(note), [tree, note]);

  useLayoutEffect(() => {
    if (shown.current === layout) return;
    shown.current = layout;
    if (shownTree.current !== tree) {
      shownTree.current = tree;
      anchor.current = undefined;
    }
    if (anchor.current === undefined) return;
    const row = findRow(layout, anchor.current.id);
    if (row === undefined || list.current?.offsetOf(row) === anchor.current.offset) return;
    list.current?.showAt(row, anchor.current.offset);
  }, [layout, list, tree]);

  return note;
}
