import type { Marked } from "../../data/bookmarks.ts";
import type { Workspace } from "../../data/workspace.ts";

/** Marks a record, or takes its mark away, which can be taken back; says so when it cannot. */
export async function toggleBookmark(
  { bookmarks, tell }: Pick<Workspace, "bookmarks" | "tell">,
  row: Marked,
): Promise<void> {
  const before = bookmarks.store.getState().all.get(row.record);
  const problem = await bookmarks.toggle(row);
  if (problem !== undefined) return tell({ tone: "warning", text: problem });
  if (before === undefined || before.note === "") return;
  const undo = async () => {
    await bookmarks.toggle(row);
    bookmarks.setNote(row.record, before.note);
    tell(undefined);
  };
  tell({
    tone: "info",
    text: "The bookmark and its note are gone.",
    action: { label: "Undo", run: () => void undo() },
  });
}
