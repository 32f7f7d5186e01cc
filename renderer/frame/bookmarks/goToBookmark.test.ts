import { expect, it, vi } from "vitest";
import { longestWaitMs } from "../../../shared/testing/longestWaitMs.ts";
import { file, setUpWorkspace } from "../../data/testEngine.ts";
import { goToBookmark } from "./goToBookmark.ts";

it("begins a step where the one before is under way to, not where that began", async () => {
  const { workspace, engine } = setUpWorkspace(5000);
  await vi.waitFor(() => expect(workspace.connection.state.getState().phase).toBe("ready"), { timeout: longestWaitMs });
  await workspace.open(file);
  await vi.waitFor(() => expect(workspace.viewing.store.getState().shown?.state.rows).toBe(5000), {
    timeout: longestWaitMs,
  });
  // As a list does.
  workspace.selecting.scroll.subscribe(({ order }) => {
    if (typeof order?.row === "number") workspace.rows.want(order.row, order.row);
  });
  for (const record of [1000, 2000, 3000]) await workspace.bookmarks.toggle({ record, kind: "A" });

  engine().hold("locate");
  const steps = [goToBookmark(workspace, 1), goToBookmark(workspace, 1), goToBookmark(workspace, 1)];
  engine().release("locate");
  await Promise.all(steps);
  await vi.waitFor(() => expect(workspace.selecting.store.getState()).toMatchObject({ row: { record: 3000 } }), {
    timeout: longestWaitMs,
  });

  // The row at the cursor is still on its way: not from the one of before.
  engine().hold("rows");
  workspace.selecting.moveTo(1500);
  const step = goToBookmark(workspace, 1);
  engine().release("rows");
  await step;
  await vi.waitFor(() => expect(workspace.selecting.store.getState()).toMatchObject({ row: { record: 2000 } }), {
    timeout: longestWaitMs,
  });
});
