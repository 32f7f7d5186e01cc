// A record as a tree. One row has the keyboard (`active`); the list has the focus and names that row to assistive
// technology, because a row that is not visible is not in the document.

import type { KeyboardEvent, MouseEvent } from "react";
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { assertNever } from "../../../shared/assertNever.ts";
import { usePointMenu } from "../../controls/usePointMenu.ts";
import type { CopyText } from "../copying.ts";
import type { SoughtHits } from "../hits/soughtHits.ts";
import { useHitPlace } from "../hits/useHits.ts";
import type { LongListHandle } from "../longList/LongList.tsx";
import { MeasuredList } from "../longList/MeasuredList.tsx";
import { useTextGeometry } from "../useTextGeometry.ts";
import { copyValue, NodeBar } from "./NodeBar.tsx";
import { NodeMenu } from "./NodeMenu.tsx";
import type { TreeRowShared } from "./TreeRowView.tsx";
import { indentOf, TreeRowView } from "./TreeRowView.tsx";
import styles from "./TreeView.module.css";
import type { Tree } from "./tree.ts";
import type { TreeItem } from "./treeItem.ts";
import type { TreeAction } from "./treeKeys.ts";
import { actionFor } from "./treeKeys.ts";
import type { TreeLayout } from "./treeLayout.ts";
import { findRow, layOut, moreId, rowAt } from "./treeLayout.ts";
import { printPath } from "./treePath.ts";
import { useAnchor } from "./useAnchor.ts";
import { useShownHit } from "./useShownHit.ts";

export interface TreeViewProps {
  readonly tree: Tree;
  readonly hits: SoughtHits | undefined;
  /** The hit that the user has gone to is further on than what the tree holds. */
  readonly onBeyond: () => void;
  /** Another number for another tree. */
  readonly epoch: number;
  readonly copyText: CopyText;
  readonly onOpenLink: (url: string) => void;
  /** Shows what holds the same value. */
  readonly onSame: (value: string) => void;
  readonly onProblem: (sentence: string | undefined) => void;
}

/** Finds a row as soon as it is there. */
interface NextRow {
  readonly tree: Tree;
  readonly find: (layout: TreeLayout) => number | undefined;
}

/** Pixels; the style sheet says the same. */
const rowHeight = 22;
/** Columns that lines of text have at least, however narrow the pane: they reach out of it then. */
const leastColumns = 24;
/** Room right of a line, for the scrollbar and some air, in pixels. */
const rightRoom = 28;

/**
 * The WAI-ARIA tree: the list has the focus, arrows walk, open and close (`treeKeys.ts`). State is in `tree`, so a tree
 * that is shown again is as it was left.
 */
export function TreeView({ tree, hits, epoch, copyText, onOpenLink, onSame, onProblem, onBeyond }: TreeViewProps) {
  const { root, opened, active: activeId } = useStore(tree.store);
  const [pane, setPane] = useState<HTMLElement | null>(null);
  const geometry = useTextGeometry(pane);
  const { width, character } = geometry;
  const list = useRef<LongListHandle>(null);
  const name = useId();
  const finder = hits?.finder;
  const place = useHitPlace(hits);

  const layout = useMemo(() => {
    const columnsAt = (level: number) =>
      Math.max(leastColumns, Math.floor((width - indentOf(level) - rightRoom) / Math.max(1, character)));
    return layOut({ root, opened }, columnsAt);
  }, [root, opened, width, character]);

  const activeRow = (activeId === undefined ? undefined : findRow(layout, activeId)) ?? 0;
  const active = layout.rows === 0 ? undefined : rowAt(layout, activeRow);

  const noteAnchor = useAnchor(tree, list, layout, rowHeight);

  /** Where the keyboard is to go once the tree has been laid out anew. */
  const next = useRef<NextRow>(undefined);
  useLayoutEffect(() => {
    const row = next.current?.tree === tree ? next.current.find(layout) : undefined;
    if (row === undefined) return;
    next.current = undefined;
    tree.activate(rowAt(layout, row).id);
    list.current?.reveal(row, "nearest");
  }, [layout, tree]);

  useShownHit({ tree, list, layout, hits, drawsRows: width > 0, onBeyond });

  const act = useCallback(
    async (action: TreeAction) => {
      next.current = undefined;
      switch (action.type) {
        case "go":
          tree.activate(rowAt(layout, action.row).id);
          return list.current?.reveal(action.row, "nearest");
        case "open":
          return tree.open(action.item, "value");
        case "close":
          // The row that has the keyboard may be one that goes.
          next.current = { tree, find: (changed) => findRow(changed, action.item.id) };
          return tree.close(action.item);
        case "open-siblings":
          return tree.openSiblings(action.item);
        case "more":
          next.current = { tree, find: rowBehind(layout, action) };
          return tree.more(action.item, action.side);
        default:
          return assertNever(action);
      }
    },
    [layout, tree],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (active === undefined || event.altKey) return;
    if (event.ctrlKey || event.metaKey) return copyByKey(event, active.segment.item);
    const pageRows = list.current?.visibleRows() ?? 1;
    const action = actionFor(event.key, { layout, row: active, at: activeRow, pageRows });
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    void act(action);
  };

  /** Ctrl C copies the value, with Shift its path; selected text is copied by the browser. */
  const copyByKey = (event: KeyboardEvent, item: TreeItem | undefined) => {
    if (event.key.toLowerCase() !== "c" || item === undefined || document.getSelection()?.type === "Range") return;
    event.preventDefault();
    void (event.shiftKey ? copyText(printPath(item)) : copyValue(item, copyText)).then(onProblem);
  };

  const { menu, open: openMenu, close: closeMenu } = usePointMenu<TreeItem>();
  /** Of the row below the pointer, or of the one that has the keyboard; selected text has the browser's own. */
  const onContextMenu = (event: MouseEvent) => {
    if (document.getSelection()?.type === "Range") return;
    const element = event.target instanceof Element ? event.target.closest("[role=treeitem]") : null;
    const row = element === null ? activeRow : findRow(layout, element.id.slice(name.length + 1));
    if (row === undefined || row >= layout.rows) return;
    const { id, segment } = rowAt(layout, row);
    if (segment.item === undefined) return;
    tree.activate(id);
    openMenu(event, segment.item, document.getElementById(`${name}-${id}`) ?? event.currentTarget);
  };

  const shared: TreeRowShared = useMemo(
    () => ({ name, layout, tree, activeRow, act, onOpenLink, finder, place }),
    [name, layout, tree, activeRow, act, onOpenLink, finder, place],
  );

  // Coming back to this tab shows the row that had the keyboard.
  const firstActive = useRef(activeRow);
  useEffect(() => {
    if (width > 0 && firstActive.current > 0) list.current?.reveal(firstActive.current, "center");
    firstActive.current = 0;
  }, [width]);

  return (
    <div className={styles.view}>
      <MeasuredList
        geometry={geometry}
        onPane={setPane}
        role="tree"
        aria-label="Values of the record"
        rows={layout.rows}
        epoch={epoch}
        rowHeight={rowHeight}
        rowComponent={TreeRowView}
        shared={shared}
        handle={list}
        onShow={noteAnchor}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
      />
      {menu === undefined ? undefined : (
        <NodeMenu
          item={menu.of}
          at={menu.at}
          onClose={closeMenu}
          {...{ tree, act, copyText, onOpenLink, onSame, onProblem }}
        />
      )}
      <NodeBar
        tree={tree}
        item={active?.segment.item}
        copyText={copyText}
        onOpenLink={onOpenLink}
        onSame={onSame}
        onProblem={onProblem}
      />
    </div>
  );
}

/** Finds the first of the rows that a `more` row has led to, as soon as they are there. */
function rowBehind(layout: TreeLayout, { item, side }: Extract<TreeAction, { readonly type: "more" }>) {
  const more = findRow(layout, moreId(item, side));
  const step = side === "after" ? 1 : -1;
  const neighbour = more === undefined ? undefined : rowAt(layout, more - step).id;
  return (changed: TreeLayout): number | undefined => {
    const row = neighbour === undefined ? undefined : findRow(changed, neighbour);
    if (row === undefined) return undefined;
    const behind = Math.max(0, Math.min(changed.rows - 1, row + step));
    return rowAt(changed, behind).segment.type === "more" ? undefined : behind;
  };
}
