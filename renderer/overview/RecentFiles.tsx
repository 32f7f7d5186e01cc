import { Files, FileText, FileX, Folder } from "lucide-react";
import { useId, useLayoutEffect, useRef } from "react";
import type { RecentFile } from "../../shared/desktop.ts";
import { Button } from "../controls/Button.tsx";
import { useFocusBack } from "../controls/useFocusBack.ts";
import { usePointMenu } from "../controls/usePointMenu.ts";
import { formatAgo, formatBytes } from "../data/format.ts";
import { tellOfCopy } from "../data/tellOfCopy.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";
import { focusBeginning } from "./beginsHere.ts";
import { FileEntryMenu } from "./FileEntryMenu.tsx";
import styles from "./FileList.module.css";

export interface RecentFilesProps {
  readonly files: readonly RecentFile[];
  readonly onOpen: (file: RecentFile) => void;
  /** One of them, or all. */
  readonly onForget: (file: RecentFile | undefined) => void;
}

export function RecentFiles({ files, onOpen, onForget }: RecentFilesProps) {
  const title = useId();
  const list = useRef<HTMLUListElement>(null);
  /** The place of the one that is being forgotten: the keyboard goes on at the one that comes there. */
  const left = useRef<number>(undefined);
  const goneTo = useFocusBack(() => void focusBeginning());
  // biome-ignore lint/correctness/useExhaustiveDependencies: for what is drawn of other files
  useLayoutEffect(() => {
    const place = left.current;
    left.current = undefined;
    if (place === undefined || list.current?.contains(document.activeElement) === true) return;
    const entries = list.current?.querySelectorAll<HTMLElement>("li > button") ?? [];
    entries[Math.min(place, entries.length - 1)]?.focus();
  }, [files]);
  const forget = (file: RecentFile) => {
    left.current = files.indexOf(file);
    onForget(file);
  };
  return (
    <section ref={goneTo} className={styles.recents} aria-labelledby={title}>
      <header className={styles.header}>
        <h2 id={title} className={styles.title}>
          Recent
        </h2>
        <Button tone="quiet" size="small" onClick={() => onForget(undefined)}>
          Forget all
        </Button>
      </header>
      <ul ref={list} className={styles.list}>
        {files.map((file) => (
          <li key={file.id}>
            <RecentEntry file={file} onOpen={onOpen} onForget={() => forget(file)} />
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
  readonly onForget: () => void;
}

function RecentEntry({ file, onOpen, onForget }: RecentEntryProps) {
  const workspace = useWorkspace();
  const { desktop } = workspace;
  const { menu, open, close } = usePointMenu<void>();
  const { name, folder, bytes, openedAt, missing, sort } = file;
  const Icon = missing ? FileX : icons[sort];
  return (
    <>
      <button
        type="button"
        className={styles.entry}
        data-missing={missing}
        // Other than one that is `disabled`, it has the keyboard and a menu: it can be forgotten.
        aria-disabled={missing ? true : undefined}
        title={missing ? "This file is no longer there" : undefined}
        onClick={missing ? undefined : () => onOpen(file)}
        onContextMenu={(event) => open(event)}
        onKeyDown={(event) => event.key === "Delete" && onForget()}
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
      {menu === undefined ? undefined : (
        <FileEntryMenu
          name={visibleText(name)}
          at={menu.at}
          missing={missing}
          onOpen={() => onOpen(file)}
          onShowInFolder={() => void desktop.showInFolder(file.id)}
          onCopyPath={() => void tellOfCopy(workspace, desktop.copyPath(file.id))}
          onForget={onForget}
          onClose={close}
        />
      )}
    </>
  );
}
