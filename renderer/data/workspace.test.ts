import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Method } from "../../shared/engineContract.ts";
import { file, otherFile, setUpWorkspace, TestEngine } from "./testEngine.ts";

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
    async restart() {
      parts.engine().close();
      workspace.connection.engineRestarted();
      workspace.tellRestarted("it crashed", true);
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

describe("a record that the filter hides", () => {
  it("is named for as long as it does", async () => {
    const { workspace, filter } = await opened(5000);
    const told = () => workspace.notices.getState().notice?.text;
    await filter("kind:RAW");
    await workspace.goToRecord(4001);
    expect(told()).toMatch(/^Record 4\D001 is hidden by the filter\.$/);
    await filter("");
    expect(told()).toBeUndefined();
  });

  it("is selected in its context, though more becomes known while all records are asked for", async () => {
    const { workspace, engine, filter, selection, shown } = await opened(5000);
    await filter("kind:RAW");
    const open = workspace.transcript.getState();
    if (open.phase !== "open") throw new Error("not open");
    engine().hold("query");
    workspace.showInContext(4001);
    engine().emit({ type: "progress", transcript: open.id, progress: open.progress, view: shown()?.state });
    await rest();
    await release(engine(), "query");
    expect(selection().cursor).toBe(4001);
  });
});

describe("a step back", () => {
  it("leads to where the last jump began, also while the row that it led to is on its way", async () => {
    const { workspace, engine, selection } = await opened(50_000);
    workspace.selecting.moveTo(1);
    await workspace.goToRecord(1500);
    workspace.rows.want(1480, 1520);
    await rest();
    expect(selection()).toMatchObject({ awaits: false, row: { record: 1500 } });
    engine().hold("rows");
    workspace.selecting.moveTo(49_999);
    workspace.rows.want(49_980, 49_999);
    workspace.goBack();
    await release(engine(), "rows");
    await rest();
    expect(selection().cursor).toBe(1500);
  });
});

describe("opening", () => {
  it("shows the first rows together with the view", async () => {
    const { workspace, shown } = await opened();
    expect(workspace.transcript.getState()).toMatchObject({ phase: "open", id: "t" });
    expect(shown()?.state.rows).toBe(1000);
    expect(workspace.rows.row(0)?.record).toBe(0);
    expect(workspace.facets.store.getState()).toMatchObject({ complete: true });
  });

  it("says why a file cannot be opened, and opens the next one", async () => {
    const { workspace, engine } = await setUp();
    engine().failing.set("open", { code: "not-found", name: "a.jsonl" });
    await workspace.open(file);
    expect(workspace.transcript.getState()).toMatchObject({ phase: "failed", failure: { code: "not-found" } });
    engine().failing.clear();
    await workspace.open(otherFile);
    expect(workspace.transcript.getState()).toMatchObject({ phase: "open", file: otherFile });
  });

  it("takes the file that was chosen last, and frees the one that comes too late", async () => {
    const { workspace, engine } = await setUp();
    engine().hold("open");
    void workspace.open(file);
    await rest();
    void workspace.open(otherFile);
    await rest();
    await release(engine(), "open");
    expect(workspace.transcript.getState()).toMatchObject({ phase: "open", file: otherFile });
    expect(engine().asked.find(({ method }) => method === "open")?.signal?.aborted).toBe(true);
  });

  it("frees the transcript that is closed", async () => {
    const { workspace, engine } = await opened();
    workspace.close();
    await rest();
    expect(workspace.transcript.getState().phase).toBe("none");
    expect(engine().paramsOf("close")).toEqual([{ transcript: "t" }]);
    expect(workspace.rows.row(0)).toBeUndefined();
  });

  it("gets the first rows with the answer, without asking again", async () => {
    const { workspace, engine } = await opened();
    expect(workspace.rows.row(199)?.record).toBe(199);
    expect(engine().paramsOf("rows")).toEqual([]);
  });

  it("shows rows after a moment even when they are slow to come", async () => {
    const { workspace, engine } = await setUp(0);
    engine().indexing = true;
    engine().hold("rows");
    await workspace.open(file);
    engine().records = 1000;
    engine().emitProgress();
    await vi.advanceTimersByTimeAsync(200);
    expect(workspace.viewing.store.getState().shown?.state.rows).toBe(1000);
    expect(workspace.rows.row(0)).toBeUndefined();
  });
});

describe("an engine that dies", () => {
  it("is replaced, and what was open is open again with its filter and selection", async () => {
    const { workspace, engines, filter, selection, shown, restart } = await opened();
    await filter("kind:RAW");
    workspace.selecting.moveTo(10);
    await restart();
    expect(engines).toHaveLength(2);
    expect(engines[1]?.paramsOf("open")).toEqual([{ file: file.id }]);
    expect(shown()).toMatchObject({ filter: "kind:RAW", state: { rows: 250 } });
    expect(workspace.notices.getState().notice?.text).toContain("it crashed");
    engines[1]?.emitProgress();
    await rest();
    workspace.rows.want(0, 30);
    await rest();
    expect(selection()).toMatchObject({ cursor: 10, row: { record: 40 } });
  });

  it("does not overwrite the filter that is typed while it is replaced", async () => {
    const { workspace, engine, engines, filter, restart, shown } = await opened();
    await filter("kind:RAW");
    engines[1] = new TestEngine(1000);
    engines[1].hold("open");
    await restart();
    await filter("kind:STATE_DELTA");
    await release(engine(), "open");
    expect(engines).toHaveLength(2);
    expect(workspace.viewing.store.getState().history.present).toBe("kind:STATE_DELTA");
    expect(shown()?.filter).toBe("kind:STATE_DELTA");
  });

  it("waits with the selection until its record has been indexed again", async () => {
    const { workspace, engine, selection, restart, engines } = await opened();
    workspace.rows.want(880, 920);
    await rest();
    workspace.selecting.moveTo(900);
    engines[1] = new TestEngine(50);
    engines[1].indexing = true;
    await restart();
    engine().emitProgress();
    await rest();
    expect(selection().cursor).toBeUndefined();
    engine().records = 1000;
    engine().emitProgress();
    await rest();
    expect(selection().cursor).toBe(900);
  });

  it("leaves the list at its end, though there is more by then", async () => {
    const { workspace, engine, restart, engines } = await opened();
    workspace.rows.want(970, 999);
    await rest();
    expect(workspace.place()).toMatchObject({ isAtEnd: true });
    engines[1] = new TestEngine(990);
    engines[1].indexing = true;
    await restart();
    engine().emitProgress();
    await rest();
    const order = () => workspace.selecting.scroll.getState().order;
    expect(order()).toBeUndefined();
    engine().records = 1200;
    engine().indexing = false;
    engine().emitProgress();
    await rest();
    expect(order()).toEqual({ row: "last", align: "end" });
  });

  it("is connected to again by itself when nobody says that it was restarted", async () => {
    const { workspace, engine, engines } = await opened();
    engine().close();
    expect(workspace.connection.state.getState().phase).toBe("restarting");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(workspace.connection.state.getState().phase).toBe("ready");
    expect(engines[1]?.paramsOf("open")).toHaveLength(1);
  });

  it("is not fed the same file for ever", async () => {
    const { workspace, restart, engine } = await opened();
    await restart();
    await restart();
    await restart();
    expect(workspace.transcript.getState()).toMatchObject({ phase: "failed", failure: { code: "engine-stopped" } });
    await workspace.open(file);
    expect(workspace.transcript.getState().phase).toBe("open");
    expect(engine().paramsOf("open")).toHaveLength(1);
  });

  it("while opening, leaves the file to the next one", async () => {
    const { workspace, engine, engines } = await setUp();
    engine().hold("open");
    void workspace.open(file);
    await rest();
    const first = engine();
    first.close();
    await release(first, "open");
    workspace.connection.engineRestarted();
    workspace.tellRestarted("it crashed", true);
    await rest();
    expect(workspace.transcript.getState().phase).toBe("open");
    expect(engines[1]?.paramsOf("open")).toHaveLength(1);
  });
});

describe("a file", () => {
  it("is opened with the members that were named for it", async () => {
    const { workspace, engine } = await opened();
    await workspace.open({ id: "f", name: "f.jsonl", folder: "", members: { kindPath: "a.b" } });
    expect(engine().paramsOf("open").at(-1)).toEqual({ file: "f", kindPath: "a.b" });
  });
});

describe("a file that the engine has learned to read better", () => {
  it("shows how it is read now, and its rows anew", async () => {
    const { workspace, engine, filter, shown } = await opened();
    await filter("kind:RAW");
    const before = shown();
    const open = workspace.transcript.getState();
    if (open.phase !== "open") throw new Error(open.phase);
    const format = { ...open.format, name: "generic" } as const;
    engine().emit({ type: "reread", transcript: "t", format, notice: "It is read anew." });
    await rest();
    expect(workspace.transcript.getState()).toMatchObject({ format: { name: "generic" }, notice: "It is read anew." });
    expect(engine().paramsOf("query").at(-1)).toMatchObject({ filter: "kind:RAW" });
    expect(shown()?.epoch).toBe((before?.epoch ?? 0) + 1);
    engine().emit({ type: "reread", transcript: "another", format: open.format, notice: undefined });
    expect(workspace.transcript.getState()).toMatchObject({ format: { name: "generic" } });
  });

  it("leaves the list at its end, unless somebody has scrolled up meanwhile", async () => {
    const { workspace, engine } = await opened();
    const open = workspace.transcript.getState();
    if (open.phase !== "open") throw new Error(open.phase);
    const reread = { type: "reread", transcript: "t", format: open.format, notice: undefined } as const;
    const order = () => workspace.selecting.scroll.getState().order;
    workspace.rows.want(970, 999);
    await rest();
    engine().hold("query");
    engine().emit(reread);
    workspace.rows.want(900, 930);
    await release(engine(), "query");
    await rest();
    expect(order()).toBeUndefined();

    workspace.rows.want(970, 999);
    await rest();
    engine().records = 1200;
    engine().emit(reread);
    await rest();
    const first = order();
    expect(first).toEqual({ row: "last", align: "end" });
    // The list has not drawn it yet.
    engine().emit(reread);
    await rest();
    expect(order()).toEqual(first);
    expect(order()).not.toBe(first);
  });

  it("says what is to be said of a packed file now", async () => {
    const { workspace, engine } = await opened();
    engine().emit({ type: "notice", transcript: "t", notice: "It ends early." });
    expect(workspace.transcript.getState()).toMatchObject({ notice: "It ends early." });
    engine().emit({ type: "notice", transcript: "another", notice: "Something else." });
    expect(workspace.transcript.getState()).toMatchObject({ notice: "It ends early." });
    engine().emit({ type: "notice", transcript: "t", notice: undefined });
    expect(workspace.transcript.getState()).toMatchObject({ notice: undefined });
  });
});

describe("reading anew", () => {
  it("takes the format of the user's choice and keeps the filter", async () => {
    const { workspace, engine, filter, shown } = await opened();
    await filter("kind:RAW");
    await workspace.reindex({ format: "generic", timePath: "when" });
    await rest();
    expect(engine().paramsOf("reindex")).toEqual([{ transcript: "t", format: "generic", timePath: "when" }]);
    expect(shown()?.filter).toBe("kind:RAW");
  });

  it("lets the engine detect again what was detected", async () => {
    const { workspace, engine } = await opened();
    await workspace.reload();
    expect(engine().paramsOf("reindex")).toEqual([{ transcript: "t" }]);
  });

  it("says when the file has gone meanwhile", async () => {
    const { workspace, engine } = await opened();
    engine().failing.set("reindex", { code: "not-found", name: "a.jsonl" });
    await workspace.reload();
    expect(workspace.transcript.getState()).toMatchObject({ phase: "failed", failure: { code: "not-found" } });
  });
});

describe("a file that was opened before", () => {
  const place = { head: "4-bb", look: "conversation", tab: "text", filter: "kind:RAW", record: 40 } as const;

  it("is shown where it was left, and says which filter that is", async () => {
    const { workspace } = await setUp();
    await workspace.open({ ...file, place });
    await rest();
    expect(workspace.viewing.store.getState().shown?.filter).toBe("kind:RAW");
    expect(workspace.selecting.store.getState()).toMatchObject({ cursor: 10, row: { record: 40 } });
    expect(workspace.settings.getState()).toMatchObject({ look: "conversation", detailTab: "text" });
    expect(workspace.notices.getState().notice?.text).toContain("Opened where you were");
    expect(workspace.place()).toMatchObject({ filter: "kind:RAW", record: 40, kept: { head: "4-bb", tab: "text" } });
  });

  it("begins anew when its content is another one", async () => {
    const { workspace } = await setUp();
    await workspace.open({ ...file, place: { ...place, head: "4-cc" } });
    await rest();
    expect(workspace.viewing.store.getState().shown?.filter).toBe("");
    expect(workspace.settings.getState()).toMatchObject({ look: "events", detailTab: "tree" });
    expect(workspace.notices.getState().notice).toBeUndefined();
  });

  it("is as the page knows it when it is read anew", async () => {
    const { workspace } = await setUp();
    await workspace.open({ ...file, place });
    await rest();
    workspace.viewing.setText("kind:STATE_DELTA", "choice");
    await rest();
    await workspace.reload();
    await rest();
    expect(workspace.viewing.store.getState().shown?.filter).toBe("kind:STATE_DELTA");
  });
});
