import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Method } from "../../shared/engineContract.ts";
import { milliseconds } from "../../shared/units.ts";
import type { TestEngine } from "./testEngine.ts";
import { file, setUpWorkspace } from "./testEngine.ts";

/** Lets everything happen that waits for nothing but other promises. */
function rest(): Promise<unknown> {
  return vi.advanceTimersByTimeAsync(0);
}

async function setUp(records = 1000) {
  const parts = setUpWorkspace(records);
  await rest();
  return parts;
}

async function release(engine: TestEngine, method: Method): Promise<void> {
  engine.release(method);
  await rest();
}

async function opened(records = 1000) {
  const parts = await setUp(records);
  await parts.workspace.open(file);
  await rest();
  const { workspace } = parts;
  return {
    ...parts,
    shown: () => workspace.viewing.store.getState().shown,
    selection: () => workspace.selecting.store.getState(),
    async filter(text: string) {
      workspace.viewing.setText(text, "choice");
      await rest();
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("filtering", () => {
  it("asks for a chosen text at once, for a typed one after a pause", async () => {
    const { workspace, engine, filter } = await opened();
    await filter("kind:RAW");
    expect(engine().paramsOf("query").at(-1)).toMatchObject({ filter: "kind:RAW" });
    workspace.viewing.setText("kind:STATE_DELTA", "typing");
    await rest();
    expect(engine().paramsOf("query")).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(500);
    expect(engine().paramsOf("query").at(-1)).toMatchObject({ filter: "kind:STATE_DELTA" });
  });

  it("selects the first row that passes as soon as it is here, or the one behind a record that does not pass", async () => {
    const { workspace, engine, selection } = await opened();
    const { viewing, selecting } = workspace;
    engine().hold("query");
    viewing.setText("kind:STATE_DELTA", "typing");
    viewing.apply();
    viewing.goToFirst();
    await rest();
    expect(selection().cursor).toBeUndefined();
    await release(engine(), "query");
    expect(selection().cursor).toBe(0);
    selecting.clear();
    // Who goes on typing does not want it any more.
    engine().hold("query");
    viewing.setText("kind:RAW", "choice");
    viewing.goToFirst();
    viewing.setText("kind:STATE_DELTA", "choice");
    await release(engine(), "query");
    expect(selection().cursor).toBeUndefined();
  });

  it("cancels an older question and shows only the answer to the newest", async () => {
    const { engine, filter, shown } = await opened();
    engine().hold("query");
    await filter("kind:RAW");
    await filter("kind:RAW,STATE_DELTA");
    await release(engine(), "query");
    const queries = engine().asked.filter(({ method }) => method === "query");
    expect(queries.at(-2)?.signal?.aborted).toBe(true);
    expect(shown()).toMatchObject({ filter: "kind:RAW,STATE_DELTA", state: { rows: 500 } });
  });

  it("goes on showing the last filter while the text cannot be read", async () => {
    const { workspace, filter, shown } = await opened();
    await filter("kind:RAW");
    await filter("kind:RAW (");
    expect(shown()?.filter).toBe("kind:RAW");
    expect(workspace.viewing.store.getState().problem).toBeDefined();
    workspace.viewing.undo();
    await rest();
    expect(workspace.viewing.store.getState()).toMatchObject({ problem: undefined, querying: false });
  });

  it("shows the engine's reason when it refuses a filter", async () => {
    const { workspace, engine, filter } = await opened();
    engine().failing.set("query", { code: "bad-filter", at: 3, message: "no" });
    await filter("kind:RAW");
    expect(workspace.viewing.store.getState()).toMatchObject({ problem: { at: 3, message: "no" }, querying: false });
  });

  it("undoes and redoes", async () => {
    const { workspace, filter, shown } = await opened();
    await filter("kind:RAW");
    workspace.viewing.undo();
    await rest();
    expect(shown()).toMatchObject({ filter: "", state: { rows: 1000 } });
    workspace.viewing.redo();
    await rest();
    expect(shown()).toMatchObject({ filter: "kind:RAW", state: { rows: 250 } });
  });
});

describe("staying in place", () => {
  it("keeps the selected record where it is when the filter changes", async () => {
    const { workspace, filter, selection, shown } = await opened();
    workspace.rows.want(400, 440);
    await rest();
    workspace.selecting.moveTo(404);
    await filter("kind:RAW");
    expect(selection()).toMatchObject({ cursor: 101, row: { record: 404 }, follows: "cursor" });
    expect(shown()?.anchor).toEqual({ from: 404, to: 101 });
    expect(workspace.rows.row(101)?.record).toBe(404);
  });

  it("keeps a record selected that the filter hides, and marks its place", async () => {
    const { workspace, filter, selection } = await opened();
    workspace.rows.want(400, 440);
    await rest();
    workspace.selecting.moveTo(405);
    await filter("kind:RAW");
    expect(selection()).toMatchObject({ cursor: 102, row: { record: 405 }, follows: "apart" });
    await filter("");
    expect(selection()).toMatchObject({ cursor: 405, row: { record: 405 }, follows: "cursor" });
  });

  it("keeps the selected record through a filter that nothing passes", async () => {
    const { workspace, filter, selection } = await opened();
    workspace.selecting.moveTo(5);
    await filter("kind:NOTHING");
    expect(selection()).toMatchObject({ cursor: undefined, row: { record: 5 } });
    await filter("");
    expect(selection()).toMatchObject({ cursor: 5, follows: "cursor" });
  });

  it("keeps the topmost row in place when nothing is selected", async () => {
    const { workspace, filter, shown } = await opened();
    workspace.rows.want(800, 840);
    await rest();
    await filter("kind:RAW");
    expect(shown()?.anchor).toEqual({ from: 800, to: 200 });
    workspace.rows.want(0, 30);
    await rest();
    await filter("");
    expect(shown()?.anchor).toBeUndefined();
  });

  it("lets the record follow the cursor as soon as its row is known", async () => {
    const { workspace, selection } = await opened();
    workspace.selecting.moveTo(999);
    expect(selection()).toMatchObject({ cursor: 999, row: undefined });
    workspace.rows.want(960, 999);
    await rest();
    expect(selection().row?.record).toBe(999);
  });

  it("moves no further than the ends", async () => {
    const { workspace, selection } = await opened();
    workspace.selecting.moveTo(5000);
    expect(selection().cursor).toBe(999);
    workspace.selecting.moveTo(-1);
    expect(selection().cursor).toBe(0);
  });
});

describe("going to a time", () => {
  it("selects the first record that is as late", async () => {
    const { workspace, selection } = await opened();
    expect(await workspace.goToTime(milliseconds(499.5))).toBeUndefined();
    expect(selection().cursor).toBe(500);
  });

  it("selects the next one that is shown where the filter hides it, without a word", async () => {
    const { workspace, filter, selection } = await opened();
    await filter("kind:RAW");
    await workspace.goToTime(milliseconds(401));
    expect(selection().cursor).toBe(101);
    expect(workspace.notices.getState().notice).toBeUndefined();
  });

  it("says that all records are earlier", async () => {
    const { workspace, selection } = await opened();
    expect(await workspace.goToTime(milliseconds(5000))).toBe("later");
    expect(selection().cursor).toBeUndefined();
  });
});

describe("searching", () => {
  async function searching(records: number) {
    const parts = await opened(records);
    parts.engine().indexing = true;
    return parts;
  }

  it("goes on showing the last rows until the first of the new filter is found", async () => {
    const { engine, filter, shown } = await searching(2);
    await filter("kind:STATE_DELTA");
    expect(shown()).toMatchObject({ filter: "", state: { rows: 2 } });
    engine().records = 8;
    engine().emitProgress();
    await rest();
    expect(shown()).toMatchObject({ filter: "kind:STATE_DELTA", state: { rows: 2 } });
  });

  it("shows an empty view when nothing is found for a while, and rows as soon as they are", async () => {
    const { engine, filter, shown } = await searching(2);
    await filter("kind:STATE_DELTA");
    await vi.advanceTimersByTimeAsync(500);
    expect(shown()).toMatchObject({ filter: "kind:STATE_DELTA", state: { rows: 0 } });
    engine().records = 8;
    engine().emitProgress();
    expect(shown()).toMatchObject({ state: { rows: 2 } });
  });

  it("finds the selected record again once all rows are known", async () => {
    const { workspace, engine, filter, selection } = await searching(8);
    workspace.selecting.moveTo(7);
    await rest();
    engine().records = 4;
    await filter("kind:STATE_DELTA");
    expect(selection()).toMatchObject({ row: { record: 7 }, follows: "apart" });
    engine().records = 8;
    engine().indexing = false;
    engine().emitProgress();
    await rest();
    expect(selection()).toMatchObject({ cursor: 1, row: { record: 7 }, follows: "cursor" });
  });

  it("passes on how far the search is and what the engine says of it", async () => {
    const { engine, filter, shown } = await searching(8);
    await filter("kind:RAW");
    const view = { ...engine().view(), searched: 5, notice: "slowly" };
    engine().emitProgress(view);
    expect(shown()?.state).toEqual(view);
  });
});

describe("growing", () => {
  it("counts on while records come in, and fetches what the last page lacked", async () => {
    const { workspace, engine, shown } = await setUpIndexing(150);
    workspace.rows.want(100, 149);
    engine().records = 900;
    engine().emitProgress();
    await rest();
    expect(shown()?.state).toMatchObject({ rows: 900, complete: false });
    expect(workspace.rows.row(180)?.record).toBe(180);
  });

  it("uses counts that overtook the answer to the query", async () => {
    const { workspace, engine, shown } = await setUpIndexing(100);
    engine().hold("locate");
    engine().hold("rows");
    workspace.viewing.setText("kind:RAW", "choice");
    await rest();
    engine().records = 400;
    engine().emitProgress();
    await release(engine(), "rows");
    await release(engine(), "locate");
    await vi.advanceTimersByTimeAsync(200);
    expect(shown()?.state.rows).toBe(100);
  });

  it("asks for the counts per kind at most four times a second, and once more at the end", async () => {
    const { workspace, engine } = await setUpIndexing(100);
    const before = engine().paramsOf("kinds").length;
    for (let tick = 0; tick < 20; tick += 1) {
      engine().records += 100;
      engine().emitProgress();
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(engine().paramsOf("kinds").length - before).toBeLessThanOrEqual(5);
    expect(workspace.facets.store.getState().complete).toBe(false);
    engine().indexing = false;
    engine().emitProgress();
    await vi.advanceTimersByTimeAsync(1000);
    expect(workspace.facets.store.getState().complete).toBe(true);
  });

  async function setUpIndexing(records: number) {
    const parts = await setUp(records);
    parts.engine().indexing = true;
    await parts.workspace.open(file);
    await rest();
    return { ...parts, shown: () => parts.workspace.viewing.store.getState().shown };
  }
});

describe("going to a record", () => {
  it("selects it", async () => {
    const { workspace, selection } = await opened();
    expect(await workspace.goToRecord(700)).toBeUndefined();
    expect(selection().cursor).toBe(700);
    expect(workspace.selecting.scroll.getState().order).toEqual({ row: 700, align: "center" });
  });

  it("says when there is no such record", async () => {
    const { workspace } = await opened();
    expect(await workspace.goToRecord(1000)).toEqual({ code: "no-such-record", record: 1000, records: 1000 });
  });

  it("shows it where no row passes at all", async () => {
    const { workspace, filter, selection } = await opened();
    await filter("kind:NONE");
    await workspace.goToRecord(701);
    expect(selection()).toMatchObject({ row: { record: 701 }, cursor: undefined, follows: "apart" });
  });

  it("offers to clear a filter that hides it", async () => {
    const { workspace, filter, selection } = await opened();
    await filter("kind:RAW");
    await workspace.goToRecord(701);
    const { notice } = workspace.notices.getState();
    expect(notice?.text).toContain("701");
    // It is shown all the same, and no other one in its place.
    expect(selection()).toMatchObject({ row: { record: 701 }, follows: "apart" });
    expect(workspace.rows.row(selection().cursor ?? -1)?.record).toBeGreaterThan(701);
    notice?.action?.run();
    await rest();
    await rest();
    expect(selection()).toMatchObject({ cursor: 701 });
    expect(workspace.notices.getState().notice).toBeUndefined();
  });
});
