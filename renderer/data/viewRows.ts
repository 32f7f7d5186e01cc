// From the rows of the list to those of its view: a folded run is one row here and as many there as it has records.

import type { RowRanges } from "./rowRanges.ts";
import { joinedRanges } from "./rowRanges.ts";
import type { Target } from "./target.ts";

/** What is to be known of the list. */
export interface ListedView {
  readonly view: string;
  readonly folded?: boolean;
}

/** Undefined when the engine cannot say, such as when the list is another one by now. */
export async function viewRowsOf(
  { engine, transcript }: Pick<Target, "transcript"> & { readonly engine: Pick<Target["engine"], "request"> },
  { view, folded = false }: ListedView,
  ranges: RowRanges,
): Promise<RowRanges | undefined> {
  if (!folded) return ranges;
  const placeOf = async (row: number, end: "first" | "last"): Promise<number | undefined> => {
    const page = await engine.request("rows", { transcript, view, from: row, count: 1 });
    const shown = page.ok ? page.value.rows[0] : undefined;
    if (shown === undefined) return undefined;
    const record = end === "last" ? (shown.run?.last ?? shown.record) : shown.record;
    const located = await engine.request("locate", { transcript, view, record });
    return located.ok ? located.value.before : undefined;
  };
  const found: { readonly first: number; readonly last: number }[] = [];
  for (const range of ranges) {
    const [first, last] = [await placeOf(range.first, "first"), await placeOf(range.last, "last")];
    if (first === undefined || last === undefined) return undefined;
    // A head whose run is open stands for all of it; one of its records alone, for itself.
    found.push({ first, last: Math.max(first, last) });
  }
  return joinedRanges(found);
}
