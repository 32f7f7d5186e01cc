import { Bookmark } from "lucide-react";
import { longestNote } from "../../shared/bookmarks.ts";
import styles from "./NoteField.module.css";

export interface NoteFieldProps {
  readonly note: string;
  readonly onNote: (note: string) => void;
}

/** The note of a bookmark, kept as it is typed. Enter and Esc leave it. */
export function NoteField({ note, onNote }: NoteFieldProps) {
  return (
    <div className={styles.field}>
      <Bookmark aria-hidden="true" className={styles.icon} />
      <input
        className={styles.input}
        value={note}
        placeholder="Bookmarked. Add a note"
        aria-label="Note of the bookmark"
        autoComplete="off"
        maxLength={longestNote}
        onChange={(event) => onNote(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          const content = event.currentTarget.closest("section")?.querySelector("[data-record-content]");
          if (content instanceof HTMLElement) content.focus();
        }}
      />
    </div>
  );
}
