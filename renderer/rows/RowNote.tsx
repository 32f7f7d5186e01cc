import { Bookmark } from "lucide-react";
import { VisuallyHidden } from "radix-ui";
import { shortenedTo } from "../../shared/beginningOf.ts";
import { visibleText } from "../data/visibleText.ts";
import styles from "./RowNote.module.css";

/** Characters of a note that stand in its row; the record shows all of it. */
const mostShown = 60;

/** That a record is bookmarked, with the beginning of what somebody noted. */
export function RowNote({ note }: { readonly note: string }) {
  const text = visibleText(shortenedTo(note, mostShown));
  return (
    <span className={styles.note} title={visibleText(note)}>
      <Bookmark aria-hidden="true" />
      <VisuallyHidden.Root>Bookmarked</VisuallyHidden.Root>
      {text === "" ? undefined : <span>{text}</span>}
    </span>
  );
}
