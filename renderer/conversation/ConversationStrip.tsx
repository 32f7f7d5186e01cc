// What stays above the conversation: the prompt that is answered here, the place in the whole, and what is shown beside the usual.

import { Copy, List, X } from "lucide-react";
import { askedWords } from "../../shared/askedWords.ts";
import { beginningOf } from "../../shared/beginningOf.ts";
import type { Item, ItemMark } from "../../shared/conversation.ts";
import { Button } from "../controls/Button.tsx";
import { IconButton } from "../controls/IconButton.tsx";
import { formatCount } from "../data/format.ts";
import { visibleText } from "../data/visibleText.ts";
import styles from "./Conversation.module.css";

export interface ConversationStripProps {
  readonly prompt: Item | undefined;
  readonly cursor: number;
  readonly items: number;
  readonly shown: readonly ItemMark[];
  /** The outline lies over the conversation, where there is no room beside it. */
  readonly isOutlineOver: boolean;
  readonly onOutlineOver: (isOver: boolean) => void;
  readonly onGo: (item: number) => void;
  readonly onHide: (mark: ItemMark) => void;
  readonly onCopyPrompt: () => void;
}

export function ConversationStrip(props: ConversationStripProps) {
  const { prompt, cursor, items, shown, isOutlineOver, onOutlineOver, onGo, onHide, onCopyPrompt } = props;
  return (
    <div className={styles.strip}>
      <button
        type="button"
        className={styles.prompt}
        disabled={prompt === undefined}
        title={prompt === undefined ? undefined : "To the prompt that is answered here"}
        onClick={() => prompt !== undefined && onGo(prompt.item)}
      >
        {prompt === undefined ? "" : promptWords(prompt)}
      </button>
      <span className={styles.place}>
        {formatCount(cursor + 1)} of {formatCount(items)}
      </span>
      {shown.map((mark) => (
        <Button key={mark} size="small" title={`Fold ${mark} items again`} onClick={() => onHide(mark)}>
          {mark}
          <X aria-hidden="true" />
        </Button>
      ))}
      <Button
        size="small"
        tone="quiet"
        className={styles.copyPrompt}
        aria-label="Copy as prompt"
        onClick={onCopyPrompt}
      >
        <Copy aria-hidden="true" />
        <span>Copy as prompt</span>
      </Button>
      <span className={styles.outlineSwitch}>
        <IconButton
          icon={List}
          size="small"
          label="Outline"
          aria-expanded={isOutlineOver}
          onClick={() => onOutlineOver(!isOutlineOver)}
        />
      </span>
    </div>
  );
}

function promptWords(item: Item): string {
  const text = item.sort === "message" ? (item.texts[0]?.head ?? "") : "";
  return visibleText(beginningOf(askedWords(text.trim()).replace(/\s+/g, " "), 200));
}
