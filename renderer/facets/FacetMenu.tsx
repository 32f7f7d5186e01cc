// What can be done with a kind, a flag, a tool, a role, a size or a source: the same as by its keys.

import { Copy, Crosshair, EyeOff, ListFilter } from "lucide-react";
import type { KindChoice } from "../../shared/filter/kindChoice.ts";
import { MenuItem, MenuSeparator, PointMenu } from "../controls/Menu.tsx";
import type { MenuPlace } from "../controls/usePointMenu.ts";
import { tellOfCopy } from "../data/tellOfCopy.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import { visibleText } from "../data/visibleText.ts";

export interface FacetMenuProps {
  readonly name: string;
  readonly choice: KindChoice;
  readonly at: MenuPlace;
  readonly onToggle: () => void;
  readonly onExclude: () => void;
  readonly onOnly: () => void;
  readonly onClose: () => void;
}

export function FacetMenu({ name, choice, at, onToggle, onExclude, onOnly, onClose }: FacetMenuProps) {
  const workspace = useWorkspace();
  return (
    <PointMenu at={at} label={visibleText(name)} onClose={onClose}>
      <MenuItem icon={ListFilter} keys="Space" onSelect={onToggle}>
        {choice === "neutral" ? "Show it with what is chosen" : "No longer choose it"}
      </MenuItem>
      <MenuItem icon={Crosshair} keys="Enter" onSelect={onOnly}>
        Show only this
      </MenuItem>
      <MenuItem icon={EyeOff} keys="Del" onSelect={onExclude}>
        {choice === "excluded" ? "Stop hiding it" : "Hide it"}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Copy} onSelect={() => void tellOfCopy(workspace, workspace.desktop.copyText(name))}>
        Copy its name
      </MenuItem>
    </PointMenu>
  );
}
