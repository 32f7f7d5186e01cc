import type { ItemMark } from "../../../shared/conversation.ts";
import { Tooltip } from "../../controls/Tooltip.tsx";
import styles from "./items.module.css";
import { markWords } from "./markWords.ts";

/** Marks of an item, each with its explanation. */
export function Badges({ marks }: { readonly marks: readonly ItemMark[] }) {
  return marks.map((mark) => (
    <Tooltip key={mark} text={markWords[mark]}>
      <span className={styles.badge} role="note" aria-label={`${mark}: ${markWords[mark]}`}>
        {mark}
      </span>
    </Tooltip>
  ));
}
