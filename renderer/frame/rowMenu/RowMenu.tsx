// The menu of the rows that are selected, by a right click or the key for a menu.

import { Fragment } from "react";
import { MenuItem, MenuNote, MenuSeparator, PointMenu } from "../../controls/Menu.tsx";
import { formatCounted } from "../../data/format.ts";
import { countRows } from "../../data/rowRanges.ts";
import { useSelection, useView, useWorkspace } from "../../data/useWorkspace.ts";
import type { Action } from "../shortcuts.ts";
import { useRowCommands } from "./useRowCommands.ts";

export interface RowMenuProps {
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly onClose: () => void;
  readonly onAction: (action: Action) => void;
}

/**
 * `at` is in the window, in CSS pixels; undefined closes it. It is of whatever rows are selected when an item is
 * chosen.
 */
export function RowMenu({ at, onClose, onAction }: RowMenuProps) {
  const { selecting } = useWorkspace();
  const groups = useRowCommands(onAction);
  const count = useSelection(() => countRows(selecting.selected()));
  const folded = useView(({ shown }) => shown?.state.folded === true);
  return (
    <PointMenu at={at} label="Selected records" onClose={onClose}>
      {count > 1 ? <MenuNote>{formatCounted(count, folded ? "row" : "record")} selected</MenuNote> : undefined}
      {groups.map((commands, index) => (
        <Fragment key={commands.map(({ title }) => title).join()}>
          {index === 0 ? undefined : <MenuSeparator />}
          {commands.map(({ title, icon, keys, run }) => (
            <MenuItem key={title} icon={icon} keys={keys} onSelect={run}>
              {title}
            </MenuItem>
          ))}
        </Fragment>
      ))}
    </PointMenu>
  );
}
