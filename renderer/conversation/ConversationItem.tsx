// One item of the feed with its frame: what the keyboard stands on and a screen reader announces.

import { memo } from "react";
import type { Item } from "../../shared/conversation.ts";
import { formatCount } from "../data/format.ts";
import { visibleText } from "../data/visibleText.ts";
import styles from "./Conversation.module.css";
import { ItemView } from "./items/ItemView.tsx";

export interface ConversationItemProps {
  readonly number: number;
  readonly item: Item | undefined;
  readonly items: number;
  readonly current: boolean;
  readonly onCurrent: (item: number) => void;
}

/** Deeper nesting is not drawn deeper. */
const deepestDrawn = 6;

/** Drawn anew when something of it is another, and not with every item that is scrolled past. */
export const ConversationItem = memo(function ConversationItem(props: ConversationItemProps) {
  const { number, item, items, current, onCurrent } = props;
  return (
    <article
      className={styles.item}
      data-item={number}
      data-nested={(item?.depth ?? 0) > 0}
      style={{ "--depth": Math.min(item?.depth ?? 0, deepestDrawn) }}
      aria-label={item === undefined ? "Loading" : labelOf(item)}
      aria-posinset={number + 1}
      aria-setsize={items}
      aria-busy={item === undefined}
      tabIndex={current ? 0 : -1}
      onFocus={() => onCurrent(number)}
      onMouseDown={() => onCurrent(number)}
    >
      <div className={styles.measure}>
        {item === undefined ? <div className={styles.skeleton} /> : <ItemView item={item} />}
      </div>
    </article>
  );
});

function labelOf(item: Item): string {
  switch (item.sort) {
    case "message":
      if (item.marks.includes("made up")) return "Message of the program";
      return { user: "Prompt", assistant: "Answer", system: "System message" }[item.speaker];
    case "call":
      return `Call of ${visibleText(item.tool)}${item.outcome === "failed" ? ", failed" : ""}`;
    case "ruler":
      return (item.what === "error" ? "Error: " : "") + visibleText(item.sentence);
    case "hidden":
      return `${formatCount(item.count)} hidden`;
  }
}
