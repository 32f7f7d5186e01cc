import { describe, expect, it } from "vitest";
import type { ExportSummary } from "../../../shared/exports.ts";
import type { ExportChange, ExportState } from "./exportPhase.ts";
import { change, initialState, optionsOf, scopeOf } from "./exportPhase.ts";

const target = { id: "t1", name: "run.snapshot.jsonl" };
const none = { count: 0, first: [], sums: [] };
const summary: ExportSummary = {
  as: "snapshot",
  recordsIn: 36_214,
  recordsOut: 7,
  bytesIn: 12_400_000,
  bytesOut: 310_000,
  messages: 12,
  toolCalls: 4,
  skipped: none,
  mended: none,
  lost: none,
  elapsedMs: 900,
};
const begin: ExportChange = { type: "begin", target, now: 1000 };

const progress = (stage: string, done: number, now: number): ExportChange => ({
  type: "progress",
  progress: { stage, done, total: 100, bytesWritten: 0 },
  now,
});

const stateAfter = (...changes: readonly ExportChange[]): ExportState => changes.reduce(change, initialState);

describe("the export sheet", () => {
  it("goes from choosing over running to done, and back for another one", () => {
    expect(stateAfter().step).toEqual({ phase: "choosing" });
    expect(stateAfter(begin).step).toMatchObject({ phase: "running", target, ending: "no" });
    expect(stateAfter(begin, { type: "succeed", summary }).step).toEqual({ phase: "done", target, summary });
    expect(stateAfter(begin, { type: "succeed", summary }, { type: "again" }).step).toEqual({ phase: "choosing" });
  });

  it("keeps what was chosen when an export fails", () => {
    const state = stateAfter(
      { type: "choose", choices: { as: "messages", pretty: true } },
      begin,
      { type: "fail", failure: { code: "disk-full", name: "x" } },
      { type: "again" },
    );
    expect(state.choices).toMatchObject({ as: "messages", pretty: true });
    expect(state.step).toEqual({ phase: "choosing" });
  });

  it("counts the time of each stage for itself", () => {
    expect(stateAfter(begin, progress("indexing", 10, 1100), progress("indexing", 50, 1900)).step).toMatchObject({
      stageSince: 1100,
      heardAt: 1900,
    });
    expect(stateAfter(begin, progress("indexing", 90, 1900), progress("copying", 5, 2400)).step).toMatchObject({
      stageSince: 2400,
    });
  });

  it("asks before it ends a running export, and goes on if told so", () => {
    expect(stateAfter(begin, { type: "ask" }).step).toMatchObject({ ending: "asking" });
    expect(stateAfter(begin, { type: "ask" }, { type: "keep" }).step).toMatchObject({ phase: "running", ending: "no" });
    expect(stateAfter(begin, { type: "ask" }, { type: "cancel" }).step).toMatchObject({ ending: "cancelling" });
    expect(stateAfter(begin, { type: "cancel" }, { type: "ask" }).step).toMatchObject({ ending: "cancelling" });
  });

  it("shows the result of an export that ends while it asks", () => {
    expect(stateAfter(begin, { type: "ask" }, { type: "succeed", summary }).step.phase).toBe("done");
  });

  it("stays running until the engine has stopped", () => {
    const cancelled: ExportChange = { type: "fail", failure: { code: "cancelled" } };
    expect(stateAfter(begin, { type: "cancel" }).step.phase).toBe("running");
    expect(stateAfter(begin, { type: "cancel" }, { type: "again" }).step.phase).toBe("running");
    expect(stateAfter(begin, { type: "cancel" }, cancelled).step).toMatchObject({
      phase: "failed",
      failure: { code: "cancelled" },
    });
  });

  it.each<ExportChange>([
    progress("copying", 1, 1),
    { type: "ask" },
    { type: "cancel" },
    { type: "succeed", summary },
    { type: "fail", failure: { code: "cancelled" } },
  ])("takes no notice of $type when nothing runs", (late) => {
    expect(change(initialState, late)).toBe(initialState);
  });
});

describe("the options of an export", () => {
  const { choices } = initialState;
  const agui = {
    formatHasMessages: true,
    filterText: "kind:RUN_*",
    ...{ selected: undefined, marked: undefined, threads: undefined },
  };

  it("are a snapshot of everything at first, when the format has messages", () => {
    expect(optionsOf(choices, agui)).toEqual({
      as: "snapshot",
      filter: "",
      pretty: false,
      dropRaw: false,
      dropCustom: false,
    });
  });

  it("are the matching records when it has none, whatever was chosen before", () => {
    const before = { ...choices, as: "snapshot", dropRaw: true } as const;
    expect(optionsOf(before, { ...agui, formatHasMessages: false })).toEqual({
      as: "records",
      filter: "kind:RUN_*",
      pretty: false,
      dropRaw: false,
      dropCustom: false,
    });
  });

  it("follow the choice of records, once it is made", () => {
    expect(scopeOf({ ...choices, scope: "matching" }, "snapshot", agui)).toBe("matching");
    expect(scopeOf({ ...choices, scope: "all" }, "records", agui)).toBe("all");
    expect(optionsOf({ ...choices, scope: "matching" }, agui).filter).toBe("kind:RUN_*");
  });

  it("name a choice of records that is there, whatever was chosen before", () => {
    const whole = { ...agui, filterText: " ", selected: undefined, marked: undefined };
    for (const scope of ["all", "matching", "marked", "from", undefined] as const) {
      expect(scopeOf({ ...choices, scope }, "records", whole)).toBe("all");
    }
    expect(scopeOf({ ...choices, scope: "from" }, "records", { ...whole, selected: 3 })).toBe("from");
    expect(scopeOf({ ...choices, scope: "from" }, "records", { ...whole, filterText: "x" })).toBe("matching");
  });

  it("are the records that are selected together, of an export that is not of messages", () => {
    const marked = { rows: 3, filter: "record:4-6" };
    expect(optionsOf({ ...choices, as: "records" }, { ...agui, marked }).filter).toBe("record:4-6");
    expect(optionsOf(choices, { ...agui, marked }).filter).toBe("");
    expect(optionsOf({ ...choices, scope: "marked" }, { ...agui, marked }).filter).toBe("record:4-6");
    // What was chosen of another selection is not there any more.
    expect(optionsOf({ ...choices, as: "records", scope: "marked" }, agui).filter).toBe("kind:RUN_*");
  });

  it("name a thread where there are several: the first one, or the one that was chosen", () => {
    const first = ["a", "b"].map((id) => ({ id, records: 2, runs: 1 }));
    const threads = { first, total: 2, isTotalExact: true };
    expect(optionsOf(choices, { ...agui, threads }).thread).toBe("a");
    expect(optionsOf({ ...choices, thread: "b" }, { ...agui, threads }).thread).toBe("b");
    expect(optionsOf({ ...choices, thread: "of another file" }, { ...agui, threads }).thread).toBe("a");
    expect(optionsOf({ ...choices, as: "records" }, { ...agui, threads }).thread).toBeUndefined();
    const one = { first: first.slice(0, 1), total: 1, isTotalExact: true };
    expect(optionsOf({ ...choices, thread: "a" }, { ...agui, threads: one }).thread).toBeUndefined();
  });

  it("begin at the selected record when that is chosen, and name what a table has a row for", () => {
    const from = { ...choices, as: "csv", scope: "from", table: "messages" } as const;
    expect(optionsOf(from, { ...agui, selected: 7 })).toMatchObject({ filter: "record>=7", table: "messages" });
    // None is selected any more.
    expect(optionsOf(from, agui).filter).toBe("kind:RUN_*");
    expect(optionsOf(from, { ...agui, formatHasMessages: false }).table).toBe("records");
    expect(optionsOf({ ...from, as: "records" }, agui).table).toBeUndefined();
  });

  it("leave out what belongs to another export", () => {
    const all = {
      as: "messages",
      scope: undefined,
      pretty: true,
      dropRaw: true,
      redact: true,
      table: "records",
      thread: "t",
    } as const;
    expect(optionsOf(all, agui).redact).toBe(true);
    expect(optionsOf(all, agui)).toMatchObject({ pretty: true, dropRaw: false, dropCustom: false });
    expect(optionsOf({ ...all, as: "snapshot" }, agui)).toMatchObject({ pretty: false, dropRaw: true });
    expect(optionsOf({ ...all, as: "records" }, agui)).toMatchObject({
      pretty: false,
      dropRaw: false,
      dropCustom: false,
    });
  });
});
