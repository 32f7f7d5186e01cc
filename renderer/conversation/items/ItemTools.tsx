import { Copy, FileSearch } from "lucide-react";
import type { ReactNode } from "react";
import type { Item } from "../../../shared/conversation.ts";
import { IconButton } from "../../controls/IconButton.tsx";
import { formatCount, formatTime } from "../../data/format.ts";
import { useZone } from "../../data/useWorkspace.ts";
import { useItemActions } from "./itemContext.ts";
import styles from "./items.module.css";

export interface ItemToolsProps {
  readonly item: Item;
  /** Beside the time: what is seen always stands together, right of the buttons that come and go. */
  readonly children?: ReactNode;
}

/** When it was, and what can be done with it. */
export function ItemTools({ item, children }: ItemToolsProps) {
  const { onRecord, onCopy } = useItemActions();
  useZone();
  const time = item.time === undefined ? undefined : formatTime(item.time);
  return (
    <span className={styles.tools} data-about="">
      <span className={styles.buttons}>
        <IconButton size="small" icon={Copy} label="Copy as Markdown" keys="C" onClick={() => onCopy(item)} />
        <IconButton
          size="small"
          icon={FileSearch}
          label={`Show record ${formatCount(item.record)}`}
          keys="Enter"
          onClick={() => onRecord(item.record)}
        />
      </span>
      {children}
      {time === undefined ? undefined : (
        <time className={styles.time} dateTime={time.utc} title={time.full}>
          {time.timeOfDay.slice(0, 8)}
        </time>
      )}
    </span>
  );
}
