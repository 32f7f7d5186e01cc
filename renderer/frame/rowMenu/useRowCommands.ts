// What can be done with the rows that are selected: the menu of a row and the command palette offer the same.

import type { LucideIcon } from "lucide-react";
import {
  ArrowDownToLine,
  ArrowUpToLine,
  Bookmark,
  Braces,
  ClipboardList,
  Copy,
  Crosshair,
  Diff,
  Download,
  EyeOff,
  FileInput,
  Focus,
  Link2,
  Quote,
} from "lucide-react";
import { withTime } from "../../../shared/filter/conditionChoice.ts";
import { printFilterTime } from "../../../shared/filter/filterTime.ts";
import { toggleKind } from "../../../shared/filter/kindChoice.ts";
import type { Row } from "../../../shared/rows.ts";
import { counterpart } from "../../data/relatedFeed.ts";
import { countRows } from "../../data/rowRanges.ts";
import { useTabs } from "../../data/useTabs.ts";
import { useSelectedRow, useSelection, useView, useWhole, useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import { toggleBookmark } from "../bookmarks/toggleBookmark.ts";
import { openOrigin } from "../openOrigin.ts";
import type { Action } from "../shortcuts.ts";
import { keysOf, keysText } from "../shortcuts.ts";
import { copySelected } from "./copySelected.ts";

export interface RowCommand {
  readonly title: string;
  readonly icon: LucideIcon;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

/** In groups, as a menu draws lines between them; no group is empty. */
export function useRowCommands(onAction: (action: Action) => void): readonly (readonly RowCommand[])[] {
  const workspace = useWorkspace();
  const mac = workspace.desktop.platform === "darwin";
  const row = useSelectedRow();
  const count = useSelection(() => countRows(workspace.selecting.selected()));
  const ofOne = useOfOne(row);
  const copying: readonly RowCommand[] = [
    {
      title: "Copy as JSON",
      icon: Copy,
      keys: keysText("Mod C", mac),
      run: () => void copySelected(workspace, "json"),
    },
    { title: "Copy as indented JSON", icon: Braces, run: () => void copySelected(workspace, "pretty") },
    { title: "Copy as rows", icon: ClipboardList, run: () => void copySelected(workspace, "rows") },
    { title: "Copy citation", icon: Quote, run: () => void copySelected(workspace, "citation") },
  ];
  const both: readonly RowCommand[] =
    count === 2 ? [{ title: "Compare both", icon: Diff, keys: "D", run: () => onAction("compare") }] : [];
  const exporting = { title: "Export…", icon: Download, keys: keysOf("export", mac), run: () => onAction("export") };
  return [copying, ...(count > 1 || ofOne.length === 0 ? [] : [ofOne]), [...both, exporting]];
}

/** What is of one row only. */
function useOfOne(row: Row | undefined): readonly RowCommand[] {
  const tabs = useTabs();
  const workspace = useWorkspace();
  const { viewing, related: feed, showInContext } = workspace;
  const text = useView((view) => view.history.present);
  const filtered = useView((view) => (view.shown?.filter ?? "").trim() !== "");
  const { related } = useWhole(feed.store);
  const { all } = useWhole(workspace.bookmarks.store);
  if (row === undefined) return [];
  const other = related === undefined ? undefined : counterpart(related.records);
  const choose = (next: string) => viewing.setText(next, "choice");
  const kind = visibleText(row.kind);
  const { origin, record, time } = row;
  const marking: RowCommand = {
    title: all.has(record) ? "Take the bookmark away" : "Bookmark",
    icon: Bookmark,
    keys: "B",
    run: () => void toggleBookmark(workspace, row),
  };
  const opening: readonly RowCommand[] =
    origin === undefined
      ? []
      : [
          {
            title: `Open ${visibleText(origin.name)}`,
            icon: FileInput,
            run: () => void openOrigin(tabs, workspace, record, "events"),
          },
        ];
  const going: readonly RowCommand[] =
    other === undefined
      ? []
      : [
          {
            title: `Go to ${visibleText(other.kind)}`,
            icon: Link2,
            keys: "P",
            run: () => void workspace.goToRecord(other.record),
          },
        ];
  const kinds: readonly RowCommand[] = [
    { title: `Show only ${kind}`, icon: Crosshair, run: () => choose(toggleKind(text, row.kind, "only")) },
    { title: `Hide ${kind}`, icon: EyeOff, run: () => choose(toggleKind(text, row.kind, "exclude")) },
  ];
  const times: readonly RowCommand[] =
    time === undefined
      ? []
      : [
          {
            title: "From this time on",
            icon: ArrowDownToLine,
            run: () => choose(withTime(text, "after", printFilterTime(time))),
          },
          {
            title: "Up to this time",
            icon: ArrowUpToLine,
            run: () => choose(withTime(text, "before", printFilterTime(time + 1))),
          },
        ];
  const context: readonly RowCommand[] = filtered
    ? [{ title: "Show in context", icon: Focus, run: () => showInContext(record) }]
    : [];
  return [marking, ...opening, ...going, ...kinds, ...times, ...context];
}
