import { Download, PanelBottom, PanelLeft, PanelRight } from "lucide-react";
import type { Ref } from "react";
import { Button } from "../../controls/Button.tsx";
import { IconButton } from "../../controls/IconButton.tsx";
import { Tooltip } from "../../controls/Tooltip.tsx";
import { useSettings, useWorkspace } from "../../data/useWorkspace.ts";
import type { Direction } from "../../detail/hits/recordHits.ts";
import type { FilterFieldHandle } from "../filter/FilterField.tsx";
import { FilterField } from "../filter/FilterField.tsx";
import { LookSwitch } from "../LookSwitch.tsx";
import { useIsAlone, usePanes } from "../panes.ts";
import type { Action } from "../shortcuts.ts";
import { keysOf } from "../shortcuts.ts";
import { FileMenu } from "./FileMenu.tsx";
import { FormatMenu } from "./FormatMenu.tsx";
import { MoreMenu } from "./MoreMenu.tsx";
import styles from "./TopBar.module.css";

export interface TopBarProps {
  readonly filterRef: Ref<FilterFieldHandle>;
  readonly onAction: (action: Action) => void;
  readonly onLeaveFilter: () => void;
  readonly onStep: (direction: Direction) => void;
}

/**
 * The file and how it is read on the left, the filter in the middle, what is done with it on the right. Kinds and
 * record are switched off where the conversation has no use for them.
 */
export function TopBar({ filterRef, onAction, onLeaveFilter, onStep }: TopBarProps) {
  const { desktop } = useWorkspace();
  const mac = desktop.platform === "darwin";
  const detailOpen = useSettings((settings) => settings.detailOpen);
  const look = useSettings((settings) => settings.look);
  const { side, facetsShown } = usePanes();
  return (
    <header className={styles.bar} role={useIsAlone() ? undefined : "group"}>
      <IconButton
        icon={PanelLeft}
        label={facetsShown ? "Hide kinds" : "Show kinds"}
        keys={keysOf("toggle-kinds", mac)}
        aria-pressed={facetsShown}
        disabled={look === "conversation"}
        onClick={() => onAction("toggle-kinds")}
      />
      <FileMenu onAction={onAction} />
      <FormatMenu />
      <LookSwitch />
      <div className={styles.filter}>
        <FilterField
          ref={filterRef}
          keys={keysOf(look === "conversation" ? "filter" : "find", mac) ?? ""}
          savedKeys={keysOf("saved-filters", mac)}
          onLeave={onLeaveFilter}
          onStep={onStep}
        />
      </div>
      <div className={styles.end}>
        <Tooltip text="Save a snapshot or the matching records" keys={keysOf("export", mac)}>
          <Button onClick={() => onAction("export")}>
            <Download aria-hidden="true" />
            <span className={styles.word}>Export</span>
          </Button>
        </Tooltip>
        <IconButton
          icon={side === "right" ? PanelRight : PanelBottom}
          label={detailOpen ? "Hide the record" : "Show the record"}
          keys={keysOf("toggle-detail", mac)}
          aria-pressed={detailOpen}
          disabled={look === "conversation"}
          onClick={() => onAction("toggle-detail")}
        />
        <MoreMenu onAction={onAction} />
      </div>
    </header>
  );
}
