// What can be done with a file that is listed and not open.

import { Copy, FolderOpen, FolderSearch, ListX } from "lucide-react";
import { MenuItem, MenuSeparator, PointMenu } from "../controls/Menu.tsx";
import type { MenuPlace } from "../controls/usePointMenu.ts";

export interface FileEntryMenuProps {
  /** Its name, as it is shown. */
  readonly name: string;
  readonly at: MenuPlace;
  readonly missing?: boolean;
  readonly onOpen: () => void;
  readonly onShowInFolder: () => void;
  readonly onCopyPath: () => void;
  /** Takes it off the list; without it, the list is not the user's. */
  readonly onForget?: () => void;
  readonly onClose: () => void;
}

export function FileEntryMenu(props: FileEntryMenuProps) {
  const { name, at, missing = false, onOpen, onShowInFolder, onCopyPath, onForget, onClose } = props;
  return (
    <PointMenu at={at} label={name} onClose={onClose}>
      <MenuItem icon={FolderOpen} disabled={missing} onSelect={onOpen}>
        Open
      </MenuItem>
      <MenuItem icon={FolderSearch} disabled={missing} onSelect={onShowInFolder}>
        Show in folder
      </MenuItem>
      <MenuItem icon={Copy} onSelect={onCopyPath}>
        Copy path
      </MenuItem>
      {onForget === undefined ? undefined : (
        <>
          <MenuSeparator />
          <MenuItem icon={ListX} keys="Del" onSelect={onForget}>
            Forget it
          </MenuItem>
        </>
      )}
    </PointMenu>
  );
}
