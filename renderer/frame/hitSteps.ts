// From one hit to the next: first within the record that is shown, then to the next record of the list, and behind the
// last one to the first again.

import type { Selection } from "../data/states.ts";
import type { Workspace } from "../data/workspace.ts";
import type { DetailPaneHandle } from "../detail/DetailPane.tsx";
import type { Direction } from "../detail/hits/recordHits.ts";

/** The row that comes next; undefined when there is none. Without a cursor it is where the user looks. */
export function nextRow(
  { cursor, follows }: Pick<Selection, "cursor" | "follows">,
  view: { readonly first: number; readonly rows: number },
  direction: Direction,
): number | undefined {
  if (view.rows === 0) return undefined;
  if (cursor === undefined) return Math.min(view.first, view.rows - 1);
  // A record that the filter hides would stand before the row at the cursor.
  const next = direction === "previous" ? cursor - 1 : follows === "apart" ? cursor : cursor + 1;
  return next >= 0 && next < view.rows ? next : undefined;
}

/** `record`: the pane that shows one, if it is open. */
export async function stepToHit(
  { viewing, selecting, rows, tell }: Pick<Workspace, "viewing" | "selecting" | "rows" | "tell">,
  record: Pick<DetailPaneHandle, "step" | "enterGoing"> | null,
  direction: Direction,
): Promise<void> {
  const selection = selecting.store.getState();
  if (selection.row !== undefined && !selection.awaits && (await record?.step(direction)) === true) return;
  const { shown } = viewing.store.getState();
  if (shown === undefined) return;
  const row = nextRow(selecting.store.getState(), { first: rows.shown.first, rows: shown.state.rows }, direction);
  if (row !== undefined) {
    record?.enterGoing(direction);
    selecting.moveTo(row);
  } else if (shown.state.rows > 0) {
    const around = direction === "next" ? 0 : shown.state.rows - 1;
    if (shown.state.complete) {
      record?.enterGoing(direction);
      selecting.moveTo(around);
    }
    tell({ tone: "info", text: lastWords(direction, shown.state.complete) });
  }
}

function lastWords(direction: Direction, complete: boolean): string {
  if (!complete) return `This is the ${direction === "next" ? "last" : "first"} hit that is known so far.`;
  return direction === "next" ? "On from the first hit again." : "On from the last hit again.";
}
