// What can be done with the rows that are selected, by a right click or the key for a menu.

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
import { MenuItem, MenuNote, MenuSeparator, PointMenu } from "../../controls/Menu.tsx";
import { formatCounted } from "../../data/format.ts";
import { counterpart } from "../../data/relatedFeed.ts";
import { countRows } from "../../data/rowRanges.ts";
import { useTabs } from "../../data/useTabs.ts";
import { useSelection, useView, useWhole, useWorkspace } from "../../data/useWorkspace.ts";
import { visibleText } from "../../data/visibleText.ts";
import { toggleBookmark } from "../bookmarks/toggleBookmark.ts";
import { openOrigin } from "../openOrigin.ts";
import { keysOf, keysText } from "../shortcuts.ts";
import type { CopiedAs } from "./copyRows.ts";

export interface RowMenuProps {
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly onClose: () => void;
  readonly onCopy: (as: CopiedAs) => void;
  readonly onExport: () => void;
  readonly onCompare: () => void;
  readonly onRecord: (record: number) => void;
}

export function RowMenu({ at, onClose, onCopy, onExport, onCompare, onRecord }: RowMenuProps) {
  const tabs = useTabs();
  const workspace = useWorkspace();
  const { viewing, selecting, related: feed, showInContext, desktop } = workspace;
  const mac = desktop.platform === "darwin";
  const row = useSelection((selection) => selection.row);
  const count = useSelection(() => countRows(selecting.selected()));
  const text = useView((view) => view.history.present);
  const filtered = useView((view) => (view.shown?.filter ?? "").trim() !== "");
  const folded = useView(({ shown }) => shown?.state.folded === true);
  const { related } = useWhole(feed.store);
  const other = related === undefined ? undefined : counterpart(related.records);
  const choose = (next: string) => viewing.setText(next, "choice");
  const { all } = useWhole(workspace.bookmarks.store);
  const isMarked = row !== undefined && all.has(row.record);
  const kind = row === undefined ? "" : visibleText(row.kind);
  return (
    <PointMenu at={at} label="Selected records" onClose={onClose}>
      {count > 1 ? <MenuNote>{formatCounted(count, folded ? "row" : "record")} selected</MenuNote> : undefined}
      <MenuItem icon={Copy} keys={keysText("Mod C", mac)} onSelect={() => onCopy("json")}>
        Copy as JSON
      </MenuItem>
      <MenuItem icon={Braces} onSelect={() => onCopy("pretty")}>
        Copy as indented JSON
      </MenuItem>
      <MenuItem icon={ClipboardList} onSelect={() => onCopy("rows")}>
        Copy as rows
      </MenuItem>
      <MenuItem icon={Quote} onSelect={() => onCopy("citation")}>
        Copy citation
      </MenuItem>
      <MenuSeparator />
      {row === undefined || count > 1 ? undefined : (
        <>
          <MenuItem icon={Bookmark} keys="B" onSelect={() => void toggleBookmark(workspace, row)}>
            {isMarked ? "Take the bookmark away" : "Bookmark"}
          </MenuItem>
          {row.origin === undefined ? undefined : (
            <MenuItem icon={FileInput} onSelect={() => void openOrigin(tabs, workspace, row.record, "events")}>
              Open {visibleText(row.origin.name)}
            </MenuItem>
          )}
          {other === undefined ? undefined : (
            <MenuItem icon={Link2} keys="P" onSelect={() => onRecord(other.record)}>
              Go to {visibleText(other.kind)}
            </MenuItem>
          )}
          <MenuItem icon={Crosshair} onSelect={() => choose(toggleKind(text, row.kind, "only"))}>
            Show only {kind}
          </MenuItem>
          <MenuItem icon={EyeOff} onSelect={() => choose(toggleKind(text, row.kind, "exclude"))}>
            Hide {kind}
          </MenuItem>
          <Times row={row} onChoose={(side, time) => choose(withTime(text, side, time))} />
          {filtered ? (
            <MenuItem icon={Focus} onSelect={() => showInContext(row.record)}>
              Show in context
            </MenuItem>
          ) : undefined}
          <MenuSeparator />
        </>
      )}
      {count === 2 ? (
        <MenuItem icon={Diff} keys="D" onSelect={onCompare}>
          Compare both
        </MenuItem>
      ) : undefined}
      <MenuItem icon={Download} keys={keysOf("export", mac)} onSelect={onExport}>
        Export…
      </MenuItem>
    </PointMenu>
  );
}

interface TimesProps {
  readonly row: { readonly time: number | undefined };
  readonly onChoose: (side: "after" | "before", time: string) => void;
}

function Times({ row: { time }, onChoose }: TimesProps) {
  if (time === undefined) return undefined;
  return (
    <>
      <MenuItem icon={ArrowDownToLine} onSelect={() => onChoose("after", printFilterTime(time))}>
        From this time on
      </MenuItem>
      <MenuItem icon={ArrowUpToLine} onSelect={() => onChoose("before", printFilterTime(time + 1))}>
        Up to this time
      </MenuItem>
    </>
  );
}
