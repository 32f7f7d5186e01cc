import { expect, it, vi } from "vitest";
import { file, setUpWorkspace } from "../../data/testEngine.ts";
import { goToBookmark } from "./goToBookmark.ts";

it("begins a step where the one before is under way to, not where that began", async () => {
  const { workspace, engine } = setUpWorkspace(5000);
  await vi.waitFor(() => expect(workspace.connection.state.getState().phase).toBe("ready"));
  await workspace.open(file);
  await vi.waitFor(() => expect(workspace.viewing.store.getState().shown?.state.rows).toBe(5000));
  // As a list does.
  workspace.selecting.scroll.subscribe(({ order }) => {
    if (typeof order?.row === "number") workspace.rows.want(order.row, order.row);
  });
  for (const record of [1000, 2000, 3000]) await workspace.bookmarks.toggle({ record, kind: "A" });

  engine().hold("locate");
  const steps = [goToBookmark(workspace, 1), goToBookmark(workspace, 1), goToBookmark(workspace, 1)];
  engine().release("locate");
  await Promise.all(steps);
  await vi.waitFor(() => expect(workspace.selecting.store.getState()).toMatchObject({ row: { record: 3000 } }));

  // The row at the cursor is still on its way: not from the one of before.
  engine().hold("rows");
  workspace.selecting.moveTo(1500);
  const step = goToBookmark(workspace, 1);
  engine().release("rows");
  await step;
  await vi.waitFor(() => expect(workspace.selecting.store.getState()).toMatchObject({ row: { record: 2000 } }));
});
