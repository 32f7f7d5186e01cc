// What is open, a pane for each tab: one is shown, or two side by side. The others stay drawn out of sight, so that all is where
// it was when one of them is shown again; those that wait are not drawn at all.

import type { ReactNode, Ref } from "react";
import { assertNever } from "../../../shared/assertNever.ts";
import { classNames } from "../../controls/classNames.ts";
import { MayShowTooltips } from "../../controls/Tooltip.tsx";
import type { Tab } from "../../data/tabs.ts";
import { useTabs, useTabsState } from "../../data/useTabs.ts";
import { useTranscript, WorkspaceContext } from "../../data/useWorkspace.ts";
import { OpenScreen } from "../../overview/OpenScreen.tsx";
import type { Exporting } from "../ExportOverlay.tsx";
import { ExportOverlay } from "../ExportOverlay.tsx";
import { Opening } from "../Opening.tsx";
import { useIsAlone, WidthShare } from "../panes.ts";
import type { Action } from "../shortcuts.ts";
import type { WorkbenchHandle } from "../Workbench.tsx";
import { Workbench } from "../Workbench.tsx";
import styles from "./TabPanes.module.css";

export interface TabPanesProps {
  /** Of the active tab. */
  readonly workbench: Ref<WorkbenchHandle>;
  readonly onAction: (action: Action) => void;
  /** What the active tab's export sheet is open for. */
  readonly exporting: Exporting | undefined;
  readonly onExporting: (open: boolean) => void;
}

/**
 * Gives each tab its workspace. A pane that is clicked or gets the focus becomes the active one; those out of sight are
 * `inert`.
 */
export function TabPanes({ workbench, onAction, exporting, onExporting }: TabPanesProps) {
  const { tabs: all, active, beside } = useTabsState((state) => state);
  const isShown = ({ id }: Tab) => id === active || id === beside;
  return (
    <div className={styles.panes} data-panes="" role={beside === undefined ? undefined : "main"}>
      {/* As they were made: a pane that is moved in the page would lose its place in its lists. */}
      {all
        .toSorted((a, b) => a.id - b.id)
        .filter((tab) => tab.waiting === undefined || isShown(tab))
        .map((tab) => (
          <WorkspaceContext key={tab.id} value={tab.workspace}>
            <WidthShare value={beside === undefined ? 1 : 0.5}>
              <Pane id={tab.id} isShown={isShown(tab)} isAlone={beside === undefined}>
                <Stage workbench={tab.id === active ? workbench : undefined} onAction={onAction} />
                <ExportOverlay open={tab.id === active ? exporting : undefined} onOpenChange={onExporting} />
              </Pane>
            </WidthShare>
          </WorkspaceContext>
        ))}
    </div>
  );
}

interface PaneProps {
  readonly id: number;
  readonly isShown: boolean;
  readonly isAlone: boolean;
  readonly children: ReactNode;
}

/** Of two, each is a region, which takes in its bars; one alone has the window's landmarks. */
function Pane({ id, isShown, isAlone, children }: PaneProps) {
  const tabs = useTabs();
  const name = useTranscript((state) => (state.phase === "none" ? "New tab" : state.file.name));
  const enter = () => tabs.show(id);
  return (
    <div
      className={classNames(styles.pane, !isShown && styles.hidden)}
      inert={!isShown}
      {...(isAlone ? {} : { role: "region", "aria-label": name })}
      onPointerDownCapture={enter}
      onFocusCapture={enter}
    >
      <MayShowTooltips value={isShown}>{children}</MayShowTooltips>
    </div>
  );
}

interface StageProps {
  readonly workbench: Ref<WorkbenchHandle> | undefined;
  readonly onAction: (action: Action) => void;
}

function Stage({ workbench, onAction }: StageProps) {
  const phase = useTranscript((state) => state.phase);
  const role = useIsAlone() ? "main" : undefined;
  switch (phase) {
    case "none":
    case "failed":
      return (
        <div className={styles.whole} role={role}>
          <OpenScreen onOpen={() => onAction("open")} />
        </div>
      );
    case "opening":
      return (
        <div className={styles.whole} role={role}>
          <Opening />
        </div>
      );
    case "open":
      return <Workbench {...(workbench === undefined ? {} : { ref: workbench })} onAction={onAction} />;
    default:
      return assertNever(phase);
  }
}
