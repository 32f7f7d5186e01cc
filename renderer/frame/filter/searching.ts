import type { ViewState } from "../../../shared/engineContract.ts";
import type { Progress } from "../../../shared/transcript.ts";

/** How far the search for a view's rows is, in bytes; undefined when none goes on. */
export interface Searching {
  readonly done: number;
  readonly total: number;
}

/** A view is incomplete while the transcript is indexed, too: it is searched when what is indexed is not searched yet. */
export function searchOf(
  state: ViewState | undefined,
  progress: Pick<Progress, "state" | "bytesDone" | "bytesTotal"> | undefined,
): Searching | undefined {
  if (state === undefined || progress === undefined) return undefined;
  const { complete, searched, failure } = state;
  if (complete || failure !== undefined || searched === undefined) return undefined;
  const keepsUp = progress.state.phase === "indexing" && searched >= progress.bytesDone;
  return keepsUp ? undefined : { done: searched, total: progress.bytesTotal };
}

/** What goes on is no search: nothing is sought without a filter, and all has been looked at before rows are counted. */
export function isCounting({ done, total }: Searching, filter: string): boolean {
  return filter.trim() === "" || done >= total;
}
