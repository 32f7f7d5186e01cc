// What can be done with a value of the tree: the same as by the bar below it and by its keys.

import { Braces, ChevronDown, ChevronRight, Copy, ExternalLink, ListFilter, Waypoints } from "lucide-react";
import { useStore } from "zustand";
import { MenuItem, MenuSeparator, PointMenu } from "../../controls/Menu.tsx";
import type { MenuPlace } from "../../controls/usePointMenu.ts";
import { useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import { copyValue, type NodeBarProps } from "./NodeBar.tsx";
import type { TreeItem } from "./treeItem.ts";
import { findableValue, isExpandable, linkIn, mayHoldJson } from "./treeItem.ts";
import type { TreeAction } from "./treeKeys.ts";
import { printPath } from "./treePath.ts";

export interface NodeMenuProps extends Omit<NodeBarProps, "item"> {
  readonly item: TreeItem;
  readonly at: MenuPlace;
  readonly act: (action: TreeAction) => Promise<void>;
  readonly onClose: () => void;
}

export function NodeMenu(props: NodeMenuProps) {
  const { tree, item, at, act, copyText, onOpenLink, onSame, onProblem, onClose } = props;
  const { desktop } = useWorkspace();
  const mod = desktop.platform === "darwin" ? "⌘" : "Ctrl";
  const opened = useStore(tree.store, (state) => state.opened.get(item.id));
  const path = printPath(item);
  const url = linkIn(item.node);
  const value = findableValue(item.node);
  const isJson = opened?.type === "branch";
  return (
    <PointMenu at={at} label={path === "" ? "The record" : visibleText(path)} onClose={onClose}>
      <MenuItem icon={Copy} keys={`${mod} C`} onSelect={() => void copyValue(item, copyText).then(onProblem)}>
        Copy value
      </MenuItem>
      {path === "" ? undefined : (
        <MenuItem icon={Waypoints} keys={`${mod} Shift C`} onSelect={() => void copyText(path).then(onProblem)}>
          Copy path
        </MenuItem>
      )}
      {value === undefined && url === undefined ? undefined : <MenuSeparator />}
      {value === undefined ? undefined : (
        <MenuItem icon={ListFilter} onSelect={() => onSame(value)}>
          Show only records that hold the same
        </MenuItem>
      )}
      {url === undefined ? undefined : (
        <MenuItem icon={ExternalLink} onSelect={() => onOpenLink(url)}>
          Open link
        </MenuItem>
      )}
      {opened === undefined && !isExpandable(item.node) ? undefined : (
        <>
          <MenuSeparator />
          <MenuItem
            icon={opened === undefined ? ChevronRight : ChevronDown}
            keys={opened === undefined ? "→" : "←"}
            onSelect={() => void act({ type: opened === undefined ? "open" : "close", item })}
          >
            {opened === undefined ? "Open" : "Close"}
          </MenuItem>
          <MenuItem icon={ChevronRight} keys="*" onSelect={() => void act({ type: "open-siblings", item })}>
            Open all beside it
          </MenuItem>
        </>
      )}
      {mayHoldJson(item.node) ? (
        <MenuItem icon={Braces} onSelect={() => void tree.toggleJson(item)}>
          {isJson ? "Show as text" : "Show as JSON"}
        </MenuItem>
      ) : undefined}
    </PointMenu>
  );
}
