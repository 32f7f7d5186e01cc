// An item of the conversation, whatever it is.

import { memo } from "react";
import { assertNever } from "../../../shared/assertNever.ts";
import type { HiddenItem, Item, RulerItem } from "../../../shared/conversation.ts";
import { Button } from "../../controls/Button.tsx";
import { formatCount, formatCounted } from "../../data/format.ts";
import { visibleText } from "../../data/visibleText.ts";
import { Badges } from "./Badges.tsx";
import { CallView } from "./CallView.tsx";
import { ItemTools } from "./ItemTools.tsx";
import { useItemActions } from "./itemContext.ts";
import styles from "./items.module.css";
import { MessageView } from "./MessageView.tsx";

/**
 * Needs an `ItemContext` around it. It is drawn anew for another object only, so an item that did not change has to be
 * the same one.
 */
export const ItemView = memo(function ItemView({ item }: { readonly item: Item }) {
  return (
    <>
      {item.goesOn === true ? (
        <div className={styles.ruler}>
          <span>What stands above was said in another session. This one goes on from here.</span>
        </div>
      ) : undefined}
      <ItemBody item={item} />
    </>
  );
});

function ItemBody({ item }: { readonly item: Item }) {
  switch (item.sort) {
    case "message":
      return <MessageView item={item} />;
    case "call":
      return <CallView item={item} />;
    case "ruler":
      return <RulerView item={item} />;
    case "hidden":
      return <HiddenView item={item} />;
    default:
      return assertNever(item);
  }
}

function RulerView({ item }: { readonly item: RulerItem }) {
  if (item.what === "error") {
    return (
      <div className={styles.error}>
        <span className={styles.failed}>error</span>
        <span>{visibleText(item.sentence)}</span>
        <Badges marks={item.marks} />
        <ItemTools item={item} />
      </div>
    );
  }
  return (
    <div className={styles.ruler}>
      <span>{visibleText(item.sentence)}</span>
      <Badges marks={item.marks} />
    </div>
  );
}

function HiddenView({ item }: { readonly item: HiddenItem }) {
  const { onShow, onClearFilter } = useItemActions();
  const words = item.byMark.map(({ mark, count }) => `${formatCount(count)} ${mark}`).join(", ");
  const marked = item.count - item.filtered;
  return (
    <div className={styles.hidden}>
      {item.filtered === 0 ? undefined : (
        <>
          <span>{formatCounted(item.filtered, "item")} without a hit</span>
          <Button size="small" tone="quiet" onClick={onClearFilter}>
            Clear filter
          </Button>
        </>
      )}
      {marked === 0 ? undefined : (
        <>
          <span>
            {words} {marked === 1 ? "message" : "messages"} hidden
          </span>
          <Button size="small" tone="quiet" onClick={() => onShow(item.byMark.map(({ mark }) => mark))}>
            Show
          </Button>
        </>
      )}
    </div>
  );
}
