// What can be done with a tab, whether it is the one that is shown or not.

import { ArrowLeft, ArrowRight, Columns2, Copy, FolderSearch, Plus, X } from "lucide-react";
import { MenuItem, MenuSeparator, PointMenu } from "../../controls/Menu.tsx";
import type { MenuPlace } from "../../controls/usePointMenu.ts";
import { tellOfCopy } from "../../data/tellOfCopy.ts";
import { useTabs, useTabsState } from "../../data/useTabs.ts";
import { useWorkspace } from "../../data/useWorkspace.ts";
import type { Action } from "../shortcuts.ts";
import { keysOf } from "../shortcuts.ts";

export interface TabMenuProps {
  readonly id: number;
  readonly name: string;
  /** The granted id of what is open in it. */
  readonly file: string | undefined;
  readonly at: MenuPlace;
  readonly onAction: (action: Action) => void;
  readonly onClosed: () => void;
}

export function TabMenu({ id, name, file, at, onAction, onClosed }: TabMenuProps) {
  const tabs = useTabs();
  const workspace = useWorkspace();
  const { desktop } = workspace;
  const mac = desktop.platform === "darwin";
  const { tabs: all, active, beside } = useTabsState((state) => state);
  const place = all.findIndex((tab) => tab.id === id);
  /** Keys are of the tab that is shown. */
  const keys = (action: Action) => (id === active ? keysOf(action, mac) : undefined);
  return (
    <PointMenu at={at} label={name} onClose={onClosed}>
      <MenuItem icon={Columns2} disabled={id === active} onSelect={() => tabs.toggleBeside(id)}>
        {id === beside ? "No longer beside" : "Show beside"}
      </MenuItem>
      <MenuItem
        icon={ArrowLeft}
        keys={keys("tab-left")}
        disabled={place <= 0}
        onSelect={() => tabs.move(id, place - 1)}
      >
        Move left
      </MenuItem>
      <MenuItem
        icon={ArrowRight}
        keys={keys("tab-right")}
        disabled={place === all.length - 1}
        onSelect={() => tabs.move(id, place + 1)}
      >
        Move right
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={FolderSearch}
        disabled={file === undefined}
        onSelect={() => file !== undefined && void desktop.showInFolder(file)}
      >
        Show in folder
      </MenuItem>
      <MenuItem
        icon={Copy}
        disabled={file === undefined}
        onSelect={() => file !== undefined && void tellOfCopy(workspace, desktop.copyPath(file))}
      >
        Copy path
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Plus} keys={keysOf("new-tab", mac)} onSelect={() => onAction("new-tab")}>
        New tab
      </MenuItem>
      <MenuItem icon={X} keys="Del" onSelect={() => tabs.close(id)}>
        Close
      </MenuItem>
      <MenuItem disabled={all.length < 2} onSelect={() => tabs.closeOthers(id)}>
        Close the others
      </MenuItem>
    </PointMenu>
  );
}
