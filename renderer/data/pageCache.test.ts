import { describe, expect, it } from "vitest";
import type { Failure } from "../../shared/failure.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { Row, RowPage } from "../../shared/rows.ts";
import { byteLength, byteOffset, lineNumber, recordNumber, rowNumber } from "../../shared/units.ts";
import { PageCache, rowsPerPage } from "./pageCache.ts";

interface Asked {
  readonly from: number;
  readonly signal: AbortSignal;
  answer(rows?: number): Promise<void>;
  refuse(failure: Failure): Promise<void>;
}

/** An engine whose answers the test gives by hand. */
function setUp(rows: number) {
  const asked: Asked[] = [];
  const fetch = (from: number, count: number, signal: AbortSignal) =>
    new Promise<Result<RowPage>>((resolve) => {
      const settle = async (result: Result<RowPage>) => {
        resolve(result);
        await Promise.resolve();
        await Promise.resolve();
      };
      asked.push({
        from,
        signal,
        answer: (available = rows) => settle(succeed(page(from, Math.min(count, available - from)))),
        refuse: (failure) => settle(fail(failure)),
      });
    });
  const cache = new PageCache();
  cache.replace({ fetch, rows });
  return { cache, asked, fetch };
}

function page(from: number, count: number): RowPage {
  return { from: rowNumber(from), rows: Array.from({ length: count }, (_, index) => row(from + index)) };
}

function row(number: number): Row {
  return {
    record: recordNumber(number),
    line: lineNumber(number + 1),
    offset: byteOffset(number * 100),
    length: byteLength(100),
    time: undefined,
    kind: "RAW",
    role: undefined,
    tool: undefined,
    flags: [],
    preview: "",
  };
}

async function answerAll(asked: readonly Asked[], rows?: number): Promise<void> {
  for (const request of asked) await request.answer(rows);
}

describe("PageCache", () => {
  it("asks once for a page, however often its rows are wanted", async () => {
    const { cache, asked } = setUp(1000);
    cache.want(0, 30);
    cache.want(5, 35);
    await answerAll(asked);
    cache.want(10, 40);
    expect(asked.map((request) => request.from)).toEqual([0]);
    expect(cache.row(17)?.record).toBe(17);
  });

  it("fetches the next page before its rows come into view", () => {
    const { cache, asked } = setUp(1000);
    cache.want(rowsPerPage - 40, rowsPerPage - 10);
    expect(asked.map((request) => request.from)).toEqual([0, rowsPerPage]);
  });

  it("cancels requests for rows that are no longer on screen, all but those of the place that is asked for longest", async () => {
    const { cache, asked } = setUp(1_000_000);
    cache.want(0, 30);
    cache.want(250_000, 250_030);
    cache.want(500_000, 500_030);
    expect(asked.map((request) => request.signal.aborted)).toEqual([false, true, true, false, false]);
    await answerAll(asked);
    expect(cache.row(0)?.record).toBe(0);
    expect(cache.row(250_000)).toBeUndefined();
    expect(cache.row(500_000)?.record).toBe(500_000);
  });

  it("has rows stand in for those that are on their way: the last ones, then those that arrive, until they are there", async () => {
    const { cache, asked } = setUp(1_000_000);
    const notified: unknown[] = [];
    cache.subscribe(() => notified.push(cache.standIn));
    cache.want(100, 130);
    expect(cache.standIn).toBeUndefined();
    await answerAll(asked.splice(0));
    expect(cache.standIn).toBeUndefined();

    cache.want(250_100, 250_130);
    expect(cache.standIn).toEqual({ first: 100, last: 130 });
    cache.want(400_100, 400_130);
    cache.want(500_100, 500_130);
    expect(cache.standIn).toEqual({ first: 100, last: 130 });
    await asked[0]?.answer();
    expect(cache.standIn).toEqual({ first: 250_100, last: 250_130 });
    await asked.at(-1)?.answer();
    expect(cache.standIn).toBeUndefined();
    expect(notified).toContainEqual({ first: 100, last: 130 });
    expect(notified).toContainEqual({ first: 250_100, last: 250_130 });
    expect(notified.at(-1)).toBeUndefined();
  });

  it("has nothing stand in for rows that cannot be read, nor rows of another view", async () => {
    const { cache, asked, fetch } = setUp(1_000_000);
    cache.want(100, 130);
    await answerAll(asked.splice(0));
    cache.want(250_100, 250_130);
    await asked[0]?.refuse({ code: "not-readable", name: "a.jsonl", detail: "EIO" });
    expect(cache.standIn).toBeUndefined();
    cache.replace({ fetch, rows: 1000 });
    cache.want(100, 130);
    expect(cache.standIn).toBeUndefined();
  });

  it("asks again when the user comes back to rows whose request was cancelled", async () => {
    const { cache, asked } = setUp(1_000_000);
    cache.want(0, 30);
    cache.want(500_000, 500_030);
    cache.want(0, 30);
    await answerAll(asked);
    expect(cache.row(3)?.record).toBe(3);
  });

  it("keeps pages while the view grows, and completes the last one without losing what is known", async () => {
    const { cache, asked } = setUp(250);
    cache.want(190, 249);
    await answerAll(asked);
    const whole = cache.pageOf(0);
    const before = asked.length;
    cache.grow(600);
    expect(cache.row(249)?.record).toBe(249);
    expect(cache.pageOf(0)).toBe(whole);
    const again = asked.slice(before);
    expect(again.map((request) => request.from)).toEqual([rowsPerPage]);
    await answerAll(again, 600);
    expect(cache.row(399)?.record).toBe(399);
  });

  it("does not ask in a circle when the engine gives fewer rows than it counted", async () => {
    const { cache, asked } = setUp(1000);
    cache.want(0, 10);
    await answerAll(asked, 50);
    expect(asked).toHaveLength(1);
    expect(cache.row(49)?.record).toBe(49);
    expect(cache.row(50)).toBeUndefined();
  });

  it("shows a failure on its page and tries again when asked to", async () => {
    const { cache, asked } = setUp(1000);
    cache.want(0, 30);
    await asked[0]?.refuse({ code: "not-readable", name: "a.jsonl", detail: "EIO" });
    expect(cache.pageOf(0)).toMatchObject({ state: "failed" });
    expect(cache.shownFailure).toMatchObject({ code: "not-readable" });
    cache.want(0, 31);
    expect(asked).toHaveLength(1);
    cache.retry();
    await asked[1]?.answer();
    expect(cache.shownFailure).toBeUndefined();
    expect(cache.row(0)?.record).toBe(0);
  });

  it("takes a stopped engine for no failure of the rows", async () => {
    const { cache, asked } = setUp(1000);
    cache.want(0, 30);
    await asked[0]?.refuse({ code: "engine-stopped" });
    expect(cache.pageOf(0)).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it("drops answers that belong to an older view", async () => {
    const { cache, asked, fetch } = setUp(1000);
    cache.want(0, 30);
    cache.replace({ fetch, rows: 10 });
    await asked[0]?.answer();
    expect(cache.row(0)).toBeUndefined();
  });

  it("starts a new view with the pages that came with it", () => {
    const { cache, asked, fetch } = setUp(1000);
    cache.replace({ fetch, rows: 1000 }, [page(400, 200)]);
    cache.want(470, 520);
    expect(cache.row(471)?.record).toBe(471);
    expect(asked).toHaveLength(0);
  });

  it("holds a bounded number of pages and drops the least recently wanted", async () => {
    const { cache, asked } = setUp(10_000_000);
    for (let at = 0; at < 200; at += 1) {
      cache.want(at * 1000, at * 1000 + 30);
      await answerAll(asked.splice(0));
    }
    const held = Array.from({ length: 200 }, (_, at) => cache.row(at * 1000)).filter((known) => known !== undefined);
    expect(held.length).toBeLessThanOrEqual(64);
    expect(cache.row(199_000)).toBeDefined();
    expect(cache.row(0)).toBeUndefined();
  });

  it("tells its subscribers about every change, and keeps the identity of pages that did not change", async () => {
    const { cache, asked } = setUp(10_000);
    let calls = 0;
    const stop = cache.subscribe(() => {
      calls += 1;
    });
    cache.want(0, 30);
    await answerAll(asked);
    const first = cache.pageOf(0);
    expect(calls).toBe(2);
    cache.want(0, 31);
    expect(calls).toBe(2);
    expect(cache.pageOf(0)).toBe(first);
    stop();
    cache.want(5000, 5030);
    expect(calls).toBe(2);
  });
});
