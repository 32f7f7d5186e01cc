import {
  Bookmark,
  ChartBar,
  ChevronDown,
  Columns2,
  Copy,
  FileText,
  FolderOpen,
  FolderSearch,
  Info,
  RotateCw,
  X,
} from "lucide-react";
import { VisuallyHidden } from "radix-ui";
import { Button } from "../../controls/Button.tsx";
import { Menu, MenuItem, MenuNote, MenuSeparator } from "../../controls/Menu.tsx";
import { MiddleCut } from "../../controls/MiddleCut.tsx";
import { tellOfCopy } from "../../data/tellOfCopy.ts";
import { useTranscript, useWorkspace } from "../../data/useWorkspace.ts";
import type { Action } from "../shortcuts.ts";
import { keysOf } from "../shortcuts.ts";
import styles from "./FileMenu.module.css";

/** The name of the open file, and what can be done with it as a whole. */
export function FileMenu({ onAction }: { readonly onAction: (action: Action) => void }) {
  const workspace = useWorkspace();
  const { desktop } = workspace;
  const mac = desktop.platform === "darwin";
  const file = useTranscript((state) => (state.phase === "none" ? undefined : state.file));
  if (file === undefined) return undefined;
  const trigger = (
    <Button tone="quiet" className={styles.file} aria-label={`File ${file.name}`}>
      <FileText aria-hidden="true" />
      <span className={styles.name} title={file.name}>
        <MiddleCut text={file.name} />
      </span>
      <ChevronDown aria-hidden="true" className={styles.chevron} />
    </Button>
  );
  return (
    <div className={styles.place}>
      <VisuallyHidden.Root asChild>
        <h1>{file.name}</h1>
      </VisuallyHidden.Root>
      <Menu trigger={trigger}>
        <MenuNote>
          <span className={styles.path}>{file.name}</span>
          <br />
          <span className={styles.path}>{file.folder}</span>
        </MenuNote>
        <MenuSeparator />
        <MenuItem icon={Info} keys={keysOf("summary", mac)} onSelect={() => onAction("summary")}>
          What happened…
        </MenuItem>
        <MenuItem icon={ChartBar} keys={keysOf("statistics", mac)} onSelect={() => onAction("statistics")}>
          Statistics…
        </MenuItem>
        <MenuItem icon={Bookmark} keys={keysOf("bookmarks", mac)} onSelect={() => onAction("bookmarks")}>
          Bookmarks…
        </MenuItem>
        <MenuItem icon={FolderOpen} keys={keysOf("open", mac)} onSelect={() => onAction("open")}>
          Open another file…
        </MenuItem>
        <MenuItem icon={Columns2} keys={keysOf("side-by-side", mac)} onSelect={() => onAction("side-by-side")}>
          Side by side
        </MenuItem>
        <MenuItem icon={FolderSearch} onSelect={() => void desktop.showInFolder(file.id)}>
          Show in folder
        </MenuItem>
        <MenuItem icon={Copy} onSelect={() => void tellOfCopy(workspace, desktop.copyPath(file.id))}>
          Copy path
        </MenuItem>
        <MenuItem icon={RotateCw} keys={keysOf("reload", mac)} onSelect={() => onAction("reload")}>
          Read the file anew
        </MenuItem>
        <MenuItem icon={X} keys={keysOf("close", mac)} onSelect={() => onAction("close")}>
          Close
        </MenuItem>
      </Menu>
    </div>
  );
}
