// Texts that were kept when the log was read are those that the log says, and where one was not kept, the log is read again.

import fs from "node:fs";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { KeptTexts } from "../conversation/keptTexts.ts";
import { PageCache, pageBytes } from "../paging/pageCache.ts";
import { PageFile } from "../paging/pageFile.ts";
import { messagesOf } from "./testing/compact.ts";

const pieces = fc.array(
  fc.record({
    of: fc.constantFrom("one", "one", "one", "two", "three"),
    text: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(" the", " weather", "\n", "京都", '"', "\\", " x".repeat(40)) },
      fc.constantFrom("\ud83d", "\ude00", " long".repeat(120)),
    ),
    times: fc.constantFrom(1, 1, 2, 30),
    timestamp: fc.constantFrom(undefined, undefined, 1_700_000_000_000),
  }),
  { minLength: 1, maxLength: 60 },
);

const temporaryFolder = temporaryFolders();

afterEach(() => {
  vi.restoreAllMocks();
});

describe("kept texts", () => {
  it("are those of the log, however its messages lie among each other", async () => {
    await fc.assert(
      fc.asyncProperty(pieces, async (said) => {
        const texts = new Map([
          ["one", ""],
          ["two", ""],
          ["three", ""],
        ]);
        const events: object[] = [{ type: "RUN_STARTED", threadId: "t", runId: "r" }];
        for (const messageId of texts.keys()) events.push({ type: "TEXT_MESSAGE_START", messageId, role: "assistant" });
        for (const { of, text, times, timestamp } of said) {
          for (let time = 0; time < times; time++)
            events.push({ type: "TEXT_MESSAGE_CONTENT", messageId: of, delta: text, timestamp });
          texts.set(of, (texts.get(of) ?? "") + text.repeat(times));
        }
        const log = events.map((event) => JSON.stringify(event)).join("\n");
        const { text } = await messagesOf(log);
        const written: readonly { readonly id: string; readonly content: string }[] = JSON.parse(text);
        expect(written.map(({ id, content }) => [id, content])).toEqual([...texts]);
      }),
      { numRuns: 60 },
    );
  });

  it("are all or none, and none of what the disk does not take", () => {
    const texts = new KeptTexts(new PageCache(2, new PageFile(() => [temporaryFolder()].values())));
    const piece = Buffer.from("a piece of a hundred bytes, ".padEnd(100, "."));
    const keepPages = (entity: number): number => {
      let kept = 0;
      for (; kept < 3 * pageBytes; kept += piece.length) texts.keep(entity, piece, 0, piece.length, 1);
      return kept;
    };
    const first = keepPages(1);
    texts.keep(-1, piece, 0, piece.length, 1);
    texts.keep(1, piece, 0, piece.length, 1);
    expect(texts.has(1, first + piece.length)).toBe(true);
    expect([...texts.stretchesOf(1)]).toEqual([
      { place: 0, length: first },
      { place: first + piece.length, length: piece.length },
    ]);
    expect(texts.has(-1, piece.length)).toBe(true);
    expect(texts.has(2, 0)).toBe(false);
    // A long piece is left out, so it has to be read from the log, and all of its message with it.
    texts.keep(-1, Buffer.alloc(1000), 0, 1000, 1);
    expect(texts.has(-1, piece.length + 1000)).toBe(false);
    const copy = Buffer.alloc(piece.length);
    texts.copy(first, piece.length, copy, 0);
    expect(copy).toEqual(piece);
    vi.spyOn(fs, "writeSync").mockImplementation(() => {
      throw Object.assign(new Error("write"), { code: "ENOSPC" });
    });
    keepPages(2);
    expect(texts.has(1, first + piece.length)).toBe(false);
    texts.keep(3, piece, 0, piece.length, 1);
    expect(texts.has(3, piece.length)).toBe(false);
  });

  it("take nothing of memory and disk behind the export, however that ends", async () => {
    const cache = new PageCache(2, new PageFile(() => [temporaryFolder()].values()));
    const texts = new KeptTexts(cache);
    const piece = Buffer.alloc(500, "x");
    for (let kept = 0; kept < 4 * pageBytes; kept += piece.length) texts.keep(1, piece, 0, piece.length, 1);
    expect(cache.count).toBeGreaterThan(3);
    texts.close();
    texts.keep(1, piece, 0, piece.length, 1);
    expect([cache.count, texts.has(1, 500)]).toEqual([0, false]);
    const close = vi.spyOn(KeptTexts.prototype, "close");
    const start = '{"type":"TEXT_MESSAGE_START","messageId":"m","role":"user"}\n';
    await messagesOf(`${start}{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"Hello"}`);
    expect(close).toHaveBeenCalledTimes(1);
    await expect(messagesOf(start, false, "no such thread")).rejects.toThrow();
    expect(close).toHaveBeenCalledTimes(2);
  });

  it("are walked where they were written in turns, without a list of the turns", () => {
    const texts = new KeptTexts();
    const piece = Buffer.from("x");
    for (let turn = 0; turn < 1_000; turn++) for (const entity of [1, 2]) texts.keep(entity, piece, 0, 1, 1);
    const stretches = texts.stretchesOf(1);
    expect(stretches.next().value).toEqual({ place: 0, length: 1 });
    // What comes meanwhile is met: nothing was collected ahead.
    texts.keep(1, piece, 0, 1, 1);
    expect([...stretches]).toHaveLength(1_000);
  });
});
