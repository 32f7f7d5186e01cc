import { CircleQuestionMark, Ellipsis, Hash, PanelBottom, PanelRight, Settings } from "lucide-react";
import { IconButton } from "../../controls/IconButton.tsx";
import { Menu, MenuItem, MenuNote, MenuSeparator } from "../../controls/Menu.tsx";
import { useWorkspace } from "../../data/useWorkspace.ts";
import { usePanes } from "../panes.ts";
import type { Action } from "../shortcuts.ts";
import { keysOf } from "../shortcuts.ts";
import { ThemeChoices } from "./ThemeChoices.tsx";

/** What is needed now and then. */
export function MoreMenu({ onAction }: { readonly onAction: (action: Action) => void }) {
  const { desktop, settings } = useWorkspace();
  const mac = desktop.platform === "darwin";
  const { side } = usePanes();
  const other = side === "right" ? "bottom" : "right";
  return (
    <Menu align="end" trigger={<IconButton icon={Ellipsis} label="More" />}>
      <MenuItem icon={Hash} keys={keysOf("go-to-record", mac)} onSelect={() => onAction("go-to-record")}>
        Go to record…
      </MenuItem>
      <MenuItem
        icon={side === "right" ? PanelBottom : PanelRight}
        onSelect={() => settings.setState({ detailSide: other, detailOpen: true })}
      >
        {side === "right" ? "Record at the bottom" : "Record on the right"}
      </MenuItem>
      <MenuSeparator />
      <MenuNote>Theme</MenuNote>
      <ThemeChoices />
      <MenuSeparator />
      <MenuItem icon={Settings} keys={keysOf("settings", mac)} onSelect={() => onAction("settings")}>
        Settings…
      </MenuItem>
      <MenuItem icon={CircleQuestionMark} keys={keysOf("shortcuts", mac)} onSelect={() => onAction("shortcuts")}>
        Keyboard shortcuts
      </MenuItem>
    </Menu>
  );
}
