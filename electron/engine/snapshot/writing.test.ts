// How a snapshot is written: to a sink that is full, cut off, or cancelled on the way.

import { describe, expect, it } from "vitest";
import { createMemorySource } from "../source/memorySource.ts";
import { compact } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { end, start } from "./testing/outcome.ts";
import { long, mebibyte } from "./testing/sameAsClient.ts";
import { writeSnapshot } from "./writeSnapshot.ts";

describe("writing", () => {
  const log = logText([
    start,
    { type: "RAW", event: long(3 * mebibyte) },
    { type: "TEXT_MESSAGE_START", messageId: "m" },
    ...Array.from({ length: 2000 }, () => ({ type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: long(1000) })),
    { type: "TEXT_MESSAGE_END", messageId: "m" },
    ...Array.from({ length: 2000 }, () => ({ type: "CUSTOM", name: "c", value: long(1000) })),
    end,
  ]);

  it("waits for a sink that is full, and gives it no more than it may take at a time", async () => {
    const source = createMemorySource(log);
    const chunks: Buffer[] = [];
    let isFull = false;
    const result = await writeSnapshot({
      source,
      size: source.size,
      accepts: undefined,
      prefix: [],
      thread: undefined,
      dropRaw: false,
      signal: new AbortController().signal,
      onProgress: () => {},
      sink: {
        write: async (bytes) => {
          if (isFull || bytes.length > mebibyte || bytes.length === 0) throw new Error("not now, not so much");
          isFull = true;
          chunks.push(Buffer.from(bytes));
          await new Promise((resolve) => setTimeout(resolve, 1));
          isFull = false;
        },
      },
    });
    expect(result.ok).toBe(true);
    expect(Buffer.concat(chunks).equals((await compact(log)).bytes)).toBe(true);
  });

  it.each(["reading", "writing messages"])("stops when it is cancelled while it is %s", async (wanted) => {
    const source = createMemorySource(log);
    const controller = new AbortController();
    const result = await writeSnapshot({
      source,
      size: source.size,
      accepts: undefined,
      prefix: [],
      thread: undefined,
      dropRaw: false,
      signal: controller.signal,
      onProgress: (stage) => {
        if (stage === wanted) controller.abort();
      },
      sink: { write: () => {} },
    });
    expect(result).toEqual({ ok: false, failure: { code: "cancelled" } });
  });

  it("lets others work, and stops soon when they cancel", async () => {
    const messages = Array.from({ length: 40_000 }, (_, index) => ({
      id: `m${index}`,
      role: "user",
      content: long(200),
    }));
    const once = logText([start, { type: "MESSAGES_SNAPSHOT", messages }, end]);
    const source = createMemorySource(once.repeat(4));
    const controller = new AbortController();
    let written = 0;
    // An immediate gets its turn only when the work pauses.
    let turns = 0;
    const tick = (): void => {
      turns++;
      if (turns === 10) controller.abort();
      else setImmediate(tick);
    };
    setImmediate(tick);
    const result = await writeSnapshot({
      source,
      size: source.size,
      accepts: undefined,
      prefix: [],
      thread: undefined,
      dropRaw: false,
      signal: controller.signal,
      onProgress: () => {},
      sink: { write: () => void written++ },
    });
    expect(result).toEqual({ ok: false, failure: { code: "cancelled" } });
    expect(written).toBe(0);
  });

  it("fails when the log has become shorter", async () => {
    const whole = createMemorySource(log);
    const cut = createMemorySource(log.slice(0, -2 * mebibyte));
    let reads = 0;
    // As a file that is truncated while it is read for the second time.
    const source = {
      ...whole,
      readInto: (target: Uint8Array, at: number, length: number, position: number) =>
        (++reads > 25 ? cut : whole).readInto(target, at, length, position),
    };
    const result = await writeSnapshot({
      source,
      size: whole.size,
      accepts: undefined,
      prefix: [],
      thread: undefined,
      dropRaw: false,
      signal: new AbortController().signal,
      onProgress: () => {},
      sink: { write: () => {} },
    });
    expect(result).toEqual({ ok: false, failure: { code: "source-changed", name: "memory", change: "shrunk" } });
  });

  it("passes on what the sink throws", async () => {
    const source = createMemorySource(log);
    const full = new Error("the disk is full");
    const writing = writeSnapshot({
      source,
      size: source.size,
      accepts: undefined,
      prefix: [],
      thread: undefined,
      dropRaw: false,
      signal: new AbortController().signal,
      onProgress: () => {},
      sink: {
        write: () => {
          throw full;
        },
      },
    });
    await expect(writing).rejects.toBe(full);
  });
});
