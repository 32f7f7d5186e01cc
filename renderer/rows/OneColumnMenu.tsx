// What can be done with one column.

import { ArrowLeft, ArrowRight, ChevronsLeftRight, EyeOff } from "lucide-react";
import { MenuItem, MenuSeparator, PointMenu } from "../controls/Menu.tsx";
import type { ColumnName } from "../data/settings.ts";
import { useWorkspace } from "../data/useWorkspace.ts";
import { columnTitles } from "./columns.ts";

export interface OneColumnMenuProps {
  /** Undefined while the menu is closed. */
  readonly column: ColumnName | undefined;
  readonly at: { readonly x: number; readonly y: number } | undefined;
  /** All, as they stand. */
  readonly columns: readonly ColumnName[];
  readonly onMove: (column: ColumnName, place: number) => void;
  readonly onFit: (column: ColumnName) => void;
  readonly onHide: (column: ColumnName) => void;
  readonly onClose: () => void;
}

export function OneColumnMenu({ column, at, columns, onMove, onFit, onHide, onClose }: OneColumnMenuProps) {
  const { desktop } = useWorkspace();
  const alt = desktop.platform === "darwin" ? "⌥" : "Alt";
  if (column === undefined) return undefined;
  const place = columns.indexOf(column);
  const isFixed = column === "source";
  return (
    <PointMenu at={at} label={`Column ${columnTitles[column]}`} onClose={onClose}>
      <MenuItem
        icon={ArrowLeft}
        keys={`${alt} ←`}
        disabled={isFixed || place === 0 || columns[place - 1] === "source"}
        onSelect={() => onMove(column, place - 1)}
      >
        Move left
      </MenuItem>
      <MenuItem
        icon={ArrowRight}
        keys={`${alt} →`}
        disabled={isFixed || place === columns.length - 1}
        onSelect={() => onMove(column, place + 1)}
      >
        Move right
      </MenuItem>
      <MenuItem icon={ChevronsLeftRight} onSelect={() => onFit(column)}>
        Fit the width
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={EyeOff} disabled={isFixed} onSelect={() => onHide(column)}>
        Hide
      </MenuItem>
    </PointMenu>
  );
}
