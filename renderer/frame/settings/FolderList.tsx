// Folders that the user adds and removes.

import { mostLibraryFolders } from "../../../shared/desktop.ts";
import { Button } from "../../controls/Button.tsx";
import { visibleText } from "../../data/visibleText.ts";
import styles from "./SettingsSheet.module.css";
import type { FoldersEntry } from "./settingEntries.ts";

export function FolderList({ entry: { title, folders, onAdd, onRemove } }: { readonly entry: FoldersEntry }) {
  return (
    <div className={styles.folders}>
      {folders.length === 0 ? undefined : (
        <ul aria-label={title}>
          {folders.map(({ id, name, folder, missing }) => (
            <li key={id} className={styles.folder}>
              <div>
                <span>{visibleText(name)}</span>
                <p className={styles.about}>
                  {visibleText(folder)}
                  {missing ? " · is not there any more" : ""}
                </p>
              </div>
              <Button size="small" tone="quiet" aria-label={`Remove ${visibleText(name)}`} onClick={() => onRemove(id)}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button size="small" disabled={folders.length >= mostLibraryFolders} onClick={onAdd}>
        Add a folder
      </Button>
    </div>
  );
}
