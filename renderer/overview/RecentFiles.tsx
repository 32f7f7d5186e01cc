import { Files, FileText, FileX, Folder } from "lucide-react";
import { useId } from "react";
import type { RecentFile } from "../../shared/desktop.ts";
import { Button } from "../controls/Button.tsx";
import { formatAgo, formatBytes } from "../data/format.ts";
import { visibleText } from "../data/visibleText.ts";
import styles from "./FileList.module.css";

export interface RecentFilesProps {
  readonly files: readonly RecentFile[];
  readonly onOpen: (file: RecentFile) => void;
  readonly onForget: () => void;
}

export function RecentFiles({ files, onOpen, onForget }: RecentFilesProps) {
  const title = useId();
  return (
    <section className={styles.recents} aria-labelledby={title}>
      <header className={styles.header}>
        <h2 id={title} className={styles.title}>
          Recent
        </h2>
        <Button tone="quiet" size="small" onClick={onForget}>
          Forget all
        </Button>
      </header>
      <ul className={styles.list}>
        {files.map((file) => (
          <li key={file.id}>
            <RecentEntry file={file} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const icons = { file: FileText, folder: Folder, list: Files } as const;

interface RecentEntryProps {
  readonly file: RecentFile;
  readonly onOpen: (file: RecentFile) => void;
}

function RecentEntry({ file, onOpen }: RecentEntryProps) {
  const { name, folder, bytes, openedAt, missing, sort } = file;
  const Icon = missing ? FileX : icons[sort];
  return (
    <button
      type="button"
      className={styles.entry}
      data-missing={missing}
      disabled={missing}
      title={missing ? "This file is no longer there" : undefined}
      onClick={() => onOpen(file)}
    >
      <Icon aria-hidden="true" />
      <span className={styles.names}>
        <span className={styles.name}>{visibleText(name)}</span>
        <span className={styles.folder}>{visibleText(folder)}</span>
      </span>
      <span className={styles.facts}>
        <span>{missing ? "missing" : formatBytes(bytes)}</span>
        <span className={styles.ago}>{formatAgo(openedAt, Date.now())}</span>
      </span>
    </button>
  );
}
