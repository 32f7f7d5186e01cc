import { describe, expect, it } from "vitest";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { TextSlice } from "../../../shared/rows.ts";
import { blockBytes } from "../blocks/recordBlocks.ts";
import type { ReadText } from "./textBlocks.ts";
import { createTextBlocks, shownText } from "./textBlocks.ts";

const length = 500_000_000;

/** A record whose every ten bytes spell their own offset. */
const readOffsets: ReadText = async (from, count) => {
  const to = Math.min(from + count, length);
  const lines = Array.from({ length: Math.ceil((to - from) / 10) + 1 }, (_, line) =>
    String((Math.floor(from / 10) + line) * 10).padStart(10, "."),
  );
  const text = lines.join("").slice(from % 10, (from % 10) + to - from);
  return succeed({ text, from, next: to, end: length });
};

describe("blocks of raw text", () => {
  it("show any byte of a long record", async () => {
    const { store, show } = createTextBlocks(readOffsets, length);
    await show(499_999_900, length);
    expect(shownText(store.getState().blocks, 499_999_980, length)).toBe(".499999980.499999990");
  });

  it("show a row that stands in two blocks", async () => {
    const { store, show } = createTextBlocks(readOffsets, length);
    await show(blockBytes - 6, blockBytes + 4);
    expect(shownText(store.getState().blocks, blockBytes - 6, blockBytes + 4)).toBe(".....65530");
  });

  it("say when a row is not there yet", async () => {
    const { store, show } = createTextBlocks(readOffsets, length);
    await show(0, 10);
    expect(shownText(store.getState().blocks, 5 * blockBytes, 5 * blockBytes + 10)).toBeUndefined();
  });

  it("ask for each block once, and for none that is not in view", async () => {
    const asked: number[] = [];
    const blocks = createTextBlocks((from, count, signal) => {
      asked.push(from);
      return readOffsets(from, count, signal);
    }, length);
    await Promise.all([blocks.show(0, 100), blocks.show(0, 200)]);
    await blocks.show(50, 300);
    expect(asked).toEqual([0]);
  });

  it("hold a bounded number of blocks, those looked at last", async () => {
    const { store, show } = createTextBlocks(readOffsets, length);
    for (let number = 0; number < 40; number += 1) {
      await show(number * blockBytes, number * blockBytes + 100);
      await show(0, 100);
    }
    const held = [...store.getState().blocks.keys()];
    expect(held.length).toBe(16);
    expect(held).toContain(0);
    expect(held).toContain(39);
  });

  it("give up what is no longer in view", async () => {
    const signals: AbortSignal[] = [];
    const pending: ((slice: Result<TextSlice>) => void)[] = [];
    const blocks = createTextBlocks((_from, _count, signal) => {
      signals.push(signal);
      return new Promise((resolve) => pending.push(resolve));
    }, length);
    const first = blocks.show(0, 100);
    const second = blocks.show(10 * blockBytes, 10 * blockBytes + 100);
    for (const resolve of pending) resolve(await readOffsets(10 * blockBytes - 4, blockBytes + 8, AbortSignal.abort()));
    await Promise.all([first, second]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect([...blocks.store.getState().blocks.keys()]).toEqual([10]);
  });

  it("tell why they cannot be read, until they can", async () => {
    let broken = true;
    const { store, show } = createTextBlocks(
      async (from, count, signal) => (broken ? fail({ code: "engine-stopped" }) : readOffsets(from, count, signal)),
      length,
    );
    await show(0, 100);
    expect(store.getState().failure).toEqual({ code: "engine-stopped" });
    broken = false;
    await show(0, 100);
    expect(store.getState().failure).toBeUndefined();
    expect(shownText(store.getState().blocks, 0, 10)).toBe(".........0");
  });
});
