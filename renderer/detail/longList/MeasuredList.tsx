// A long list that is drawn once its pane was measured, in the letters of which its rows are laid out.

import type { ClipboardEvent } from "react";
import type { TextGeometry } from "../useTextGeometry.ts";
import type { LongListProps } from "./LongList.tsx";
import { LongList } from "./LongList.tsx";
import styles from "./MeasuredList.module.css";

export interface MeasuredListProps<Shared> extends LongListProps<Shared> {
  /** Of the pane, by `useTextGeometry`: nothing is drawn while it has no width. */
  readonly geometry: TextGeometry;
  readonly onPane: (pane: HTMLElement | null) => void;
  /** A ring around the pane for who comes by key; without it, the rows show who has the keyboard. */
  readonly hasRing?: boolean;
  readonly onPaneCopy?: (event: ClipboardEvent) => void;
}

/** The list takes the focus; its pane is what is measured, so that a list without any row has a width. */
export function MeasuredList<Shared>(props: MeasuredListProps<Shared>) {
  const { geometry, onPane, hasRing = false, onPaneCopy, ...list } = props;
  return (
    <div className={styles.pane} ref={onPane} onCopy={onPaneCopy} data-ring={hasRing ? "" : undefined}>
      {geometry.width === 0 ? undefined : (
        <LongList tabIndex={0} data-record-content="" {...(styles.list && { className: styles.list })} {...list} />
      )}
    </div>
  );
}
