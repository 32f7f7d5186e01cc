// The columns of the list in the order in which they stand, as the user wants them.

import type { ChosenColumn } from "./settings.ts";
import { columnNames } from "./settings.ts";

/** With a column more, behind the nearest shown one that stands before it by itself; or without it. */
export function withColumnTurned(shown: readonly ChosenColumn[], name: ChosenColumn): readonly ChosenColumn[] {
  if (shown.includes(name)) return shown.filter((other) => other !== name);
  const before = columnNames.slice(0, columnNames.indexOf(name)).findLast((other) => shown.includes(other));
  return shown.toSpliced(before === undefined ? 0 : shown.indexOf(before) + 1, 0, name);
}

/** With a column at a place among the shown ones; the nearest that there is. */
export function withColumnAt(
  shown: readonly ChosenColumn[],
  name: ChosenColumn,
  place: number,
): readonly ChosenColumn[] {
  if (!shown.includes(name)) return shown;
  const others = shown.filter((other) => other !== name);
  return others.toSpliced(Math.max(0, Math.min(others.length, place)), 0, name);
}
