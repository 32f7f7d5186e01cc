import type { Workspace } from "../../data/workspace.ts";

/** To the next bookmark, or the one before: from where the last step is under way to, so that steps may follow each other fast. */
export async function goToBookmark(
  { selecting, bookmarks, tell, headedFor, goToRecord }: BookmarkSteps,
  direction: 1 | -1,
): Promise<void> {
  const row = await selecting.settledRow();
  // Asked only now: a step that waited as this one did has set out meanwhile.
  const from = headedFor() ?? row?.record ?? -1;
  const to = bookmarks.next(from, direction);
  if (to !== undefined) await goToRecord(to.record);
  else tell({ tone: "info", text: "No record is bookmarked. B marks the one that is selected." });
}

type BookmarkSteps = Pick<Workspace, "selecting" | "bookmarks" | "tell" | "headedFor" | "goToRecord">;
