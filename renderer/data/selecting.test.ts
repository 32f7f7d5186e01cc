import { describe, expect, it, vi } from "vitest";
import { succeed } from "../../shared/result.ts";
import type { Row, RowPage } from "../../shared/rows.ts";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { byteLength, byteOffset, lineNumber, recordNumber, rowNumber } from "../../shared/units.ts";
import { PageCache } from "./pageCache.ts";
import { createSelecting } from "./selecting.ts";

const rows = 1000;

/** A list whose pages come when the test says so; a row's record has its number, behind another view 10,000 more. */
function setUp() {
  const answers: (() => void)[] = [];
  const viewOf = (first: number) => ({
    rows,
    fetch: (from: number, count: number) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      answers.push(resolve);
      const page: RowPage = {
        from: rowNumber(from),
        rows: Array.from({ length: Math.min(count, rows - from) }, (_, index) => row(first + from + index)),
      };
      return promise.then(() => succeed(page));
    },
  });
  const cache = new PageCache();
  cache.replace(viewOf(0));
  const answer = () => {
    for (const resolve of answers.splice(0)) resolve();
  };
  return {
    cache,
    answer,
    selecting: createSelecting(cache, () => rows),
    showOther: () => cache.replace(viewOf(10_000)),
  };
}

function row(number: number): Row {
  return {
    record: recordNumber(number),
    line: lineNumber(number + 1),
    offset: byteOffset(number),
    length: byteLength(1),
    kind: "A",
    role: undefined,
    tool: undefined,
    time: undefined,
    flags: [],
    preview: "",
  };
}

describe("the row at the cursor", () => {
  it("is said to be on its way, so that nothing is done to the one of before", () => {
    const { cache, answer, selecting } = setUp();
    const awaits = () => selecting.store.getState().awaits;
    cache.want(0, 20);
    answer();
    return vi
      .waitFor(() => expect(cache.row(3)).toBeDefined())
      .then(async () => {
        selecting.moveTo(3);
        expect(awaits()).toBe(false);
        selecting.moveTo(700);
        expect(selecting.store.getState()).toMatchObject({ cursor: 700, row: { record: 3 }, awaits: true });
        // Asked for twice, it is no nearer.
        selecting.moveTo(700);
        expect(awaits()).toBe(true);
        cache.want(690, 710);
        answer();
        await vi.waitFor(() => expect(awaits()).toBe(false), { timeout: longestWaitMs });
        expect(selecting.store.getState()).toMatchObject({ row: { record: 700 } });
      });
  });

  it("is waited for while the store has the one of before", async () => {
    const { cache, answer, selecting } = setUp();
    cache.want(0, 20);
    answer();
    selecting.moveTo(3);
    await expect(selecting.settledRow()).resolves.toMatchObject({ record: 3 });
    selecting.moveTo(700);
    const settled = selecting.settledRow();
    cache.want(690, 710);
    // The cursor goes on: it is still the one that was meant.
    selecting.moveTo(701);
    answer();
    await expect(settled).resolves.toMatchObject({ record: 700 });
  });

  it("is none of another view that comes before it", async () => {
    const { cache, answer, selecting, showOther } = setUp();
    selecting.moveTo(700);
    const settled = selecting.settledRow();
    showOther();
    selecting.place(700, undefined);
    cache.want(690, 710);
    answer();
    await expect(settled).resolves.toBeUndefined();
  });

  it("is the record that is shown where the view hides it, and none where nothing is selected", async () => {
    const { selecting } = setUp();
    await expect(selecting.settledRow()).resolves.toBeUndefined();
    selecting.place(3, row(5));
    selecting.place(3, undefined);
    await expect(selecting.settledRow()).resolves.toMatchObject({ record: 5 });
  });
});
