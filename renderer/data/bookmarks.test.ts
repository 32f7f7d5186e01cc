import { expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import type { Bookmark } from "../../shared/bookmarks.ts";
import { longestNote, mostBookmarks } from "../../shared/bookmarks.ts";
import type { KeptFile } from "../../shared/desktop.ts";
import { byteLength, byteOffset, lineNumber, recordNumber } from "../../shared/units.ts";
import { createBookmarkNews } from "./bookmarkNews.ts";
import { createBookmarks, isBookmarkOf } from "./bookmarks.ts";
import type { TranscriptState } from "./states.ts";
import { openTranscript } from "./states.ts";
import { file, otherFile, TestEngine } from "./testEngine.ts";

const rowOf = (record: number, kind = "RAW") => ({
  record: recordNumber(record),
  line: lineNumber(record + 1),
  offset: byteOffset(record * 10),
  length: byteLength(10),
  time: undefined,
  kind,
  role: undefined,
  tool: undefined,
  flags: [],
  preview: "",
});

/** Bookmarks of a file that is open, and what main keeps of them. */
async function begin(kept = new Map<string, readonly Bookmark[]>(), news = createBookmarkNews()) {
  const engine = new TestEngine(100);
  const transcript = createStore<TranscriptState>(() => ({ phase: "none" }));
  const lost: string[] = [];
  const writes: number[] = [];
  const refusing = { keeps: false };
  const bookmarks = createBookmarks({
    desktop: {
      bookmarks: async (of) => kept.get(keyOf(of)) ?? [],
      keepBookmarks: async (of, all) => {
        writes.push(all.length);
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (!refusing.keeps) kept.set(keyOf(of), all);
        return !refusing.keeps;
      },
    },
    transcript,
    target: () => ({ engine, transcript: "t" }),
    news,
    onLost: (sentence) => lost.push(sentence),
  });
  const open = async (opened = file, heads = ["2-aa"]) => {
    const answer = await engine.request("open", { file: opened.id });
    if (answer.ok) transcript.setState(openTranscript(opened, { ...answer.value, heads }, 1), true);
    await new Promise((resolve) => setTimeout(resolve, 1));
  };
  await open();
  const numbers = () => [...bookmarks.store.getState().all.keys()];
  return { bookmarks, kept, lost, writes, refusing, numbers, open, engine, transcript };
}

function keyOf({ file: id, heads }: KeptFile): string {
  return `${id} ${heads.join()}`;
}

it("are set and taken away, in the order of the records, and found again when the file is", async () => {
  const { bookmarks, numbers, kept, open } = await begin();
  for (const record of [30, 4, 50]) expect(await bookmarks.toggle(rowOf(record))).toBeUndefined();
  bookmarks.setNote(4, "why so late?");
  await bookmarks.toggle(rowOf(50));
  expect(numbers()).toEqual([4, 30]);
  await expect.poll(() => kept.get("grant-1 2-aa")?.length).toBe(2);
  await open(otherFile);
  expect(numbers()).toEqual([]);
  await open();
  expect(numbers()).toEqual([4, 30]);
  expect(bookmarks.store.getState().all.get(4)).toEqual({
    record: 4,
    offset: 40,
    length: 10,
    hash: "0123456789abcdef",
    kind: "RAW",
    note: "why so late?",
  });
});

it("are those of the content, and none of another file's", async () => {
  const { bookmarks, numbers, open } = await begin();
  await bookmarks.toggle(rowOf(1));
  await open(file, ["2-bb"]);
  expect(numbers()).toEqual([]);
});

it("write the last of many changes only", async () => {
  const { bookmarks, writes, kept } = await begin();
  await bookmarks.toggle(rowOf(1));
  for (let count = 0; count < 100; count += 1) bookmarks.setNote(1, `note ${count}`);
  await expect.poll(() => kept.get("grant-1 2-aa")?.[0]?.note).toBe("note 99");
  expect(writes.length).toBeLessThanOrEqual(3);
});

it("lead from one to the next, around the ends", async () => {
  const { bookmarks } = await begin();
  for (const record of [10, 20]) await bookmarks.toggle(rowOf(record));
  const next = (record: number, direction: 1 | -1) => bookmarks.next(record, direction)?.record;
  expect([next(10, 1), next(20, 1), next(15, -1), next(10, -1)]).toEqual([20, 10, 10, 20]);
});

it("say why a record cannot be marked, and that they are not kept", async () => {
  const many = Array.from({ length: mostBookmarks }, (_, record) => ({ ...rowOf(record), hash: "", note: "" }));
  const full = await begin(new Map([["grant-1 2-aa", many]]));
  expect(await full.bookmarks.toggle(rowOf(mostBookmarks))).toMatch(/can have 10.000 bookmarks/);
  const { bookmarks, engine, lost, refusing } = await begin();
  engine.failing.set("cite", { code: "engine-stopped" });
  expect(await bookmarks.toggle(rowOf(1))).toMatch(/engine stopped/);
  engine.failing.clear();
  refusing.keeps = true;
  await bookmarks.toggle(rowOf(1));
  await expect
    .poll(() => lost)
    .toEqual(["The bookmarks could not be written. They are lost when this file is closed."]);
});

it("bound what they hold of a record and of what is typed", async () => {
  const { bookmarks } = await begin();
  await bookmarks.toggle(rowOf(1, "K".repeat(10_000)));
  bookmarks.setNote(1, "n".repeat(10_000));
  const { kind, note } = bookmarks.store.getState().all.get(1) ?? { kind: "", note: "" };
  expect([kind.length, note.length]).toEqual([100, longestNote]);
});

it("do not mark what stands there instead", async () => {
  const { bookmarks } = await begin();
  await bookmarks.toggle(rowOf(1));
  const mark = bookmarks.store.getState().all.get(1);
  expect([isBookmarkOf(mark, rowOf(1)), isBookmarkOf(mark, { ...rowOf(1), offset: byteOffset(11) })]).toEqual([
    true,
    false,
  ]);
});
