// The page: the tabs with what is open in each, and what lies over it. Keys and commands from the menu end here in the same
// actions, for the active tab.

import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { assertNever } from "../../shared/assertNever.ts";
import type { Command } from "../../shared/desktop.ts";
import { TooltipProvider } from "../controls/Tooltip.tsx";
import { openChosen, openTabsAsOne } from "../data/openChosen.ts";
import { copyReport } from "../data/unexpectedErrors.ts";
import { useTabs } from "../data/useTabs.ts";
import { useTranscript, useWorkspace } from "../data/useWorkspace.ts";
import styles from "./App.module.css";
import { BookmarksSheet } from "./bookmarks/BookmarksSheet.tsx";
import { CompareSheet } from "./compare/CompareSheet.tsx";
import { DropZone } from "./DropZone.tsx";
import { focusShown } from "./focusShown.ts";
import { GoToRecord } from "./GoToRecord.tsx";
import { CommandPalette } from "./palette/CommandPalette.tsx";
import { ShortcutSheet } from "./ShortcutSheet.tsx";
import { SettingsSheet } from "./settings/SettingsSheet.tsx";
import type { Action } from "./shortcuts.ts";
import { StatisticsSheet } from "./statistics/StatisticsSheet.tsx";
import { SummarySheet } from "./summary/SummarySheet.tsx";
import { Toast } from "./Toast.tsx";
import { TabPanes } from "./tabs/TabPanes.tsx";
import { TabStrip } from "./tabs/TabStrip.tsx";
import { useWindowKeys } from "./useWindowKeys.ts";
import type { WorkbenchHandle } from "./Workbench.tsx";

type OverlayName =
  | "export"
  | "save-records"
  | "summary"
  | "bookmarks"
  | "compare"
  | "statistics"
  | "settings"
  | "go-to-record"
  | "shortcuts"
  | "commands";

/**
 * All of the window, for the active tab, whose workspace has to be around it. Keys that work everywhere and commands of
 * the menu come in here; every dialog but the export of a tab is drawn here, one at a time.
 */
export function App() {
  const tabs = useTabs();
  const workspace = useWorkspace();
  const { desktop, settings, viewing } = workspace;
  const mac = desktop.platform === "darwin";
  const phase = useTranscript((state) => state.phase);
  const name = useTranscript((state) => (state.phase === "none" ? undefined : state.file.name));
  const [overlay, setOverlay] = useState<OverlayName | undefined>(undefined);
  const workbench = useRef<WorkbenchHandle>(null);
  const closeOverlay = () => setOverlay(undefined);

  const act = useCallback(
    (action: Action) => {
      const open = workspace.transcript.getState().phase === "open";
      switch (action) {
        case "open":
          void chooseFiles();
          return;
        case "shortcuts":
        case "settings":
        case "commands":
          setOverlay(action);
          return;
        case "back":
          workspace.goBack();
          return;
        case "forward":
          workspace.goForward();
          return;
        case "bookmark":
          workbench.current?.bookmark();
          return;
        case "next-bookmark":
          workbench.current?.goToBookmark(1);
          return;
        case "previous-bookmark":
          workbench.current?.goToBookmark(-1);
          return;
        case "export":
        case "save-records":
        case "summary":
        case "statistics":
        case "bookmarks":
        case "compare":
        case "go-to-record":
          if (open) setOverlay(action);
          return;
        case "find":
          workbench.current?.find();
          return;
        case "filter":
          workbench.current?.focusFilter();
          return;
        case "saved-filters":
          workbench.current?.openSavedFilters();
          return;
        case "reload":
          void workspace.reload();
          return;
        case "close":
          tabs.close(tabs.store.getState().active);
          return;
        case "new-tab":
          tabs.add();
          return;
        case "next-tab":
          tabs.step(1);
          return;
        case "previous-tab":
          tabs.step(-1);
          return;
        case "tab-left":
          tabs.shift(-1);
          return;
        case "tab-right":
          tabs.shift(1);
          return;
        case "side-by-side":
          tabs.toggleBeside();
          return;
        case "tabs-as-one":
          void openTabsAsOne(tabs, desktop);
          return;
        case "other-side":
          tabs.toOtherSide();
          requestAnimationFrame(() => workbench.current?.focusList());
          return;
        case "next-hit":
          workbench.current?.step("next");
          return;
        case "previous-hit":
          workbench.current?.step("previous");
          return;
        case "events":
        case "conversation":
          if (open) settings.setState({ look: action });
          return;
        case "next-part":
          workbench.current?.focusPart(1);
          return;
        case "previous-part":
          workbench.current?.focusPart(-1);
          return;
        case "toggle-runs":
          workspace.setRuns(viewing.store.getState().runs === "folded" ? "single" : "folded");
          return;
        case "toggle-kinds":
          workbench.current?.toggleKinds();
          return;
        case "toggle-detail":
          settings.setState(({ detailOpen }) => ({ detailOpen: !detailOpen }));
          return;
        case "undo":
          viewing.undo();
          return;
        case "redo":
          viewing.redo();
          return;
        default:
          assertNever(action);
      }

      async function chooseFiles(): Promise<void> {
        const files = await desktop.chooseFiles();
        if (files.length > 0) openChosen(tabs, desktop, files);
      }
    },
    [desktop, settings, tabs, viewing, workspace],
  );

  useEffect(() => {
    const obey = (command: Command) => {
      switch (command.type) {
        case "open-files": {
          const { files, shown, beside, areChosen } = command;
          if (shown !== undefined) setOverlay(undefined);
          if (areChosen === true) return openChosen(tabs, desktop, files);
          tabs.open(
            files.map((file) => ({ file, found: undefined })),
            shown,
            beside,
          );
          return;
        }
        case "not-reopened": {
          const { file } = command;
          workspace.tell({
            tone: "warning",
            text: `“${file.name}” was open when Seekline ended, and is not opened by itself again: the engine stopped on it twice.`,
            action: { label: "Open it", run: () => tabs.open([{ file, found: undefined }], 0) },
          });
          return;
        }
        case "close-transcript":
          act("close");
          return;
        case "show-shortcuts":
          act("shortcuts");
          return;
        case "copy-report":
          void copyReport(workspace);
          return;
        case "engine-restarted":
          tabs.engineRestarted(command.reason, command.isUnexpected);
          return;
        case "export":
        case "save-records":
        case "saved-filters":
        case "summary":
        case "find":
        case "next-hit":
        case "previous-hit":
        case "reload":
        case "go-to-record":
        case "back":
        case "forward":
        case "commands":
        case "bookmarks":
        case "statistics":
        case "settings":
        case "toggle-runs":
        case "toggle-kinds":
        case "toggle-detail":
        case "new-tab":
        case "next-tab":
        case "previous-tab":
        case "side-by-side":
        case "tabs-as-one":
          act(command.type);
          return;
        default:
          assertNever(command);
      }
    };
    return desktop.onCommand(obey);
  }, [act, desktop, tabs, workspace]);

  const back = useCallback(() => workbench.current?.back(), []);
  useWindowKeys({ mac, active: overlay === undefined, onAction: act, onEscape: back, onTab: tabs.showAt });

  // What had the keyboard in the tab before is out of sight now.
  const shown = workspace.name;
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const { activeElement } = document;
      if (shown !== tabs.active().name) return;
      if (activeElement === null || activeElement === document.body || activeElement.closest("[inert]") !== null) {
        // Not the first screen, which begins without a ring.
        workbench.current?.focusList();
      }
    });
    return () => cancelAnimationFrame(frame);
  }, [shown, tabs]);

  useEffect(() => {
    document.title = name === undefined ? "Seekline" : `${name} — Seekline`;
    if (phase !== "open")
      setOverlay((shown) =>
        shown === "commands" || shown === "shortcuts" || shown === "settings" ? shown : undefined,
      );
  }, [phase, name]);

  return (
    <TooltipProvider delayDuration={500} skipDelayDuration={200}>
      <div className={styles.window}>
        <TabStrip onAction={act} onFocusLost={() => focusShown(workbench.current)} />
        <TabPanes
          workbench={workbench}
          onAction={act}
          exporting={overlay === "export" ? "sheet" : overlay === "save-records" ? "records" : undefined}
          onExporting={(open) => setOverlay(open ? "export" : undefined)}
        />
      </div>
      <SummarySheet open={overlay === "summary"} onClose={closeOverlay} />
      <SettingsSheet open={overlay === "settings"} onClose={closeOverlay} />
      <StatisticsSheet open={overlay === "statistics"} onClose={closeOverlay} />
      <BookmarksSheet
        open={overlay === "bookmarks"}
        onClose={closeOverlay}
        onArrive={() => requestAnimationFrame(() => workbench.current?.focusList())}
      />
      <CompareSheet open={overlay === "compare"} onClose={closeOverlay} />
      <GoToRecord
        open={overlay === "go-to-record"}
        onClose={closeOverlay}
        onArrive={() => {
          // An open dialog would take the keyboard back.
          flushSync(closeOverlay);
          requestAnimationFrame(() => workbench.current?.focusList());
        }}
      />
      {overlay === "commands" ? (
        <CommandPalette
          onAction={act}
          onClose={closeOverlay}
          onArrive={() => requestAnimationFrame(() => workbench.current?.focusList())}
        />
      ) : undefined}
      <ShortcutSheet open={overlay === "shortcuts"} onClose={closeOverlay} mac={mac} />
      <Toast onFocusLost={() => focusShown(workbench.current)} />
      <DropZone />
    </TooltipProvider>
  );
}
