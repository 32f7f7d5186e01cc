import { describe, expect, it } from "vitest";
import { everything } from "../../shared/filter/filter.ts";
import { createHitFinder } from "../../shared/hitFinder.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { TreePage } from "../../shared/rows.ts";
import { byteLength, byteOffset, lineNumber, recordNumber } from "../../shared/units.ts";
import type { RecordReader } from "./recordReader.ts";
import { createShownRecord } from "./shownRecord.ts";

const page: Result<TreePage> = succeed({ nodes: [], next: undefined, problem: undefined });
const failure: Result<TreePage> = fail({ code: "engine-stopped" });

/** Readers of records whose answers wait until they are given. */
function slowRecords() {
  const asked: { readonly answer: (page: Result<TreePage>) => void; readonly signal: AbortSignal }[] = [];
  /** What was looked for, and in which record. */
  const looked: string[] = [];
  const read = (record: number): RecordReader => ({
    row: {
      record: recordNumber(record),
      line: lineNumber(record + 1),
      offset: byteOffset(record * 100_000),
      length: byteLength(99_999),
      time: undefined,
      kind: "X",
      role: undefined,
      tool: undefined,
      flags: [],
      preview: "",
    },
    identity: [record],
    members: (_at, _cursor, _count, signal) => new Promise((answer) => asked.push({ answer, signal })),
    bytes: async () => fail({ code: "engine-stopped" }),
    cite: async () => fail({ code: "engine-stopped" }),
    text: async () => fail({ code: "engine-stopped" }),
    decoded: async () => fail({ code: "engine-stopped" }),
    hits: async (filter, from) => {
      looked.push(`${filter} in ${record}`);
      return succeed({ hits: [{ from: record, to: record + 1 }], next: from + 262_144, end: 99_999 });
    },
  });
  return { asked, looked, read };
}

/** What a person sees: the state and the records it is about. */
function seen({ store }: ReturnType<typeof createShownRecord>): string {
  const state = store.getState();
  switch (state.phase) {
    case "empty":
      return "nothing";
    case "loading":
      return `${state.before?.row.record ?? "nothing"} until ${state.row.record}`;
    case "shown":
      return `${state.record.row.record}`;
    case "failed":
      return `no ${state.row.record}`;
  }
}

describe("the shown record", () => {
  it("stays until the next one has been read", async () => {
    const { asked, read } = slowRecords();
    const shown = createShownRecord();
    const first = shown.show(read(1));
    expect(seen(shown)).toBe("nothing until 1");
    asked[0]?.answer(page);
    await first;
    expect(seen(shown)).toBe("1");
    const second = shown.show(read(2));
    expect(seen(shown)).toBe("1 until 2");
    asked[1]?.answer(page);
    await second;
    expect(seen(shown)).toBe("2");
  });

  it("is the last one asked for, whatever comes first", async () => {
    const { asked, read } = slowRecords();
    const shown = createShownRecord();
    const all = [shown.show(read(1)), shown.show(read(2)), shown.show(read(3))];
    for (const { answer } of [...asked].reverse()) answer(page);
    await Promise.all(all);
    expect(seen(shown)).toBe("3");
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
  });

  it("is not read again when it is asked for again", async () => {
    const { asked, read } = slowRecords();
    const shown = createShownRecord();
    const first = shown.show(read(1));
    await shown.show(read(1));
    asked[0]?.answer(page);
    await first;
    await shown.show(read(1));
    expect(asked.length).toBe(1);
  });

  it("can be tried again after a failure", async () => {
    const { asked, read } = slowRecords();
    const shown = createShownRecord();
    const first = shown.show(read(1));
    asked[0]?.answer(failure);
    await first;
    expect(seen(shown)).toBe("no 1");
    const again = shown.retry();
    asked[1]?.answer(page);
    await again;
    expect(seen(shown)).toBe("1");
  });

  it("goes away at once, and nothing comes after it", async () => {
    const { asked, read } = slowRecords();
    const shown = createShownRecord();
    const first = shown.show(read(1));
    await shown.show(undefined);
    asked[0]?.answer(page);
    await first;
    expect(seen(shown)).toBe("nothing");
  });

  it("comes with the hits of what is looked for, until something else is", async () => {
    const { asked, looked, read } = slowRecords();
    const shown = createShownRecord();
    const finder = createHitFinder(everything);
    const current = () => {
      const state = shown.store.getState();
      return state.phase === "shown" ? state.record.hits?.record.store.getState().current : undefined;
    };
    const first = shown.show(read(1));
    asked[0]?.answer(page);
    await first;
    expect([current(), looked]).toEqual([undefined, []]);
    shown.seek({ filter: "a", finder, by: "filter" });
    shown.seek({ filter: "a", finder, by: "filter" });
    await expect.poll(() => current()).toMatchObject({ from: 1 });
    const second = shown.show(read(2));
    asked[1]?.answer(page);
    await second;
    await expect.poll(() => current()).toMatchObject({ from: 2 });
    shown.seek({ filter: "b", finder, by: "filter" });
    await expect.poll(() => current()).toMatchObject({ from: 2 });
    shown.seek(undefined);
    expect([current(), looked]).toEqual([undefined, ["a in 1", "a in 2", "b in 2"]]);
  });

  it("is stepped through once it is there", async () => {
    const { asked, read } = slowRecords();
    const shown = createShownRecord();
    shown.seek({ filter: "a", finder: createHitFinder(everything), by: "filter" });
    expect(await shown.step("next")).toBe(false);
    void shown.show(read(1));
    const stepped = shown.step("previous");
    asked[0]?.answer(page);
    expect(await stepped).toBe(false);
    expect(seen(shown)).toBe("1");
  });
});
