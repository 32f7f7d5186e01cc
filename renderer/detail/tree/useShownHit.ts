// Brings the hit that was gone to into view: finds its row, opening what holds it, and scrolls there once that is laid out.

import type { RefObject } from "react";
import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { SoughtHits } from "../hits/soughtHits.ts";
import { useCurrentHit } from "../hits/useHits.ts";
import type { LongListHandle } from "../longList/LongList.tsx";
import { rowOfByte } from "./rowOfByte.ts";
import type { Tree } from "./tree.ts";
import type { TreeLayout } from "./treeLayout.ts";
import { findRow, rowAt } from "./treeLayout.ts";

interface HitView {
  readonly tree: Tree;
  readonly list: RefObject<LongListHandle | null>;
  readonly layout: TreeLayout;
  readonly hits: SoughtHits | undefined;
  /** Before the pane is measured there is no list to scroll. */
  readonly drawsRows: boolean;
  /** The user asked for a hit that has no row. */
  readonly onBeyond: () => void;
}

/** Without a current hit it does nothing. A hit that has no row is told once, and only if somebody asked for it. */
export function useShownHit({ tree, list, layout, hits, drawsRows, onBeyond }: HitView): void {
  const current = useCurrentHit(hits);
  const wanted = useRef<{ readonly tree: Tree; readonly id: string }>(undefined);
  const laidOut = useRef(layout);

  const show = useCallback(() => {
    const id = wanted.current?.tree === tree ? wanted.current.id : undefined;
    const row = id === undefined ? undefined : findRow(laidOut.current, id);
    if (row === undefined) return;
    wanted.current = undefined;
    tree.activate(rowAt(laidOut.current, row).id);
    list.current?.show(row);
  }, [tree, list]);

  useLayoutEffect(() => {
    laidOut.current = layout;
    show();
  }, [layout, show]);

  useEffect(() => {
    if (current === undefined || !drawsRows) return;
    let stale = false;
    void rowOfByte(tree, current.from).then((id) => {
      if (stale) return;
      if (id === undefined) {
        if (current.asked) onBeyond();
        return;
      }
      wanted.current = { tree, id };
      show();
    });
    return () => {
      stale = true;
    };
  }, [current, tree, drawsRows, show, onBeyond]);
}
