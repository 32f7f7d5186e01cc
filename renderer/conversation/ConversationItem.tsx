// One item of the feed with its frame: what the keyboard stands on and a screen reader announces.

import type { MouseEvent } from "react";
import { memo } from "react";
import type { Item } from "../../shared/conversation.ts";
import styles from "./Conversation.module.css";
import { itemLabel } from "./itemLabel.ts";
import { ItemView } from "./items/ItemView.tsx";

export interface ConversationItemProps {
  readonly number: number;
  readonly item: Item | undefined;
  readonly items: number;
  readonly current: boolean;
  readonly onCurrent: (item: number) => void;
  readonly onMenu: (event: MouseEvent, item: number, by: Element) => void;
}

/** Deeper nesting is not drawn deeper. */
const deepestDrawn = 6;

/** Drawn anew when something of it is another, and not with every item that is scrolled past. */
export const ConversationItem = memo(function ConversationItem(props: ConversationItemProps) {
  const { number, item, items, current, onCurrent, onMenu } = props;
  return (
    <article
      className={styles.item}
      data-item={number}
      data-nested={(item?.depth ?? 0) > 0}
      style={{ "--depth": Math.min(item?.depth ?? 0, deepestDrawn) }}
      aria-label={item === undefined ? "Loading" : itemLabel(item)}
      aria-posinset={number + 1}
      aria-setsize={items}
      aria-busy={item === undefined}
      tabIndex={current ? 0 : -1}
      onFocus={() => onCurrent(number)}
      onMouseDown={() => onCurrent(number)}
      onContextMenu={(event) => onMenu(event, number, headOf(event.currentTarget))}
    >
      <div className={styles.measure}>
        {item === undefined ? <div className={styles.skeleton} /> : <ItemView item={item} />}
      </div>
    </article>
  );
});

/** Its first line: an item may be higher than the window. */
function headOf(item: Element): Element {
  return item.querySelector("[data-about]")?.parentElement ?? item;
}
