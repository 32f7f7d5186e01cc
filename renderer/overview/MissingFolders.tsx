// Folders of the library that are not where they were, each named once.

import type { LibraryFolder } from "../../shared/desktop.ts";
import { Button } from "../controls/Button.tsx";
import { visibleText } from "../data/visibleText.ts";
import styles from "./FileList.module.css";

export interface MissingFoldersProps {
  /** All that were added. */
  readonly folders: readonly LibraryFolder[];
  readonly onRemove: (id: string) => void;
}

export function MissingFolders({ folders, onRemove }: MissingFoldersProps) {
  const missing = folders.filter((folder) => folder.missing);
  if (missing.length === 0) return undefined;
  return (
    <ul className={styles.missing} aria-label="Folders that are gone">
      {missing.map(({ id, name, folder }) => (
        <li key={id} className={styles.gone}>
          <span>
            The folder “{visibleText(name)}” is not in {visibleText(folder)} any more.
          </span>
          <Button tone="quiet" size="small" onClick={() => onRemove(id)}>
            Remove it from the library
          </Button>
        </li>
      ))}
    </ul>
  );
}
